import { raw, type Sql, sql } from '../engines/sql.js';

/** Amounts are exact to a millionth: they are multiplied and divided as whole numbers of millionths. */
const MICRO = 1_000_000n;

/** Division of whole numbers, half away from zero. A division of decimals would give a double. */
export const divided = (numerator: Sql, denominator: Sql): Sql =>
  sql`(sign(${numerator}) * ((abs(${numerator}) * 2 + ${denominator}) // (${denominator} * 2)))`;
export const toMicros = (amount: Sql): Sql =>
  sql`cast(cast(${amount} as decimal(38,6)) * ${raw(String(MICRO))} as hugeint)`;
/** To 38 digits: in small money a large amount has more of them than any amount of an export. */
export const fromMicros = (micros: Sql): Sql =>
  sql`(cast(${micros} as decimal(31,0)) * cast(0.000001 as decimal(7,6)))`;

/** So many of so many days of an amount. */
export const shareOf = (amount: Sql, some: Sql, all: Sql): Sql =>
  fromMicros(divided(sql`(${toMicros(amount)} * ${some})`, sql`cast(${all} as hugeint)`));
