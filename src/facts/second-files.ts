import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { rowsOf } from '../model/canonical.js';
import { LEAD_STAGES } from '../model/funnel-stages.js';
import { type Apart, MONEY } from './apart.js';
import { acceptedOf, evidenceOf, hasColumn, LATER_STAGES, SAYS_OPEN, withMeaning } from './evidence.js';
import { FALL_THROUGH, isMacro } from './macro.js';

interface TogetherSettings {
  /** Fields that some export of the CRM has. */
  fields: ReadonlySet<string>;
  /** The columns of `crm`. */
  columns: readonly string[];
  asOf: string | undefined;
}

const HAS = LATER_STAGES.map(hasColumn);
/** How far the evidence of a row reaches, as a number of lead stages. */
const reaches = (has: (column: string) => Sql): Sql =>
  sql`case ${joined(
    LATER_STAGES.map(
      (stage) => sql`when ${has(hasColumn(stage))} then ${raw(String(LEAD_STAGES.indexOf(stage)))}`,
    ).reverse(),
    ' ',
  )} else 0 end`;

/**
 * Makes `crm` out of `crm_parts`, which has a row per lead and deal of each list. Gives how many of them reached a stage
 * of which only an older download tells.
 *
 * Lists fill each other field by field, the newest first. A row has the evidence of all of them, and was made when the
 * first one says. An older download is evidence as well: a lead has been where it stood then. Whether it is won is told
 * by the newest alone.
 */
export async function putTogether(engine: Engine, apart: Apart, settings: TogetherSettings): Promise<number> {
  const whole = apart.hasSecond ? filled(settings) : sql`crm_parts`;
  if (!apart.hasOlder) {
    await engine.run(sql`create table crm as select * from ${whole}`);
    return 0;
  }
  const has = HAS.map((column) => {
    const then = sql`coalesce(o.${name(column)}, false)`;
    return sql`c.${name(column)} or ${column === 'has_deal' ? sql`(c.lost and ${then})` : then} as ${name(column)}`;
  });
  if (settings.columns.includes('is_accepted'))
    has.push(sql`c.is_accepted or coalesce(o.is_accepted, false) as is_accepted`);
  await engine.run(sql`create table crm as select c.* replace (${joined(has, ', ')},
      c.known_depth or coalesce(o.was_told, false) as known_depth), ${reaches((column) => sql`c.${name(column)}`)} as reached_now
    from ${whole} c left join ${olderOf(settings)} o on o.lead_key = c.lead_key`);
  const [[gained] = []] = await engine.query(sql`select count(*) from crm where ${reaches(name)} > reached_now`);
  return Number(gained);
}

/** The evidence of rows that a newer download replaces, a row per lead and deal. */
function olderOf({ fields, asOf }: TogetherSettings): Sql {
  const evidence = evidenceOf(fields, asOf).map(([column, value]) => sql`bool_or(${value}) as ${name(column)}`);
  return sql`(select c.lead_key, ${joined(evidence, ', ')}, bool_or(${acceptedOf(fields, asOf)}) as is_accepted, bool_or(not coalesce(m.lost, false) or m.known_depth) as was_told
    from ${name(rowsOf('crm'))} c semi join (select file, record from crm_again where is_older) a
      on a.file = c.file and a.record = c.record${withMeaning(fields)} group by c.lead_key)`;
}

/** `crm_parts` with one row for each key that stands in several lists, or in an older download with further columns. */
function filled({ columns }: TogetherSettings): Sql {
  const first = (column: Sql, more: Sql = sql`true`) =>
    sql`arg_min(${column}, turn) filter (where ${column} is not null and ${more})`;
  const valueIn = (column: string): Sql => {
    const own = name(column);
    if (column === 'file' || column === 'record') return sql`arg_min(${own}, turn)`;
    if (column === 'created_at')
      return sql`coalesce(min(created_at) filter (where not is_creation_borrowed), min(created_at))`;
    if (column === 'modified_at') return sql`max(modified_at)`;
    // Who edited another row of it before did not edit this one.
    if (column === 'modified_by') return sql`arg_min_null(modified_by, turn)`;
    if (column === 'lost') return sql`coalesce(arg_min(lost, turn) filter (where says_state), false)`;
    if (column === SAYS_OPEN) return sql`coalesce(arg_min(${own}, turn) filter (where says_state), false)`;
    if (column === 'told') return sql`bit_or(told)`;
    if (
      column === 'known_depth' ||
      column === 'destroyed' ||
      column === 'is_accepted' ||
      HAS.some((one) => one === column)
    )
      return sql`bool_or(${own})`;
    // Amounts of one currency: that of the newest amount.
    if (MONEY.includes(column)) return first(own, sql`coalesce(currency = own_currency, true)`);
    return first(own, FALL_THROUGH.includes(column) ? sql`not ${isMacro(own)}` : undefined);
  };
  const amounts = ['revenue', 'amount']
    .filter((column) => columns.includes(column))
    .map((one) => sql`${name(one)} is not null`);
  const bears = amounts.length > 0 ? joined(amounts, ' or ') : sql`false`;
  // What older downloads add comes after what any list says now.
  const several = sql`(select file, record, lead_key, coalesce(turn, 1000000 + adds) as turn, is_creation_borrowed from crm_again
    where (place = 1 or adds > 0) and lead_key in (select lead_key from crm_again where turn > 1 or adds > 0))`;
  const values = columns
    .filter((column) => column !== 'lead_key')
    .map((column) => sql`${valueIn(column)} as ${name(column)}`);
  return sql`(select p.* from crm_parts p anti join ${several} k on k.lead_key = p.lead_key
    union all by name select lead_key, ${joined([...values, sql`any_value(own_currency) as currency, bool_or(says_state) as says_state`], ', ')}
      from (select p.*, k.turn, k.is_creation_borrowed,
          arg_min(p.currency, k.turn) filter (where ${bears}) over (partition by p.lead_key) as own_currency
        from crm_parts p join ${several} k on k.file = p.file and k.record = p.record) group by lead_key)`;
}
