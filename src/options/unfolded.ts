import { text } from '../model/text.js';
import { defineOption, isOn, REPORTS, SWITCH } from './define-option.js';

/** For those who doubt what was put together: each spelling of a reason, as the CRM has it. */
export const unfolded = defineOption({
  flags: '--unfolded',
  isRare: true,
  help: text('reasons in every spelling of the CRM', 'причины в каждом написании из CRM'),
  on: REPORTS,
  given: SWITCH,
  read: isOn,
});
