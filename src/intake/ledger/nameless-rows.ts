import { text, UserError } from '../../error.js';
import { toTheCent } from '../../model/numbers.js';
import { areSums } from '../../model/tables.js';
import { counted } from '../../model/text.js';
import type { Loaded } from '../scan/loaded.js';
import type { Typed } from '../type/type.js';
import { isSum, rowsOf, totalsOf } from './own-totals.js';
import { MEASURES, type Tally } from './tally.js';

/**
 * A row of a home-made sheet that names nothing (no day, source or campaign) is a total if it is the sum of the rows.
 * Else its name may have been forgotten or stand in merged cells, and a person has to say.
 */
export function requireSums(loaded: Loaded, typed: Typed, tally: Tally): void {
  const { totals, recognised, file } = loaded;
  const nameless = totals.filter(({ isNamed }) => !isNamed);
  const [first] = nameless;
  const isHomeMade = recognised.source === 'guess' || recognised.source === 'configured';
  // Sums of deals below their groups are not sums of all. A row of leads tells when, from where, or how it stands.
  if (!isHomeMade || first === undefined || !areSums(recognised.table)) return;
  const found = MEASURES.flatMap((measure) =>
    totalsOf(loaded, typed, measure)
      .filter(({ label, value }) => label === '' && value.num !== 0n)
      .map(({ value }) => ({ value, rows: rowsOf(measure, tally) })),
  );
  const [unlike] = found;
  if (unlike === undefined || found.some(({ value, rows }) => isSum(value, rows))) return;
  const { value, rows } = unlike;
  throw new UserError(
    text(
      `${counted(nameless.length, 'row')} without any name or day, not the sum of the others: ${toTheCent(value, 'en')} beside ${toTheCent(rows.sum, 'en')}`,
      `строк без даты и без названий: ${nameless.length}, и они не сумма остальных: ${toTheCent(value, 'ru')} против ${toTheCent(rows.sum, 'ru')}`,
    ),
    {
      file: file.name,
      line: first.line,
      hint: text(
        'where it is spend, fill in what it was spent on (cells that are merged hold it once); where it is a total, take it out',
        'если это расход, впишите в строку, на что он (в объединённых ячейках это стоит один раз); если это итог, уберите её',
      ),
    },
  );
}
