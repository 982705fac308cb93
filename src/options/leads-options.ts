import { text } from '../error.js';
import { asWritten, defineOption, ifWritten, TEXT, wrongValue } from './define-option.js';

const sort = defineOption({
  flags: '--sort <column>',
  help: text(
    'by which column: amounts from the largest, the rest from the first; -column the other way round',
    'по какому столбцу: суммы от большей, остальное с начала; -столбец наоборот',
  ),
  on: ['leads', 'diff'],
  given: TEXT,
  read: asWritten,
});

const limit = defineOption({
  flags: '--limit <n>',
  help: text('only the first so many', 'только первые столько'),
  on: ['leads', 'diff'],
  given: TEXT,
  read: ifWritten((written) => {
    if (!/^[1-9]\d{0,8}$/.test(written))
      throw wrongValue('--limit', written, text('a number like 20', 'число вида 20'));
    return Number(written);
  }),
});

/** The options that only the lists of leads take: `leads` and `diff`. */
export const LEADS_OPTIONS = { sort, limit };
