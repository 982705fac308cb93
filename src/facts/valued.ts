import type { Engine } from '../engines/engine.js';
import { joined, literal, name, raw, type Sql, sql } from '../engines/sql.js';
import { parseExact } from '../model/exact.js';
import { dims } from './crm.js';
import { tellsProfit } from './deal-chain.js';
import type { FactsSettings } from './facts-settings.js';
import { type Money, withRate } from './money.js';
import { asItIs, type Worth, withWorths, worthAtRate, worthOfRevenue } from './worth.js';

/** What tells on which day a deal was won, and what it is worth. */
interface WonSettings extends Pick<FactsSettings, 'crmFiles' | 'files'> {
  fields: Readonly<Record<'crm', ReadonlySet<string>>>;
  hasHistory: boolean;
  margin: string | undefined;
  dimensions: number;
}

/**
 * Rows of the CRM with their worth in the report's currency: `won_revenue` of won rows, `open_amount` of rows that are
 * not lost, `won_profit` where some export tells it.
 *
 * The rate is that of the closing day, which stands for the day of winning where no other is known; else of the last
 * modification, else of creation (`is_rate_assumed`). The closing day of an open row is only planned: beyond the last
 * rate, the last rate holds. Per currency and day the sum is rounded once, VAT and rate together, however many rows it
 * has; `crm_worths` is laid down for it.
 *
 * Where payments are listed, revenue is what was `paid`, and the amount of the CRM is `booked_revenue`.
 */
export async function valueRows(
  engine: Engine,
  all: Sql,
  money: Money,
  settings: WonSettings,
  paid: Sql | null,
): Promise<Sql> {
  const { fields, margin, dimensions } = settings;
  const rows = paid ? sql`(select r.*, p.paid from ${all} r left join ${paid} p on p.lead_key = r.lead_key)` : all;
  const amounts = amountsOf(
    fields.crm,
    margin,
    isOfOne(settings, money) ? { ...money, currency: null } : money,
    paid !== null,
  );
  const booked = paid ? sql`` : sql`, won_revenue as booked_revenue`;
  const more = sql`${booked}${profitOf(fields.crm, margin)}`;
  const days = moneyDays(money, settings);
  // One select for all: whoever reads the rows makes the engine bind every column of each nested select anew.
  if (amounts.every(({ worth }) => worth.isWhole))
    return sql`(select *, ${days}, ${joined(amounts.map(asItIs), ', ')}${more} from ${rows})`;
  const dated = sql`(select *, money_day as first_day, money_day as last_day from (select *, ${days} from ${rows}))`;
  const by = [...BY, ...dims(dimensions)].map(name);
  const worths = ['lead_key', 'code', 'money_day', 'is_rate_assumed', ...amounts.map(({ column }) => column)];
  await engine.run(sql`create table crm_worths as select ${joined(worths.map(name), ', ')}
    from ${withWorths(sql`(select * from ${dated} ${withRate(money, sql`code`, sql`money_day`)})`, amounts, by)}`);
  return sql`(select r.*, w.* exclude (lead_key)${more} from ${rows} r join crm_worths w on w.lead_key = r.lead_key)`;
}

/** Whether all rows are in the report's currency: then no row is asked for its own. */
const isOfOne = ({ fields, crmFiles, files }: WonSettings, { currency }: Money): boolean =>
  !fields.crm.has('currency') &&
  crmFiles.every((file, at) => file === null || [undefined, currency].includes(files[at]?.currency));

/** How reports tell rows apart, and last the row itself: a rounded sum is shared out in this order. */
const BY = [
  ...[
    'source',
    'medium',
    'campaign',
    'utm_source',
    'utm_medium',
    'utm_campaign',
    'ad_lead_id',
    'manager',
    'created_at',
  ],
  'lead_key',
];

/** The currency and the days that give the rate; a later day matters only where those before it are null. */
function moneyDays(money: Money, { fields, hasHistory }: WonSettings): Sql {
  const won = [
    sql`closed_at`,
    ...(fields.crm.has('deal_at') ? [sql`deal_at`] : []),
    ...(hasHistory ? [sql`deal_since`] : []),
  ];
  const closing = sql`coalesce(${joined(won, ', ')}, null)`;
  const isOther = sql`code <> ${literal(money.currency ?? '')} and revenue <> 0`;
  const isDaily = money.rates === 'daily';
  const isAssumed = isDaily
    ? sql`coalesce(${closing} is null and has_deal and not lost and ${isOther}, false)`
    : sql`false`;
  const planned = sql`case when has_deal or lost or closed_at is null then own_day
    else least(own_day, (select max(rate_day) from rates where rate_currency = ${money.code})) end`;
  return sql`${money.code} as code, ${isAssumed} as is_rate_assumed,
    cast(coalesce(${closing}, modified_at, created_at) as date) as own_day,
    ${isDaily ? planned : sql`own_day`} as money_day`;
}

/** What is worth something of a row, each under its column. */
function amountsOf(
  fields: ReadonlySet<string>,
  margin: string | undefined,
  money: Money,
  hasPayments: boolean,
): { column: string; amount: Sql; worth: Worth }[] {
  const day = sql`money_day`;
  const ofWon = (amount: Sql, more: Sql = sql`true`) =>
    sql`(case when has_deal and not lost and ${more} then ${amount} end)`;
  const ofRevenue = worthOfRevenue(sql`revenue`, day, money);
  const asIs = { num: sql`1`, den: sql`1`, isWhole: true };
  const revenue = hasPayments ? sql`paid` : sql`revenue`;
  const all = [
    { column: 'won_revenue', amount: ofWon(revenue), worth: hasPayments ? asIs : ofRevenue },
    ...(hasPayments ? [{ column: 'booked_revenue', amount: ofWon(sql`revenue`), worth: ofRevenue }] : []),
    {
      column: 'open_amount',
      amount: sql`(case when not lost then amount end)`,
      worth: worthOfRevenue(sql`amount`, day, money),
    },
    {
      column: 'lost_amount',
      amount: sql`(case when lost then amount end)`,
      worth: worthOfRevenue(sql`amount`, day, money),
    },
  ];
  if (!tellsProfit(fields)) return all;
  const { num, den } = parseExact(margin ?? '0');
  const earned = hasPayments ? asIs : ofRevenue;
  const byMargin = {
    num: sql`${earned.num} * ${raw(String(num))}`,
    den: sql`${earned.den} * ${raw(String(den))}`,
    isWhole: false,
  };
  const isUntold = sql`profit is null and cost_of_goods is null`;
  return [
    ...all,
    { column: 'own_profit', amount: ofWon(sql`profit`), worth: worthAtRate(sql`profit`, money) },
    {
      column: 'own_goods',
      amount: ofWon(sql`cost_of_goods`, sql`profit is null and ${revenue} is not null`),
      worth: worthAtRate(sql`cost_of_goods`, money),
    },
    ...(margin === undefined ? [] : [{ column: 'margin_profit', amount: ofWon(revenue, isUntold), worth: byMargin }]),
  ];
}

/** Its own, else what is left of its revenue, else by the margin. */
function profitOf(fields: ReadonlySet<string>, margin: string | undefined): Sql {
  if (!tellsProfit(fields)) return sql``;
  const byMargin = margin === undefined ? sql`` : sql`, margin_profit`;
  return sql`, coalesce(own_profit, won_revenue - own_goods${byMargin}) as won_profit`;
}
