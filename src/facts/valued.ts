import { joined, literal, raw, type Sql, sql } from '../engines/sql.js';
import { parseExact } from '../model/exact.js';
import { type Money, withRate } from './money.js';
import { worthAlone, worthAtRate, worthOfRevenue } from './worth.js';

/** What tells on which day a deal was won. */
export interface WonSettings {
  fields: Readonly<Record<'crm', ReadonlySet<string>>>;
  hasHistory: boolean;
  margin: string | undefined;
}

/**
 * Rows of the CRM with what each is worth in the report's currency: `won_revenue` where the row is won, `open_amount`
 * where it is not lost. At the rate of the closing day, which is that of winning where no other is known, else of the last
 * modification, else of creation: `is_rate_assumed`. Each deal is rounded once, VAT and rate together. The closing day of what is still open is a plan, and beyond the last
 * rate there is none: it has that one.
 */
export function valued(rows: Sql, money: Money, { fields, hasHistory, margin }: WonSettings): Sql {
  const won = [
    sql`closed_at`,
    ...(fields.crm.has('deal_at') ? [sql`deal_at`] : []),
    ...(hasHistory ? [sql`deal_since`] : []),
  ];
  const closing = sql`coalesce(${joined(won, ', ')}, null)`;
  const isOther = sql`code <> ${literal(money.currency ?? '')} and revenue <> 0`;
  const isAssumed =
    money.rates === 'daily'
      ? sql`coalesce(${closing} is null and has_deal and not lost and ${isOther}, false)`
      : sql`false`;
  const value = (amount: Sql) => worthAlone(amount, worthOfRevenue(amount, sql`money_day`, money));
  const planned = sql`case when has_deal or lost or closed_at is null then own_day
    else least(own_day, (select max(rate_day) from rates where rate_currency = code)) end`;
  return sql`(select r.*, case when has_deal and not lost then ${value(sql`revenue`)} end as won_revenue,
      case when not lost then ${value(sql`amount`)} end as open_amount${profitOf(fields.crm, margin, money)}
    from (select *, ${money.rates === 'daily' ? planned : sql`own_day`} as money_day
      from (select *, ${isAssumed} as is_rate_assumed, cast(coalesce(${closing}, modified_at, created_at) as date) as own_day
        from (select *, ${money.code} as code from ${rows}))) r ${withRate(money, sql`code`, sql`money_day`)})`;
}

/** Of a won deal, where some export tells it: its profit, else its revenue without what it cost to make, else by the margin. */
function profitOf(fields: ReadonlySet<string>, margin: string | undefined, money: Money): Sql {
  if (!fields.has('profit') && !fields.has('cost_of_goods')) return sql``;
  const ofRevenue = worthOfRevenue(sql`revenue`, sql`money_day`, money);
  const earned = worthAlone(sql`revenue`, ofRevenue);
  const { num, den } = parseExact(margin ?? '0');
  const byMargin = worthAlone(sql`revenue`, {
    num: sql`${ofRevenue.num} * ${raw(String(num))}`,
    den: sql`${ofRevenue.den} * ${raw(String(den))}`,
    isWhole: false,
  });
  const own = worthAtRate(money);
  const told = [
    worthAlone(sql`profit`, own),
    sql`${earned} - ${worthAlone(sql`cost_of_goods`, own)}`,
    ...(margin === undefined ? [] : [byMargin]),
  ];
  return sql`, case when has_deal and not lost then coalesce(${joined(told, ', ')}) end as won_profit`;
}
