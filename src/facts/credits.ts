import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import type { TouchModel } from '../model/attribution.js';
import { CREDITED } from './fact-tables.js';
import { kindsOf, withUncosted } from './lead-kinds.js';
import { type KindedSettings, rowsIn, withKinds } from './leads.js';
import { fromMicros, toMicros } from './millionths.js';
import { COVERS, isUncosted } from './source-covers.js';

export interface Credits {
  model: TouchModel;
  /** All leads, and those that keep their recorded source because no touch of theirs counts. */
  leads: number;
  untouched: number;
}

/**
 * The weight of a touch beside the others of its lead. `place` is its place among `n`, by time and then by name; `newest`
 * is the moment of the last.
 */
const WEIGHT: Readonly<Record<TouchModel, Sql>> = {
  'last-non-direct': sql`case when place = coalesce(max(case when not is_direct then place end) over (partition by key), n) then 1 else 0 end`,
  first: sql`case when place = 1 then 1 else 0 end`,
  last: sql`case when place = n then 1 else 0 end`,
  linear: sql`1`,
  // The middle n − 2 have a fifth together, each end two.
  position: sql`case when n > 2 and place in (1, n) then 2 * (n - 2) else 1 end`,
  // It halves every seven days, and is rounded to twelve decimals: from here on everything is computed in whole numbers.
  decay: sql`round(pow(2, date_diff('second', newest, touched_at) / 604800.0) * 1000000000000)`,
};

/**
 * Lays down `credited`: each lead split over the touches before it, in millionths that add up to one, and its revenue or
 * pipeline to the cent. What rounding leaves over goes to the largest remainder; ties are broken by time, then by name. A
 * lead without a touch that counts stays as it is.
 */
export async function layDownCredits(engine: Engine, model: TouchModel, settings: KindedSettings): Promise<Credits> {
  const ofLead = raw('partition by key');
  await engine.run(sql`create table credits as select key, source, platform, campaign, place, credit from (
      select *, base + case when row_number() over (${ofLead} order by rest desc, place) <= 1000000 - sum(base) over (${ofLead}) then 1 else 0 end as credit
      from (select *, weight * 1000000 // sum(weight) over (${ofLead}) as base, weight * 1000000 % sum(weight) over (${ofLead}) as rest
        from (select *, cast(${WEIGHT[model]} as hugeint) as weight
          from (select *, row_number() over (${ofLead} order by touched_at, source, campaign, medium) as place,
              count(*) over (${ofLead}) as n, max(touched_at) over (${ofLead}) as newest
            from touches where stands = 'before')) where weight > 0)) where credit > 0`);
  const rows = name(rowsIn('leads'));
  const share = sql`(cast(p.credit as decimal(7,0)) * cast(0.000001 as decimal(7,6)))`;
  const laid = <Name extends string>(...columns: Name[]) => columns.filter((column) => !settings.absent.has(column));
  const amounts = laid('revenue', 'pipeline', 'profit');
  const given = [
    sql`p.source as source, p.platform as platform, 'touches' as match, p.campaign as campaign`,
    ...laid('ad_group', 'ad', 'keyword', 'account').map((column) => sql`cast(null as varchar) as ${name(column)}`),
    ...amounts.map((amount) => sql`${fromMicros(name(partIn(amount)))} as ${name(amount)}`),
    ...laid('unprofited', 'won_deals', 'priced_deals').map((count) => sql`${name(count)} * ${share} as ${name(count)}`),
    sql`${withUncosted(sql`kind`, isUncosted(sql`created_day`, sql`created_day`, 'd'))} as kind`,
  ].reduce((a, b) => sql`${a}, ${b}`);
  await engine.run(sql`create table ${name(rowsIn(CREDITED))} as
    select l.* replace (${given}), ${share} as weight
      from (select l.key, c.* exclude (key)${joined(
        amounts.map((amount) => sql`, ${partOf(amount)} as ${name(partIn(amount))}`),
        '',
      )} from ${rows} l join credits c on c.key = l.key) p
      join ${rows} l on l.key = p.key left join ${COVERS} d on d.source = p.source
    union all by name select l.*, 1 as weight from ${rows} l anti join credits c on c.key = l.key`);
  await engine.run(withKinds(CREDITED, name('weight'), settings));
  const [[leads, untouched] = []] = await engine.query(
    sql`select count(*), count(*) - (select count(distinct key) from credits) from ${rows}`,
  );
  return { model, leads: Number(leads), untouched: Number(untouched) };
}

/** Away with it, and with what it was made of. */
export const dropCredits: Sql = sql`drop view ${name(CREDITED)}; drop table ${name(rowsIn(CREDITED))}; drop table ${name(kindsOf(CREDITED))}; drop table credits`;

const partIn = (amount: string): string => `${amount}_part`;

/**
 * The part of a lead's amount by the credit (in millionths) of a touch: whole cents first, the cents left over by the
 * largest remainder, and what is less than a cent to the next touch.
 */
function partOf(amount: 'revenue' | 'pipeline' | 'profit'): Sql {
  const all = sql`abs(${toMicros(sql`l.${name(amount)}`)})`;
  const [cents, rest] = [sql`(${all} * c.credit // 10000000000)`, sql`(${all} * c.credit % 10000000000)`];
  const left = sql`(${all} // 10000 - sum(${cents}) over (partition by l.key))`;
  const turn = sql`row_number() over (partition by l.key order by ${rest} desc, c.place)`;
  return sql`(case when l.${name(amount)} < 0 then -1 else 1 end * (${cents} * 10000
    + case when ${turn} <= ${left} then 10000 when ${turn} = ${left} + 1 then ${all} % 10000 else 0 end))`;
}
