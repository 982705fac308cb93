import { text } from '../error.js';
import { ATTRIBUTIONS, type Attribution } from '../model/attribution.js';
import { BROKEN_DOWN, defineOption, oneOf } from './define-option.js';

/** Without it what funnel.yaml says, else `recorded`: a list of touches changes no figure unasked. */
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
