import type { Engine } from '../../engines/engine.js';
import { joined, literal, name, type Sql, sql } from '../../engines/sql.js';
import type { Exact } from '../../model/exact.js';
import type { Side } from './ad-sides.js';
import { couldBeOne, figuresOf, grouped, haveSameKeys, KEYS, type Pair, sameDays } from './overlap-pair.js';

/** Equal sums of other ads: one day, and the campaign. */
export interface Doubt {
  from: string | null;
  to: string | null;
  source: string;
  campaign: string | null;
  figure: string;
  amount: Exact;
}

/** So many figures do not agree by chance: spend, clicks and impressions of a day, or the spend of three days. */
const PROOF = 3;

/**
 * Campaigns of `overlap_coarse` whose figures agree, though each file has ads that the other lacks. Either ads were
 * renamed between the exports, or two ads cost the same. With enough equal figures they were renamed; the others are in
 * doubt.
 */
export async function perhapsRenamed(engine: Engine, pair: Pair, finer: readonly string[]): Promise<Doubt[]> {
  const figures = figuresOf(pair);
  const spends = (alias: string) =>
    joined(
      figures.map((figure) => sql`${name(alias)}.${name(figure)} <> 0`),
      ' or ',
    );
  const isOne = sql`${couldBeOne(pair)} and ${sameDays} and ${haveSameKeys('a', 'b', ['campaign', ...finer])}`;
  // Ads of one file that the other does not have on these days.
  const strangers = (own: 'a' | 'b', other: 'a' | 'b') =>
    sql`(select ${name(own)}.* from ${grouped(pair, pair[own] as Side, finer)} ${name(own)} where (${spends(own)})
      and not exists (select 1 from ${grouped(pair, pair[other] as Side, finer)} ${name(other)} where ${isOne}))`;
  await engine.run(sql`create or replace table overlap_renamed as select b.* from overlap_coarse b where b.same
    and exists (select 1 from ${strangers('b', 'a')} s where ${haveSameKeys('s', 'b', KEYS)})
    and exists (select 1 from ${strangers('a', 'b')} a where ${couldBeOne(pair)} and ${sameDays} and ${haveSameKeys('a', 'b', ['campaign'])})`);
  const agreeing = joined(
    figures.map(
      (figure) =>
        sql`select source, campaign, from_day, to_day, ${literal(figure)} as figure, cast(${name(`b_${figure}`)} as decimal(38,6)) as amount
          from overlap_renamed where ${name(`b_${figure}`)} <> 0`,
    ),
    ' union all ',
  );
  const rows: Sql = sql`with agreeing as (${agreeing}), proof as (
      select source, campaign from agreeing group by all having count(distinct (figure, amount)) < ${PROOF})
    select cast(from_day as varchar), cast(to_day as varchar), g.source, g.campaign, figure, amount
    from agreeing g join proof p on ${haveSameKeys('g', 'p', ['source', 'campaign'])}
    order by from_day, to_day, g.source, g.campaign, figure = 'cost' desc, figure, amount limit 1000`;
  return (await engine.query(rows)).map(([from, to, source, campaign, figure, amount]) => ({
    ...({ from, to, source, campaign, figure } as Omit<Doubt, 'amount'>),
    amount: amount as Exact,
  }));
}
