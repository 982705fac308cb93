import type { Engine } from '../engines/engine.js';
import { literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { rowsOf } from '../model/canonical.js';

export interface MoneySettings {
  /** The report's currency, where it is configured. */
  currency: string | undefined;
  /** Code → units of the report's currency for one of it, as a literal; or day by day. */
  rates: ReadonlyMap<string, string> | readonly { day: string; currency: string; rate: string }[];
  /** Per file: the currency of its amounts where no column says it, and the VAT that its spend includes. */
  files: readonly { currency: string | undefined; vat: string | undefined }[];
}

/** Amounts are exact to a millionth. */
const MICRO = 1_000_000n;

/**
 * Lays down `rates` (currency, day, rate) and gives the report's currency. Two currencies without a rate are an error:
 * they are never added, and a missing rate is never 1.
 */
export async function settleCurrency(engine: Engine, settings: MoneySettings): Promise<string | null> {
  await engine.run(sql`create table file_money (file integer, currency varchar, vat_num bigint, vat_den bigint)`);
  for (const [file, { currency, vat }] of settings.files.entries()) {
    const [num, den] = vatShare(vat);
    const own = currency === '$' ? dollar(settings.currency) : (currency ?? null);
    await engine.run(sql`insert into file_money values (${file}, ${own}, ${raw(String(num))}, ${raw(String(den))})`);
  }
  const codes = (
    await engine.query(sql`select distinct coalesce(upper(r.currency), f.currency) as code from (
      select file, currency from ${name(rowsOf('ad_stats'))} where coalesce(cost, 0) <> 0
      union all select file, currency from crm_latest where coalesce(revenue, 0) <> 0 or coalesce(amount, 0) <> 0
    ) r join file_money f on f.file = r.file where code is not null order by code`)
  ).map(([code]) => code as string);
  const report = settings.currency ?? (codes.length === 1 ? (codes[0] as string) : null);
  if (report === null && codes.length > 1) throw severalCurrencies(codes);
  await engine.run(sql`create table rates (currency varchar, day date, rate decimal(18,6))`);
  const rates =
    'length' in settings.rates
      ? settings.rates
      : [...settings.rates].map(([currency, rate]) => ({ currency, rate, day: null }));
  for (const { currency, rate, day } of rates)
    await engine.run(
      sql`insert into rates values (upper(${currency}), cast(${day} as date), cast(${rate} as decimal(18,6)))`,
    );
  return report;
}

const dollar = (report: string | undefined): string => (report?.endsWith('D') ? report : 'USD');

export const severalCurrencies = (codes: readonly string[]): UserError =>
  new UserError(
    text(`amounts in several currencies: ${codes.join(', ')}`, `суммы в разных валютах: ${codes.join(', ')}`),
    {
      hint: text(
        `say in funnel.yaml which one to report in, and the rates: currency: ${codes[0]}, rates: {${codes[1]}: …}`,
        `укажите в funnel.yaml валюту отчёта и курсы: currency: ${codes[0]}, rates: {${codes[1]}: …}`,
      ),
    },
  );

/** VAT of 20 % in spend: 100/120 of it is the net. */
function vatShare(vat: string | undefined): [bigint, bigint] {
  if (vat === undefined || vat === 'excluded') return [1n, 1n];
  const [whole = '0', fraction = ''] = vat.split('.');
  const den = 10n ** BigInt(fraction.length);
  return [den, den + BigInt(whole + fraction)];
}

/** Half away from zero, over whole numbers: no decimal division, which would be a double. */
const divided = (numerator: Sql, denominator: Sql): Sql =>
  sql`(sign(${numerator}) * ((abs(${numerator}) * 2 + ${denominator}) // (${denominator} * 2)))`;
const toMicros = (amount: Sql): Sql => sql`cast(cast(${amount} as decimal(38,6)) * ${raw(String(MICRO))} as hugeint)`;
const fromMicros = (micros: Sql): Sql =>
  sql`cast(cast(${micros} as decimal(31,0)) * cast(0.000001 as decimal(7,6)) as decimal(18,6))`;

/** An amount without the VAT of its file. */
export const net = (amount: Sql): Sql =>
  sql`case when vat_den = vat_num then ${amount} else ${fromMicros(divided(sql`(${toMicros(amount)} * vat_num)`, sql`vat_den`))} end`;

/** An amount in the report's currency; null where its rate is missing. */
export const converted = (amount: Sql, currency: Sql, day: Sql, report: string | null): Sql =>
  report === null
    ? amount
    : sql`case when ${currency} is null or ${currency} = ${literal(report)} then ${amount}
        else ${fromMicros(divided(sql`(${toMicros(amount)} * ${toMicros(sql`(select max(rate) from rates x where x.currency = ${currency} and coalesce(x.day, ${day}) = ${day})`)})`, raw(String(MICRO))))} end`;

/**
 * `crm_valued`: the marked rows with what each is worth in the report's currency: `valued_revenue` where the row is won,
 * `valued_amount` where it is not lost. At the rate of the closing day, else of the last modification, else of creation.
 */
export async function valueRows(engine: Engine, report: string | null): Promise<void> {
  const value = (amount: Sql) => converted(amount, sql`code`, sql`money_day`, report);
  await engine.run(sql`create view crm_valued as select *,
      case when has_deal and not lost then ${value(sql`revenue`)} end as valued_revenue,
      case when not lost then ${value(sql`amount`)} end as valued_amount
    from (select c.*, coalesce(upper(c.currency), f.currency) as code,
      cast(coalesce(closed_at, modified_at, created_at) as date) as money_day
      from crm_marked c left join file_money f on f.file = c.file)`);
}

/** Throws where an amount found no rate: the first currency and day. */
export async function requireRates(engine: Engine, report: string | null): Promise<void> {
  if (report === null) return;
  const [missing] = await engine.query(sql`select code, cast(day as varchar) from (
    select currency as code, coalesce(day, date '1970-01-01') as day from spend where cost_as_exported is not null and spend is null
    union all select code, money_day from crm_valued where not lost and (
      (has_deal and revenue is not null and valued_revenue is null) or (not has_deal and amount is not null and valued_amount is null)))
    order by 1, 2 limit 1`);
  if (!missing) return;
  const [currency, day] = missing as [string, string];
  throw new UserError(text(`no rate for ${currency} on ${day}`, `нет курса ${currency} на ${day}`), {
    hint: text(
      `add to funnel.yaml: rates: {${currency}: how many ${report} one is}`,
      `добавьте в funnel.yaml: rates: {${currency}: сколько ${report} за единицу}`,
    ),
  });
}
