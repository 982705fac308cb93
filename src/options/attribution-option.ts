import { text } from '../error.js';
import { ATTRIBUTIONS, type Attribution } from '../model/attribution.js';
import { BROKEN_DOWN, defineOption, oneOf } from './define-option.js';

/**
 * Without it the model is that of funnel.yaml, else `recorded`: touches change no figure unless somebody asks for it.
 */
export const attribution = defineOption({
  flags: '--attribution <model>',
  isRare: true,
  help: text(
    'whom sources give a lead to: what is recorded of it (the default), or the touches before it',
    'какому источнику отдать лид: как записано (по умолчанию) или по касаниям до него',
  ),
  on: BROKEN_DOWN,
  choices: ATTRIBUTIONS,
  given: oneOf(ATTRIBUTIONS),
  read: (written: Attribution | undefined): Attribution | undefined => written,
});
