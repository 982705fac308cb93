import { text } from '../error.js';
import { defineOption, isOn, READING, SWITCH } from './define-option.js';

export const personal = defineOption({
  flags: '--personal',
  isRare: true,
  help: text(
    'show phone numbers, mail addresses and names in texts of the exports: otherwise ••• stands for them',
    'показать телефоны, почту и имена в текстах выгрузок: без этого вместо них •••',
  ),
  on: [...READING, 'init'],
  given: SWITCH,
  read: isOn,
});
