import { areSums, type Table } from '../../model/tables.js';
import type { Export } from '../../sources/define-source.js';
import { generic } from '../../sources/generic.js';
import type { Found } from './found.js';
import { placesOf } from './heading-match.js';
import type { Column } from './recognised.js';

/** The columns that are empty in a row of totals without a label: as the platform writes them, else the names of rows. */
export const blankInTotals = (
  found: Found | undefined,
  table: Table,
  columns: ReadonlyMap<string, Column>,
  headings: readonly string[],
  rowIsLead = false,
): number[] =>
  found && found.source !== generic && !rowIsLead
    ? blankTotalOf(found.shape, columns, headings)
    : namelessIn(table, columns, rowIsLead);

/** What a total may bear all the same: it names no row. */
const OF_ALL = new Set(['currency', 'account', 'taken_at']);

/**
 * The columns that a sheet leaves empty in the sum of its rows: all that name a row. There must be two, since a day or a
 * source alone may be missing from a row of spend. Whether it is the sum is checked with all totals. Where each row is a
 * lead, a sum of deals below a group is told in the same way: it does not say when, from where or how it stands.
 */
function namelessIn(table: Table, columns: ReadonlyMap<string, Column>, rowIsLead: boolean): number[] {
  const own = [...columns].flatMap(([field, { index, kind }]) =>
    !OF_ALL.has(field) && ['day', 'moment', 'text', 'id'].includes(kind) ? index : [],
  );
  return (areSums(table) || (table === 'crm' && rowIsLead)) && own.length > 1 ? own : [];
}

/**
 * Where an export lacks the names of its level, a total leaves the account's name empty; where it is of the whole
 * account, what it is broken down by (age, placement).
 */
function blankTotalOf(shape: Export, columns: ReadonlyMap<string, Column>, headings: readonly string[]): number[] {
  const own = (shape.blankTotal ?? []).flatMap((field) => columns.get(field)?.index ?? []);
  if (own.length > 0) return own;
  const [accounts = [], parts = []] = [shape.blankAccount, shape.breakdowns].map((wanted) =>
    wanted ? placesOf(wanted, headings) : [],
  );
  return accounts.length > 0 ? [...accounts] : [...parts];
}
