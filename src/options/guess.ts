import { text } from '../error.js';
import { defineOption, isOn, READING, SWITCH } from './define-option.js';

export const guess = defineOption({
  flags: '--guess',
  help: text('go on with suggested meanings of unknown statuses', 'принять догадки о неизвестных статусах'),
  on: READING,
  given: SWITCH,
  read: isOn,
});
