import type { Engine } from '../../engines/engine.js';
import { joined, name, type Sql, sql } from '../../engines/sql.js';
import { areSums } from '../../model/tables.js';
import type { Loaded } from '../scan/loaded.js';
import { NAMES } from '../scan/scan-rows.js';
import { TOTAL_WORD } from '../shape/total-words.js';
import type { Typed } from '../type/type.js';
import { IS_USED, isNotIn, tellingOf } from './tally.js';

/** Rows that are the sums of others: the table in which their records lie, and where they stand. */
export interface Subtotals {
  table: string;
  records: { file: number; record: number }[];
}

/** What tells the rows of a sheet apart. */
const KEYS = ['day', 'period_from', ...NAMES, 'campaign_id', 'keyword'] as const;
/** Forms of rows: so many ways to leave keys blank are no subtotals. */
const MOST_FORMS = 20;
/** Two amounts of one row, or one of two: fewer may be equal by chance. */
const FEWEST_EQUAL = 2;

/**
 * Of a sheet that somebody made: rows that leave blank some of what names the others, where each of them comes to as much
 * as those that fill it in: `2026-10-01,,,150` below the campaigns of that day. Where one of a form is no such sum, none
 * of it is. Null: there are none.
 */
export async function subtotalsIn(
  engine: Engine,
  loaded: Loaded,
  { rows, fields }: Typed,
  index: number,
): Promise<Subtotals | null> {
  const { source, table, settings } = loaded.recognised;
  const isHomeMade = areSums(table) && (source === 'guess' || source === 'configured') && !settings?.latest;
  const measures = tellingOf(loaded.recognised).filter((field) => fields.has(field));
  const keys = KEYS.filter((key) => fields.has(key));
  if (!isHomeMade || measures.length === 0 || keys.length < 2) return null;
  const filled = joined(keys.map(isFilled), ', ');
  const found = await engine.query(
    sql`select distinct ${filled} from ${name(rows)} where ${IS_USED} order by all limit ${MOST_FORMS}`,
  );
  const forms = found
    .map((form) => keys.filter((_, at) => form[at] === true))
    .filter((form) => form.length > 0 && form.length < keys.length)
    .sort((a, b) => b.length - a.length);
  if (forms.length === 0 || found.length === MOST_FORMS) return null;
  const aside = `subtotals_${index}`;
  await engine.run(sql`create or replace table ${name(aside)} (record bigint)`);
  for (const form of forms) await setAside(engine, rows, aside, { form, keys, measures });
  const records = await engine.query(sql`select record from ${name(aside)} order by record`);
  if (records.length === 0) return null;
  return { table: aside, records: records.map(([record]) => ({ file: index, record: Number(record) })) };
}

interface Form {
  /** The keys that its rows fill in, of all there are. */
  form: readonly string[];
  keys: readonly string[];
  measures: readonly string[];
}

/** A word for totals in the place of a name says as little as a blank. */
const isFilled = (key: string): Sql =>
  NAMED.has(key)
    ? sql`(${name(key)} is not null and not regexp_full_match(${name(key)}, ${`(?i)${TOTAL_WORD}[\\s:]*`}))`
    : sql`(${name(key)} is not null)`;
const NAMED: ReadonlySet<string> = new Set(NAMES);

/** Adds the rows of a form to those that are set aside, where they are sums of rows that fill in more. */
async function setAside(engine: Engine, rows: string, aside: string, { form, keys, measures }: Form): Promise<void> {
  const open = keys.filter((key) => !form.includes(key));
  const fills = joined(form.map(isFilled), ' and ');
  const isOfForm = joined([...form.map(isFilled), ...open.map((key) => sql`not ${isFilled(key)}`)], ' and ');
  const bearsWord = joined(
    open.map((key) => sql`${name(key)} is not null`),
    ' or ',
  );
  const by = joined(form.map(name), ', ');
  const sums = measures.map((field) => sql`coalesce(sum(${name(field)}), 0) as ${name(`${field}_sum`)}`);
  const isSum = measures.map((field) => sql`coalesce(${name(field)}, 0) = ${name(`${field}_sum`)}`);
  const isNone = measures.map((field) => sql`coalesce(${name(field)}, 0) = 0`);
  const used = sql`from ${name(rows)} where ${IS_USED} and ${isNotIn(aside)}`;
  const compared = sql`select record, parts > 1 or ${bearsWord} as tells, ${joined(isSum, ' and ')} as is_sum, ${joined(isNone, ' and ')} as is_none
    from (select * ${used} and ${isOfForm}) own join (
      select ${by}, count(*) as parts, ${joined(sums, ', ')} ${used} and ${fills} and not (${isOfForm})
      group by ${by}) others using (${by})`;
  const [[areSums, equal] = []] = await engine.query(
    sql`select coalesce(bool_and(is_sum), false), count(*) filter (where tells and not is_none) from (${compared})`,
  );
  if (areSums !== true || Number(equal) * measures.length < FEWEST_EQUAL) return;
  await engine.run(sql`insert into ${name(aside)} select record from (${compared})`);
}
