import type { Engine } from '../engines/engine.js';
import { byFile, layDown } from '../engines/lay-down.js';
import { name, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { DOLLARS } from '../model/currencies.js';
import { day as dayIn } from '../model/dates.js';
import type { Rate } from '../model/exchange-rate.js';
import type { Reach } from '../model/report.js';
import type { Vat } from '../model/settings.js';
import { scalar } from '../model/yaml-scalar.js';
import { type NetPart, netParts } from './net-parts.js';

export interface MoneySettings {
  /** The report's currency, where it is configured. */
  currency: string | undefined;
  /** All with a day, or none; one of each currency and day. */
  rates: readonly Rate[];
  /**
   * Per file: the currency of amounts for which no column says it, whether the file itself or its entry in funnel.yaml
   * names that currency, and the VAT included in its spend.
   */
  files: readonly { name: string; currency: string | undefined; namesIt: boolean; vat: Vat | undefined }[];
  /** The VAT that revenue and what is hoped for include. */
  revenueVat: Vat | undefined;
  /** The share of revenue that is gross profit, for deals that do not tell it themselves; undefined: unknown. */
  margin: string | undefined;
}

/** What amounts are made into. */
export interface Money {
  /** The report's currency; null: no export names any, and amounts stay as they are. */
  currency: string | null;
  rates: 'none' | 'constant' | 'daily';
  /** The currency of a row: that of its column, else of its file. */
  code: Sql;
  /** Per file: the part of its spend that counts; and that of all revenue. */
  spendNet: readonly (readonly NetPart[])[];
  revenueNet: readonly NetPart[];
}

/**
 * Lays down `rates`, where there are any, and tells how amounts are converted. Two currencies without a rate are an
 * error: they are never added up, and a missing rate is never 1. `crm` are the rows of the CRM.
 */
export async function settleCurrency(engine: Engine, settings: MoneySettings, crm: Sql): Promise<Money> {
  const { files, rates } = settings;
  const code = codeOf(settings);
  if (rates.length > 0)
    await layDown(
      engine,
      'rates',
      { rate_currency: 'varchar', rate_day: 'date', rate_num: 'hugeint', rate_den: 'hugeint' },
      rates.map(({ currency, day, worth: { num, den } }) => [currency.toUpperCase(), day, String(num), String(den)]),
    );
  if (!DOLLARS.has(settings.currency ?? '') && files.some(isBare)) {
    const open = whichDollar(files, await currenciesOf(engine, code, crm));
    if (open) throw open;
  }
  const [any] = rates;
  return {
    currency: settings.currency ?? (await onlyCurrency(engine, code, crm)),
    rates: any === undefined ? 'none' : any.day === null ? 'constant' : 'daily',
    code,
    spendNet: files.map(({ vat }) => netParts(vat)),
    revenueNet: netParts(settings.revenueVat),
  };
}

/** The currency of a row: that of its column, else of its file. */
export function codeOf({ files, currency: report }: Pick<MoneySettings, 'files' | 'currency'>): Sql {
  const ofFile = files.map(({ currency }) => (currency === '$' ? dollar(report) : (currency ?? null)));
  return sql`coalesce(upper(currency), ${byFile(ofFile)})`;
}

/** The currency of all amounts, where they are in one. */
async function onlyCurrency(engine: Engine, code: Sql, crm: Sql): Promise<string | null> {
  const codes = await currenciesOf(engine, code, crm);
  if (codes.length > 1) throw severalCurrencies(codes);
  return codes[0] ?? null;
}

async function currenciesOf(engine: Engine, code: Sql, crm: Sql): Promise<string[]> {
  const rows = await engine.query(sql`select distinct code from (
    select ${code} as code from ${name(rowsOf('ad_stats'))} where coalesce(cost, 0) <> 0
    union all select ${code} from ${name(rowsOf('agg'))} where coalesce(cost, 0) <> 0 or coalesce(revenue, 0) <> 0
    union all select ${code} from ${name(rowsOf('payments'))} where amount <> 0
    union all select ${code} from ${crm} where coalesce(revenue, 0) <> 0 or coalesce(amount, 0) <> 0)
    where code is not null order by code`);
  return rows.map(([found]) => found as string);
}

/**
 * A bare `$` is the US dollar, unless the other exports are in another currency that is written so too: then a person has
 * to say.
 */
export function whichDollar(files: MoneySettings['files'], codes: readonly string[]): UserError | null {
  const bare = files.find(isBare);
  const other = codes.filter((one) => one !== 'USD' && DOLLARS.has(one));
  const [likely] = other;
  if (!bare || likely === undefined) return null;
  const may = ['USD', ...other].join(', ');
  return new UserError(text(`amounts in «$», which may be ${may}`, `суммы в «$», а это может быть ${may}`), {
    file: bare.name,
    hint: text(
      `say which in funnel.yaml, for example files: [{path: ${scalar(bare.name)}, currency: ${likely}}]`,
      `укажите в funnel.yaml, например files: [{path: ${scalar(bare.name)}, currency: ${likely}}]`,
    ),
  });
}

const isBare = ({ currency }: { currency: string | undefined }): boolean => currency === '$';
const dollar = (report: string | undefined): string => (report !== undefined && DOLLARS.has(report) ? report : 'USD');

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

/** Joins the rate of a row's currency and day, where there is one (`rate_num`, `rate_den`). */
export const withRate = ({ rates }: Money, code: Sql, day: Sql): Sql =>
  rates === 'none'
    ? sql``
    : sql`left join rates on rate_currency = ${code}${rates === 'daily' ? sql` and rate_day = ${day}` : sql``}`;

/**
 * Valued rows of the CRM with an amount that a figure may be made of (revenue or pipeline) and no rate for it. By
 * `strict` a deal that lacks an earlier stage is still open.
 */
export function lacksRate(reach: Reach): Sql {
  const mayBeOpen = reach === 'strict' ? sql`true` : sql`not has_deal`;
  return sql`not lost and ((has_deal and revenue is not null and booked_revenue is null)
    or (${mayBeOpen} and amount is not null and open_amount is null))`;
}

/** Rows of a sheet of sums with a cost or revenue that has no rate. */
export const SUM_UNRATED = sql`((cost_as_exported is not null and spend is null)
  or (revenue_as_exported is not null and revenue is null))`;

/**
 * @throws {UserError} Where an amount has no rate: it names the first currency and day. `crm` are the valued rows of the
 * CRM.
 */
export async function requireRates(
  engine: Engine,
  crm: Sql,
  { currency: report, rates }: Money,
  { reach, hasSums }: { reach: Reach; hasSums: boolean },
): Promise<void> {
  const ofSums = hasSums ? sql` union all select currency, day from sums where ${SUM_UNRATED}` : sql``;
  const [missing] = await engine.query(sql`select code, cast(day as varchar) from (
    select currency as code, day from spend where cost_as_exported is not null and spend is null${ofSums}
    union all select code, money_day from ${crm} where ${lacksRate(reach)})
    order by 1, 2 limit 1`);
  if (!missing) return;
  const [currency, day] = missing as [string, string | null];
  throw noRate(currency, day, { currency: report, rates });
}

/** No rate of a currency on a day. */
export function noRate(
  currency: string,
  day: string | null,
  { currency: report, rates }: Pick<Money, 'currency' | 'rates'>,
) {
  if (rates === 'daily')
    return day === null
      ? new UserError(
          text(`no rate for spend in ${currency} without a day`, `нет курса для расхода в ${currency} без даты`),
          { hint: text('export it by day', 'выгрузите его по дням') },
        )
      : new UserError(
          text(`no rate for ${currency} on ${dayIn(day, 'en')}`, `нет курса ${currency} на ${dayIn(day, 'ru')}`),
          {
            hint: text('add that day to the file of rates', 'добавьте этот день в файл курсов'),
          },
        );
  return new UserError(
    text(
      `no rate for ${currency}${day ? ` on ${dayIn(day, 'en')}` : ''}`,
      `нет курса ${currency}${day ? ` на ${dayIn(day, 'ru')}` : ''}`,
    ),
    {
      hint: text(
        `add to funnel.yaml: rates: {${currency}: how many ${report} one is}`,
        `добавьте в funnel.yaml: rates: {${currency}: сколько ${report} за единицу}`,
      ),
    },
  );
}
