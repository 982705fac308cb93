import { joined, literal, raw, type Sql, sql } from '../engines/sql.js';
import { divided, fromMicros, toMicros } from './millionths.js';
import type { Money } from './money.js';
import { isWhole, type NetPart } from './net-parts.js';

/** What an amount counts for: its part by VAT times the rate of its currency, as one fraction of whole numbers. */
export interface Worth {
  num: Sql;
  /** Above zero. */
  den: Sql;
  /** It counts as it is wherever it counts at all: no rounding. */
  isWhole: boolean;
}

const AS_IT_IS: Worth = { num: sql`1`, den: sql`1`, isWhole: true };

/**
 * The worth of spend, by the VAT of its file. `num` is null before the first day with a known VAT, and where a rate is
 * missing.
 */
export function worthOfSpend(cost: Sql, day: Sql, money: Money): Worth {
  const files = money.spendNet.flatMap((parts, file) =>
    isWhole(parts) ? [] : [{ file, ...partOf(cost, day, parts) }],
  );
  if (files.length === 0) return atRate(cost, AS_IT_IS, money);
  const ofFiles = (pick: 'num' | 'den') =>
    sql`case file ${joined(
      files.map((one) => sql`when ${raw(String(one.file))} then ${one[pick]}`),
      ' ',
    )} else 1 end`;
  return atRate(cost, { num: ofFiles('num'), den: ofFiles('den'), isWhole: false }, money);
}

/** The same of revenue, and of what is hoped for. */
export const worthOfRevenue = (amount: Sql, day: Sql, money: Money): Worth =>
  atRate(
    amount,
    isWhole(money.revenueNet) ? AS_IT_IS : { ...partOf(amount, day, money.revenueNet), isWhole: false },
    money,
  );

/** Of profit, which has no VAT in it. */
export const worthAtRate = (amount: Sql, money: Money): Worth => atRate(amount, AS_IT_IS, money);

/** By the rate of VAT that holds on the day. A blank amount stays blank on any day. */
function partOf(amount: Sql, day: Sql, parts: readonly NetPart[]): Pick<Worth, 'num' | 'den'> {
  const [only, ...more] = [...parts].reverse();
  if (only?.from === null && more.length === 0) return { num: raw(String(only.num)), den: raw(String(only.den)) };
  const whens = (pick: 'num' | 'den') =>
    joined(
      [...parts].reverse().map((one) => sql`when ${day} >= cast(${one.from} as date) then ${raw(String(one[pick]))}`),
      ' ',
    );
  return { num: sql`case ${whens('num')} when ${amount} = 0 then 1 end`, den: sql`case ${whens('den')} else 1 end` };
}

/** Needs `code` and what `withRate` adds. Zero is zero in any currency and needs no rate. */
function atRate(amount: Sql, { num, den, isWhole: isNet }: Worth, { currency, rates }: Money): Worth {
  if (currency === null) return { num, den, isWhole: isNet };
  const isOwn = sql`(code is null or code = ${literal(currency)})`;
  if (rates === 'none') return { num: sql`case when ${isOwn} or ${amount} = 0 then ${num} end`, den, isWhole: isNet };
  const isNothing = sql`${amount} = 0 and rate_num is null`;
  return {
    num: sql`case when ${isOwn} or ${isNothing} then ${num} else ${num} * rate_num end`,
    den: sql`case when ${isOwn} or ${isNothing} then ${den} else ${den} * rate_den end`,
    isWhole: false,
  };
}

interface Valued {
  column: string;
  amount: Sql;
  worth: Worth;
}

/** What needs no rounding, as its column. */
export const asItIs = ({ column, amount, worth }: Valued): Sql =>
  sql`${worth.num.text === AS_IT_IS.num.text ? amount : sql`case when ${worth.num} is not null then ${amount} end`} as ${raw(column)}`;

/**
 * Adds `column` to `rows`: the worth of `amount` where many of them are added up. Per currency and day the running total
 * is rounded, and each row gets what it adds to that. So each sum is rounded once, however many rows it has. A row in two
 * halves adds what it would add whole, since rows are ordered `by` what a table may be broken down by.
 */
export function withWorths(rows: Sql, amounts: readonly Valued[], by: readonly Sql[]): Sql {
  const order = joined(
    by.map((one) => sql`${one} nulls first`),
    ', ',
  );
  return amounts.reduce((from, one) => {
    const { column, amount, worth } = one;
    const [into, num, den, upTo] = [column, `${column}_num`, `${column}_den`, `${column}_up_to`].map((one) =>
      raw(one),
    ) as [Sql, Sql, Sql, Sql];
    if (worth.isWhole) return sql`(select *, ${asItIs(one)} from ${from})`;
    const rounded = (micros: Sql) => divided(sql`(${micros} * ${num})`, den);
    return sql`(select *, case when ${num} = ${den} then ${amount}
        else ${fromMicros(sql`(${rounded(upTo)} - ${rounded(sql`(${upTo} - ${toMicros(amount)})`)})`)} end as ${into}
      from (select *, sum(${toMicros(amount)}) over (partition by code, first_day, last_day, ${num}, ${den}
          order by ${order} rows between unbounded preceding and current row) as ${upTo}
        from (select *, cast(${worth.num} as hugeint) as ${num}, cast(${worth.den} as hugeint) as ${den} from ${from})))`;
  }, rows);
}
