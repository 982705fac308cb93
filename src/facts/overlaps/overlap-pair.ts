import type { Engine } from '../../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../../engines/sql.js';
import { compare, type Exact, exact, isExact } from '../../model/exact.js';
import { accountsCompare, type Side, VALUES } from './ad-sides.js';

/** Two files that are compared. `campaign` is the SQL by which both tell their campaigns. */
export interface Pair {
  a: Side;
  b: Side;
  campaign: Sql;
}

/** A day (or a stretch of days) and a campaign that both files hold with other figures. */
export interface Difference {
  from: string | null;
  to: string | null;
  source: string;
  campaign: string | null;
  figure: string;
  a: Exact;
  b: Exact;
}

export const figuresOf = ({ a, b }: Pair): string[] =>
  VALUES.filter((figure) => a.has.has(figure) && b.has.has(figure));

/** Rows of the two files that are of one source and may be of one account and currency. */
export function couldBeOne({ a, b }: Pair): Sql {
  const open = (column: string) =>
    sql`(a.${name(column)} = b.${name(column)} or a.${name(column)} is null or b.${name(column)} is null)`;
  return sql`a.source = b.source and ${open('code')}${accountsCompare(a, b) ? sql` and ${open('account')}` : sql``}`;
}

export const sameDays = sql`a.from_day is not distinct from b.from_day and a.to_day is not distinct from b.to_day`;
const touch = sql`(a.from_day is null or b.from_day is null or (a.from_day <= b.to_day and b.from_day <= a.to_day))`;

/** Single days meet where they are equal, which is fast to look up. */
const daysMeet = ({ a, b }: Pair): Sql => (a.isUndated || b.isUndated ? touch : sameDays);

/** The stretches of days and the campaigns that a file holds. */
const held = ({ file }: Side, { campaign }: Pair): Sql =>
  sql`(select distinct source, account, code, from_day, to_day, ${campaign} as campaign from ad_sides where file = ${raw(String(file))})`;

/** Whether both files hold some campaign for the same days. */
export async function commonCampaigns(engine: Engine, pair: Pair): Promise<boolean> {
  const [found] = await engine.query(sql`select 1 from ${held(pair.a, pair)} a join ${held(pair.b, pair)} b
    on ${couldBeOne(pair)} and a.campaign = b.campaign and ${daysMeet(pair)} limit 1`);
  return found !== undefined;
}

/** By what the two files are compared: per campaign; per source; per source on days that are known. */
const ALIKE = {
  campaign: sql`a.campaign = b.campaign`,
  source: sql`true`,
  datedSource: sql`a.from_day is not null and b.from_day is not null`,
} as const;

/** What both files hold for periods of different length: day by day in one, as a whole in the other. */
export async function twoLengths(engine: Engine, pair: Pair, by: keyof typeof ALIKE) {
  const text = (column: string) => sql`cast(${raw(column)} as varchar)`;
  const [found] =
    await engine.query(sql`select a.source, a.campaign, ${text('a.from_day')}, ${text('a.to_day')}, ${text('b.from_day')}, ${text('b.to_day')}
    from ${held(pair.a, pair)} a join ${held(pair.b, pair)} b on ${couldBeOne(pair)} and ${ALIKE[by]} and ${touch} and not (${sameDays})
    order by all limit 1`);
  if (!found) return null;
  const [source, campaign, ...days] = found as (string | null)[];
  return { source: source as string, campaign: campaign ?? null, a: days.slice(0, 2), b: days.slice(2) };
}

export interface Sums {
  figure: string;
  a: Exact;
  b: Exact;
}

/**
 * What each file spends on the sources and days that the other has too; clicks, if they share no spend. Null where one
 * has no such figure.
 */
export async function spendIn(engine: Engine, pair: Pair): Promise<Sums | null> {
  const byDay = (
    { file }: Side,
    figure: string,
  ) => sql`(select source, account, code, from_day, to_day, sum(${name(figure)}) as amount
    from ad_sides where file = ${raw(String(file))} group by all)`;
  const sum = async (one: Side, other: Side, figure: string) => {
    const [[found] = []] = await engine.query(sql`select sum(a.amount) from ${byDay(one, figure)} a
      where exists (select 1 from ${byDay(other, figure)} b where ${couldBeOne(pair)} and ${daysMeet(pair)})`);
    return isExact(found) ? found : exact((found as bigint | null) ?? 0n);
  };
  for (const figure of figuresOf(pair)) {
    const [a, b] = [await sum(pair.a, pair.b, figure), await sum(pair.b, pair.a, figure)];
    if (a.num !== 0n && b.num !== 0n) return { figure, a, b };
  }
  return null;
}

/** What both files split their campaigns by. */
export function finerOf({ a, b }: Pair): string[] {
  const dims = [...a.has].filter((column) => /^dim\d+$/.test(column) && b.has.has(column));
  return [...['ad_group', 'ad', 'keyword', 'detail'].filter((column) => a.has.has(column)), ...dims];
}

