import type { Engine } from '../../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql, withLiterals } from '../../engines/sql.js';
import { columnTypes, LATER_EVENTS, rowsOf } from '../../model/canonical.js';
import { TABLE_NAMES, type Table } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { enteredColumn } from './events.js';
import { identityOf } from './identity.js';
import { callsIn, IS_CALL } from './journal-calls.js';
import type { LookedUp } from './look-up.js';
import { IS_READ, IS_USED, isNotIn } from './running.js';
import { statedDays } from './stated-days.js';
import { type Coarse, spanOfDay } from './stride.js';
import type { Typed } from './type.js';

/** The rows of a file that are used, as they are named where they lie. */
export interface UsedRows {
  loaded: Loaded;
  typed: Typed;
  /** Whether all of its rows are. */
  areAll: boolean;
  /** Which of them bear an ID that Excel destroyed; undefined: none does. */
  isLost: Sql | undefined;
  /** Columns by which its rows tell of cells that cannot be read. */
  unread: readonly (readonly [column: string, value: Sql])[];
  /** What its days stand for; null: for themselves. */
  stride: Coarse | null;
  /**
   * The table of records that others of the file stand for: a later row, or rows of which one is the sum; null: there are
   * none.
   */
  aside: string | null;
}

interface Part {
  /** Canonical columns, and what each is there; the others are unknown. */
  columns: ReadonlyMap<string, Sql>;
  from: Sql;
  /** Whether it all came after the as-of moment. */
  isLater?: boolean;
}

/** Makes one view over the used rows of all files of a table. A column that a file lacks is null. */
export async function unite(
  engine: Engine,
  files: readonly UsedRows[],
  dimensions: number,
  asOf: string | undefined,
  lookedUp: LookedUp,
): Promise<void> {
  const parts = files.flatMap((file, index) => partsOf(file, index, asOf));
  const of = (table: Table, isLater = false) =>
    parts.filter((part) => part.table === table && (part.isLater ?? false) === isLater);
  const view = (title: string, table: Table, own: readonly Part[]) => {
    const types = columnTypes(table, dimensions);
    const select = ({ columns, from }: Part) => {
      const values = types.map(([column, type]) => {
        const own = columns.get(column);
        const value = (own && lookedUp.get(column)?.(own)) ?? own ?? raw(column.startsWith('rule_') ? 'false' : 'null');
        return sql`cast(${value} as ${raw(type)}) as ${name(column)}`;
      });
      return sql`select ${joined(values, ', ')}${from}`;
    };
    const nothing = { columns: new Map(), from: sql` where false` };
    return sql`create view ${name(title)} as ${joined((own.length > 0 ? own : [nothing]).map(select), ' union all ')}`;
  };
  const views = [
    ...TABLE_NAMES.flatMap((table) => (table === 'none' ? [] : [view(rowsOf(table), table, of(table))])),
    view(LATER_EVENTS, 'stage_events', of('stage_events', true)),
  ];
  await engine.run(withLiterals(joined(views, '; ')));
}

/** What a file adds to the tables: its rows, and the events that stand in them. */
function partsOf(
  { loaded, typed, areAll, isLost, unread, stride, aside }: UsedRows,
  index: number,
  asOf: string | undefined,
): (Part & { table: Table })[] {
  const { recognised } = loaded;
  const { table, entered } = recognised;
  const identity = identityOf(recognised, index, isLost);
  const columns = new Map<string, Sql>([
    ...[...typed.fields].map((field): [string, Sql] => [field, name(field)]),
    ...identity,
    ...unread,
    ['file', raw(String(index))] as const,
    ['record', sql`record`] as const,
  ]);
  if (stride) {
    const { from: first, to: last } = spanOfDay(stride, statedDays(loaded));
    columns.set('period_from', first).set('period_to', last);
    columns.delete('day');
  }
  const isUsed = [...(areAll ? [] : [IS_USED]), ...(aside === null ? [] : [isNotIn(aside)])];
  const where = (conditions: readonly Sql[]) =>
    conditions.length === 0 ? sql`` : sql` where ${joined(conditions, ' and ')}`;
  const from = (...more: Sql[]) => sql` from ${name(typed.rows)}${where([...isUsed, ...more])}`;
  const end = asOf && sql`cast(${literal(asOf)} as timestamp)`;
  const events = entered.flatMap(({ status, pipeline }, at) => {
    const moment = name(enteredColumn(at));
    const event = {
      table: 'stage_events' as const,
      columns: new Map([
        ['file', raw(String(index))],
        ['record', sql`record`],
        ['row_key', identity.get('lead_key') as Sql],
        ['entered_at', moment],
        ['status', literal(status)],
        ...(pipeline === null ? [] : [['pipeline', literal(pipeline)] as const]),
      ]),
    };
    return end
      ? [
          { ...event, from: from(sql`${moment} <= ${end}`) },
          { ...event, from: from(sql`${moment} > ${end}`), isLater: true },
        ]
      : [{ ...event, from: from(sql`${moment} is not null`) }];
  });
  const later = sql` from ${name(typed.rows)}${where([IS_READ, sql`excluded`, sql`entered_at > ${end || sql`null`}`])}`;
  const calls = callsIn(recognised);
  const isCall = sql` from ${name(typed.rows)}${where([IS_READ, name(IS_CALL)])}`;
  const called = calls.map(([field, own]) => [field, columns.get(own) ?? name(own)] as const);
  const place = (['file', 'record'] as const).map((field) => [field, columns.get(field) as Sql] as const);
  return [
    { table, columns, from: from() },
    ...(table === 'stage_events' && end ? [{ table, columns, from: later, isLater: true }] : []),
    ...events,
    ...(calls.length > 0 ? [{ table: 'calls' as const, columns: new Map([...place, ...called]), from: isCall }] : []),
  ];
}
