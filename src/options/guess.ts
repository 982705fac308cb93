import { text, UserError } from '../error.js';
import { meant } from '../model/meant.js';
import type { Guess } from '../model/settings.js';
import { defineOption, EITHER, READING } from './define-option.js';

export const guess = defineOption({
  flags: '--guess [stage]',
  offers: ['lead'],
  help: text(
    'go on with suggested meanings of unknown statuses; --guess=lead: they are open leads',
    'принять догадки о неизвестных статусах; --guess=lead — считать их открытыми лидами',
  ),
  on: READING,
  given: EITHER,
  read: (written: Guess | '' | undefined): Guess => {
    if (written === undefined || typeof written === 'boolean') return written ?? false;
    if (written === '' || written === 'lead') return written || true;
    throw new UserError(
      text(`--guess=${written}: expected lead, or no value`, `--guess=${written}: ожидается lead или ничего`),
      { hint: meant('--guess', '--guess=lead') },
    );
  },
});
