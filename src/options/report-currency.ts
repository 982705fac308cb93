import { text } from '../error.js';
import { defineOption, ifWritten, READING, TEXT, wrong } from './define-option.js';

export const currency = defineOption({
  flags: '--currency <code>',
  help: text('the currency of the report, like RUB', 'валюта отчёта, например RUB'),
  on: [...READING, 'init'],
  given: TEXT,
  read: ifWritten((code) => {
    if (!/^[a-z]{3}$/i.test(code)) throw wrong('--currency', code, text('a code like RUB', 'код вида RUB'));
    return code.toUpperCase();
  }),
});
