import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { LEAD_SUMS } from '../model/measures.js';

type Summed = (typeof LEAD_SUMS)[number];

/** What the won deals of a lead add up to. */
const OF_DEALS = {
  revenue: sql`won_revenue`,
  won_deals: sql`1`,
  priced_deals: sql`case when won_revenue is not null then 1 end`,
  profit: sql`won_profit`,
  unprofited: sql`unprofited`,
} as const;

const isOfDeals = (sum: Summed): sum is keyof typeof OF_DEALS => Object.hasOwn(OF_DEALS, sum);

/** The column of `leadsEarning` that holds such a sum. */
export const inTime = (sum: Summed): Sql => (isOfDeals(sum) ? name(`timely_${sum}`) : name(sum));

/**
 * Whether a won deal counts within so many seconds of the creation of its lead. Of an only one the lead's own dates tell
 * it. Of several each has its own day: who buys again has done so more often the longer he is watched.
 */
export const isWonWithin = (seconds: number): Sql =>
  seconds === Number.POSITIVE_INFINITY
    ? sql`true`
    : sql`(is_only or coalesce(won_after <= ${raw(String(seconds))}, false))`;

/** The leads, with what their deals came to within so many seconds of the creation of each (`inTime`). */
export function leadsEarning(seconds: number, { wonDeals, profit }: { wonDeals: Sql | null; profit: boolean }): Sql {
  const sums = LEAD_SUMS.filter(isOfDeals).filter((sum) => profit || (sum !== 'profit' && sum !== 'unprofited'));
  const columns = (columnOf: (sum: keyof typeof OF_DEALS) => Sql) =>
    joined(
      sums.map((sum) => sql`${columnOf(sum)} as ${inTime(sum)}`),
      ', ',
    );
  if (!wonDeals || seconds === Number.POSITIVE_INFINITY) return sql`(select *, ${columns(name)} from leads)`;
  const added = sums.map((sum) => {
    const own = sql`sum(case when ${isWonWithin(seconds)} then ${OF_DEALS[sum]} end)`;
    return sql`${sum === 'won_deals' || sum === 'priced_deals' ? sql`cast(coalesce(${own}, 0) as bigint)` : own} as ${name(`all_${sum}`)}`;
  });
  return sql`(select l.*, ${columns((sum) => sql`case when d.deal_key is null then l.${name(sum)} else d.${name(`all_${sum}`)} end`)}
    from leads l left join (select deal_key, ${joined(added, ', ')} from ${wonDeals} group by deal_key) d on d.deal_key = l.key)`;
}
