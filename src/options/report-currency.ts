import { text } from '../error.js';
import { CURRENCY_CODES, currencyMeant } from '../model/currencies.js';
import { defineOption, ifWritten, READING, TEXT, wrongValue } from './define-option.js';

export const currency = defineOption({
  flags: '--currency <code>',
  offers: CURRENCY_CODES,
  isRare: true,
  help: text('the currency of the report, like RUB', 'валюта отчёта, например RUB'),
  on: [...READING, 'init'],
  given: TEXT,
  read: ifWritten((code) => {
    const known = code.toUpperCase();
    if (!CURRENCY_CODES.includes(known))
      throw wrongValue('--currency', code, text('a code like RUB', 'код вида RUB'), [currencyMeant(code)]);
    return known;
  }),
});
