import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import type { IdSettings } from '../../model/settings.js';
import type { Recognised } from '../recognise/recognised.js';
import type { Loaded } from '../scan/loaded.js';
import { cellId, cellText, isUnreadable, wasDecorated, wasTrimmed } from './cells.js';
import { REQUIRED } from './checks.js';
import { hasTail, isDestroyed, isMixed } from './clean-id.js';
import { fieldValue } from './field-value.js';
import { happenedIn, isLater } from './later.js';
import { isRead, type LaidOut } from './lay-out.js';
import { isTyped } from './request.js';
import type { TypeOptions } from './type-options.js';
import type { Reading } from './values/cell-shape.js';
import type { Wanted } from './wanted.js';

/** What is to be counted in the rows of a file besides what became of them: one bit each. */
export interface Mark {
  of:
    | 'unreadable' // an optional cell, whose value is unknown
    | 'unread-entered' // a date under the name of a status
    | 'unnamed' // a deal without an ID
    | 'cleaned' // an ID that was freed of decorations
    | 'destroyed'
    | 'tail'
    | 'mixed'
    | 'skipped' // a moment in the hour that clocks skip
    | 'repeated'
    | 'no-lead' // a row that the export's own rule leaves out
    | 'worked-on' // such a row that somebody works on
    | 'later' // a row that came after the as-of moment
    | 'differs'; // a heading that stands twice, with different cells
  /** Of which column. */
  index: number;
  heading: string;
  /** null: never, as the pass has seen. */
  when: Sql | null;
}

/** Everything that is counted of the rows of a file. */
export function marksOf(
  { recognised }: Loaded,
  wanted: readonly Wanted[],
  readings: ReadonlyMap<number, Reading>,
  laidOut: LaidOut,
  { asOf, ids }: Pick<TypeOptions, 'asOf' | 'ids'>,
): Mark[] {
  const { table, columns, entered, repeats } = recognised;
  const unreadable = (index: number, kind: Wanted['kind']) =>
    isRead(laidOut.columns, index) ? null : isUnreadable(index, kind, () => false);
  const optional = [...columns].flatMap(([field, { index, heading, kind }]): Mark[] =>
    isTyped(kind) && !REQUIRED[table].includes(field)
      ? [{ of: 'unreadable', index, heading, when: unreadable(index, kind) }]
      : [],
  );
  const dates = entered.map(
    ({ index, heading }): Mark => ({ of: 'unread-entered', index, heading, when: unreadable(index, 'moment') }),
  );
  const clocks = wanted.flatMap(({ index, heading }): Mark[] => {
    const clock = readings.get(index)?.clock;
    if (!clock) return [];
    const of = (what: 'skipped' | 'repeated'): Mark => ({
      ...{ of: what, index, heading },
      when: clock[what](cellText(index)),
    });
    return [of('skipped'), of('repeated')];
  });
  const twice = repeats.map(({ heading, indexes }): Mark => {
    const [first = 0, ...others] = indexes;
    const differs = others.map((other) => sql`${cellText(first)} is distinct from ${cellText(other)}`);
    return {
      of: 'differs',
      index: first,
      heading,
      when: differs.length > 0 ? sql`(${joined(differs, ' or ')})` : sql`false`,
    };
  });
  const [when] = asOf === undefined ? [] : happenedIn(recognised);
  const later: Mark[] = when ? [{ of: 'later', ...when, when: isLater(recognised, asOf) }] : [];
  return [...optional, ...dates, ...idMarks(recognised, laidOut, ids), ...clocks, ...twice, ...later];
}

/** Of the IDs by which rows are told apart. */
function idMarks(recognised: Recognised, laidOut: LaidOut, ids: IdSettings | undefined): Mark[] {
  const { table, columns, entity, rowIsLead, idLength } = recognised;
  const field = entity === 'deal' ? 'deal_id' : 'lead_id';
  const column = columns.get(field);
  if (!column) return [];
  const { index, heading } = column;
  const id = cellId(index);
  const laid = laidOut.columns.get(index);
  const isPlain = laid?.hasTexts === false || laid?.plain === 'all';
  const isOwn = (table === 'crm' || table === 'ad_leads') && !rowIsLead;
  const destroyed: Mark[] = isOwn ? [{ of: 'destroyed', index, heading, when: isPlain ? null : isDestroyed(id) }] : [];
  const unnamed: Mark[] =
    table === 'crm' && entity === 'deal' ? [{ of: 'unnamed', index, heading, when: sql`${id} is null` }] : [];
  const wasBared = laid?.hasBared ? sql`coalesce(${wasDecorated(index)}, false)` : sql`false`;
  const changed = sql`coalesce(${fieldValue(field, column, recognised, laidOut)} <> ${cellText(index)}, false)
    or ${wasTrimmed(index)} or ${wasBared}`;
  const isAsWritten = isPlain && !laid?.hasBared && ids === undefined && idLength === undefined;
  // The key of an ad lead whose ID was lost is not the text of its cell any more.
  const isNew = table === 'ad_leads' && isOwn ? sql` or ${isDestroyed(id)}` : sql``;
  const cleaned: Mark = { of: 'cleaned', index, heading, when: isAsWritten ? null : sql`(${changed}${isNew})` };
  const looks: Mark[] =
    table === 'crm'
      ? [
          { of: 'tail', index, heading, when: isPlain ? null : hasTail(id) },
          { of: 'mixed', index, heading, when: isPlain ? null : isMixed(id) },
        ]
      : [];
  return [cleaned, ...destroyed, ...unnamed, ...looks];
}

/** So many marks fit into one column of bits. */
const BITS = 60;

export const markColumns = (marks: readonly Mark[]): string[] =>
  Array.from({ length: Math.ceil(marks.length / BITS) }, (_, column) => `marks${column}`);

/** The bits of all marks, as the columns that hold them. */
export function markBits(marks: readonly Mark[]): [column: string, bits: Sql][] {
  return markColumns(marks).map((column, at) => {
    const own = marks.slice(at * BITS, (at + 1) * BITS);
    const bits = own.flatMap(({ when }, bit) =>
      when ? [sql`case when ${when} then ${raw(String(1n << BigInt(bit)))} else 0 end`] : [],
    );
    return [column, sql`cast(${bits.length > 0 ? joined(bits, ' + ') : sql`0`} as bigint)`];
  });
}

/** Whether a row bears a mark, by its bits. */
export function bearsMark(marks: readonly Mark[], mark: Mark): Sql {
  const at = marks.indexOf(mark);
  const bit = raw(String(1n << BigInt(at % BITS)));
  return sql`(${name(`marks${Math.floor(at / BITS)}`)} & ${bit} <> 0)`;
}

/** The same of bits that were asked for, in the order of their columns. */
export function marksIn(marks: readonly Mark[], columns: readonly bigint[]): Mark[] {
  return marks.filter((_, at) => (((columns[Math.floor(at / BITS)] ?? 0n) >> BigInt(at % BITS)) & 1n) === 1n);
}