/** What the second file holds of the first. */
export interface Held {
  different: Difference[];
  /** How many rows of the first file the second one holds with the same figures, and their days (periods as `from to`). */
  rows: number;
  days: { from: string | null; to: string | null }[];
}

/**
 * Lays down `overlap_rows`: records of the second file whose figures the first one holds too. Files are compared campaign
 * by campaign and day by day. If the figures of a campaign differ, its groups and ads that both have are compared: other
 * ads are other spend. `finer`: the columns of these.
 */
export async function heldTwice(engine: Engine, pair: Pair, finer: readonly string[]): Promise<Held> {
  await engine.run(sql`create or replace table overlap_coarse as ${compared(pair, [])}`);
  const unlike = sql`(select * from overlap_coarse where not same)`;
  if (finer.length > 0)
    await engine.run(sql`create or replace table overlap_fine as select f.* from (${compared(pair, finer)}) f
      join ${unlike} c on ${haveSameKeys('f', 'c', KEYS)}`);
  const decided = finer.length > 0 ? 'overlap_fine' : 'overlap_coarse';
  const rowsBy = (table: string, keys: readonly string[]) =>
    sql`select s.record, s.from_day, s.to_day from (select * replace (${pair.campaign} as campaign) from ad_sides
      where file = ${raw(String(pair.b.file))}) s join ${name(table)} k on k.same and ${haveSameKeys('s', 'k', keys)}`;
  const found = [
    rowsBy('overlap_coarse', KEYS),
    ...(finer.length > 0 ? [rowsBy('overlap_fine', [...KEYS, ...finer])] : []),
  ];
  await engine.run(
    sql`create or replace table overlap_rows as select distinct record, from_day, to_day from (${joined(found, ' union all ')})`,
  );
  const [[rows] = []] = await engine.query(sql`select count(*) from overlap_rows`);
  const days = await engine.query(
    sql`select distinct cast(from_day as varchar), cast(to_day as varchar) from overlap_rows order by all`,
  );
  return {
    different: await differences(engine, decided, figuresOf(pair)),
    rows: Number(rows),
    days: days.map(([from, to]) => ({ from: from as string | null, to: to as string | null })),
  };
}

export const KEYS = ['source', 'account', 'code', 'from_day', 'to_day', 'campaign'];
export const haveSameKeys = (one: string, other: string, keys: readonly string[]): Sql =>
  joined(
    keys.map((key) => sql`${name(one)}.${name(key)} is not distinct from ${name(other)}.${name(key)}`),
    ' and ',
  );

/** The figures of one file by day, campaign and what splits it further. */
export function grouped(pair: Pair, { file }: Side, finer: readonly string[]): Sql {
  const columns = [
    sql`${pair.campaign} as campaign`,
    ...finer.map(name),
    ...figuresOf(pair).map((figure) => sql`coalesce(sum(${name(figure)}), 0) as ${name(figure)}`),
  ];
  return sql`(select source, account, code, from_day, to_day, ${joined(columns, ', ')} from ad_sides
    where file = ${raw(String(file))} group by all)`;
}

/** The figures of both files by day, campaign and what splits it further, with the keys of the second file. */
function compared(pair: Pair, finer: readonly string[]): Sql {
  const figures = figuresOf(pair);
  const list = (parts: readonly Sql[]) => joined(parts, ', ');
  const same = joined(
    figures.map((figure) => sql`a.${name(figure)} = b.${name(figure)}`),
    ' and ',
  );
  return sql`select ${list([
    ...[...KEYS, ...finer].map((key) => sql`b.${name(key)}`),
    ...figures.flatMap((figure) => [
      sql`a.${name(figure)} as ${name(`a_${figure}`)}`,
      sql`b.${name(figure)} as ${name(`b_${figure}`)}`,
    ]),
    sql`${same} as same`,
  ])} from ${grouped(pair, pair.a, finer)} a join ${grouped(pair, pair.b, finer)} b
    on ${couldBeOne(pair)} and ${sameDays} and ${haveSameKeys('a', 'b', ['campaign', ...finer])}`;
}

/** Where figures differ: the first day first, and of each place the first figure that does. */
async function differences(engine: Engine, table: string, figures: readonly string[]): Promise<Difference[]> {
  const both = figures.flatMap((figure) => [name(`a_${figure}`), name(`b_${figure}`)]);
  const rows =
    await engine.query(sql`select cast(from_day as varchar), cast(to_day as varchar), source, campaign, ${joined(both, ', ')}
    from ${name(table)} where not same order by from_day, to_day, source, campaign, ${joined(both, ', ')} limit 1000`);
  return rows.map(([from, to, source, campaign, ...values]) => {
    const all = values.map((value) => (isExact(value) ? value : exact(value as bigint)));
    const at = figures.findIndex((_, index) => compare(all[index * 2] as Exact, all[index * 2 + 1] as Exact) !== 0);
    return {
      ...({ from, to, source, campaign } as Pick<Difference, 'from' | 'to' | 'source' | 'campaign'>),
      figure: figures[at] as string,
      a: all[at * 2] as Exact,
      b: all[at * 2 + 1] as Exact,
    };
  });
}
