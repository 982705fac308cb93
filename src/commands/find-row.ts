import { UserError } from '../error.js';
import { isExact } from '../model/exact.js';
import { fold, mask } from '../model/fold.js';
import { meant, meantOf, thereAre } from '../model/meant.js';
import { nearest, nearestFirst } from '../model/nearest.js';
import type { Cell, Column, Sheet } from '../model/sheet.js';
import { shellWord } from '../model/shell-word.js';
import { LANGS, text } from '../model/text.js';
import { showCell } from '../render/shown-cell.js';
import type { Address } from './read-address.js';

/**
 * Finds the row that is meant, by its name as printed or as CSV has it; without a name the total, or the only row.
 *
 * @throws {UserError} With the rows there are.
 */
export function rowOf(
  { report, named }: Address,
  sheet: Sheet,
  asked: readonly (readonly [string, string])[],
  sameSource: (a: string, b: string) => boolean,
): unknown {
  const keys = sheet.columns.filter(({ isKey, name }) => isKey || name === 'row');
  const own = keys.findLast(({ isKey }) => isKey) as Column;
  let rows = [...sheet.rows];
  for (const [key, value] of [...(named === undefined ? [] : [[own.name, named] as const]), ...asked]) {
    const column = keys.find(({ name }) => fold(name) === fold(key));
    if (!column)
      throw new UserError(
        text(
          `the rows of ${report.name} are not named by ${key}`,
          `строки отчёта ${report.name} не различаются по ${key}`,
        ),
        {
          hint: meantOf(
            key,
            keys.map(({ name }) => name),
          ),
        },
      );
    const alike = (cell: Cell) => column.name === 'source' && typeof cell === 'string' && sameSource(cell, value);
    // A source called «total» must not be taken for the total, nor the campaign `Brand` for `brand`.
    const found = [(cell: Cell) => cell === value, (cell: Cell) => isCalled(cell, column, value), alike]
      .map((isMeant) => rows.filter((row) => isMeant(column.value(row))))
      .find((some) => some.length > 0);
    if (!found) throw noSuchRow(column, value, rows);
    rows = found;
  }
  if (rows.length === 1) return rows[0];
  const totals = rows.filter((row) => own.value(row) === '(total)');
  if (totals.length === 1) return totals[0];
  if (rows.length === 0)
    throw new UserError(text(`${report.name} has no rows`, `в отчёте ${report.name} нет строк`), {});
  throw severalRows(keys, rows);
}

const isCalled = (cell: Cell, { kind }: Column, wanted: string): boolean =>
  typeof cell === 'string' &&
  (fold(cell) === fold(wanted) ||
    cell === `(${wanted})` ||
    LANGS.some((lang) => fold(showCell(cell, kind, lang).text) === fold(wanted)));

/** As many rows as a person reads. */
const MOST_ROWS = 12;

function noSuchRow({ name, value }: Column, wanted: string, rows: readonly unknown[]): UserError {
  const there = [...new Set(rows.map(value))].filter((one): one is string => typeof one === 'string');
  const near = nearest(wanted, there);
  const all = thereAre(
    nearestFirst(wanted, there)
      .slice(0, MOST_ROWS + 1)
      .map((one) => mask(one)),
    MOST_ROWS,
  );
  return new UserError(text(`no row has ${name} = ${wanted}`, `нет строки, где ${name} = ${wanted}`), {
    hint: near === undefined ? all : meant(`--row ${shellWord(`${name}=${mask(near)}`)}`),
  });
}

/** What tells the rows apart that are left. */
function severalRows(keys: readonly Column[], rows: readonly unknown[]): UserError {
  const telling = keys.filter(({ value, isKey }) => isKey && new Set(rows.map(value)).size > 1);
  const each = rows.slice(0, MOST_ROWS + 1).map((row) =>
    telling
      .map(({ name, value }) => {
        const cell = value(row);
        return `--row ${shellWord(`${name}=${isExact(cell) || cell === null ? '' : mask(String(cell))}`)}`;
      })
      .join(' '),
  );
  return new UserError(text('which row?', 'какая строка?'), { hint: thereAre(each, MOST_ROWS) });
}
