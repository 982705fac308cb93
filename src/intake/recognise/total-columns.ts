import { areSums, type Table } from '../../model/tables.js';
import type { Export } from '../../sources/define-source.js';
import { generic } from '../../sources/generic.js';
import type { Found } from './found.js';
import { placesOf } from './heading-match.js';
import type { Column } from './recognised.js';

/** The columns that are all empty in a row of totals without a label: by what the platform writes, else by its own names. */
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
 * Columns that a sheet leaves empty in the sum of its rows: all that name a row. Two at least: a day alone, or a source,
 * may be missing from a row of spend. That it is the sum is checked with all totals. Where each row is a lead nothing else
 * tells one from a sum of deals below a group: it does not say when, whence or how it stands.
 */
function namelessIn(table: Table, columns: ReadonlyMap<string, Column>, rowIsLead: boolean): number[] {
  const own = [...columns].flatMap(([field, { index, kind }]) =>
    !OF_ALL.has(field) && ['day', 'moment', 'text', 'id'].includes(kind) ? index : [],
  );
  return (areSums(table) || (table === 'crm' && rowIsLead)) && own.length > 1 ? own : [];
}

/**
 * Where an export has none of the names of its level, the account's name is what a total leaves empty, and where it is of
 * the whole account, what it is broken down by: ages, placements.
 */
function blankTotalOf(shape: Export, columns: ReadonlyMap<string, Column>, headings: readonly string[]): number[] {
  const own = (shape.blankTotal ?? []).flatMap((field) => columns.get(field)?.index ?? []);
  if (own.length > 0) return own;
  const [accounts = [], parts = []] = [shape.blankAccount, shape.breakdowns].map((wanted) =>
    wanted ? placesOf(wanted, headings) : [],
  );
  return accounts.length > 0 ? [...accounts] : [...parts];
}
