import type { Engine } from '../engines/engine.js';
import { spelt } from '../engines/spell.js';
import { joined, name, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { day as dayIn } from '../model/dates.js';
import { type Exact, isExact } from '../model/exact.js';
import type { Warning } from '../model/report.js';
import { PAYMENTS } from './fact-tables.js';
import { type Money, noRate, withRate } from './money.js';
import type { Refuse } from './overlaps/overlaps.js';
import { type Place, placesIn } from './places.js';
import { unclearOn } from './vat-days.js';
import { withWorths, worthOfRevenue } from './worth.js';

interface PaymentsSettings {
  hasPayments: boolean;
  hasLeads: boolean;
  hasDeals: boolean;
  /** The CRM keeps no leads apart from deals: the ID of a deal is that of a lead here. */
  dealsAreLeads: boolean;
  hasMerged: boolean;
  files: readonly { name: string }[];
  refuse: Refuse;
}

/** What was paid of the leads and deals of a CRM. */
export interface Payments {
  /** What each row of the CRM was paid (`lead_key, paid`), as a sub-select; null: there is no list of payments. */
  paid: Sql | null;
  /** Payments that another download holds as well. */
  repeated: Place[];
  /** What cannot be reported on, where it is only to be said. */
  warnings: Warning[];
}

const ROWS = name(rowsOf('payments'));

/**
 * Lays down `payments`, a row each, with the row of the CRM that it belongs to (`lead_key`; null: to nobody here) and its
 * worth at the rate and VAT of its own day. `rows` are those of the CRM, with what shows who is won.
 *
 * A payment belongs to the deal that it names, else to the lead: then to the first won deal of this lead, else to its
 * first deal. Refunds are subtracted. The same payment in two downloads is one, with the refunds of the later one.
 * Without an ID, payments of one deal, day and sum are counted per file, and the file with the most says how many there
 * are. A file that repeats an ID means the same payment.
 */
export async function layDownPayments(
  engine: Engine,
  rows: Sql,
  money: Money,
  settings: PaymentsSettings,
): Promise<Payments> {
  if (!settings.hasPayments) return { paid: null, repeated: [], warnings: [] };
  const same = sql`payment_id, deal_id, lead_id, code, first_day, amount`;
  const inFile = sql`over (partition by file, ${same} order by paid_at`;
  await engine.run(sql`create table payment_rows as
    select *, row_number() over (partition by ${same}, nth order by coalesce(refunded, 0) desc, file, record) as turn
    from (select *, case when payment_id is null then row_number() ${inFile}, record) else dense_rank() ${inFile}) end as nth
      from (select file, record, payment_id, deal_id, lead_id, paid_at, amount, refunded, ${money.code} as code,
          cast(paid_at as date) as first_day, cast(paid_at as date) as last_day, amount - coalesce(refunded, 0) as paid
        from ${ROWS}))`);
  const warnings = (await findOtherSums(engine, settings)).map(settings.refuse);
  const worth = worthOfRevenue(sql`paid`, sql`first_day`, money);
  const rated = sql`(select p.* exclude (amount), ${targetOf(settings)} as lead_key from payment_rows p ${joinsOf(rows, settings)} where turn = 1)`;
  const valued = withWorths(
    sql`(select * from ${rated} ${withRate(money, sql`code`, sql`first_day`)})`,
    [{ column: 'amount', amount: sql`paid`, worth }],
    ['lead_key', 'paid_at', 'payment_id', 'file', 'record'].map(name),
  );
  await engine.run(sql`create table payments as select ${joined(Object.keys(PAYMENTS).map(name), ', ')}
    from (select *, paid as amount_as_exported from ${valued})`);
  await requireWorth(engine, money, settings);
  return {
    paid: sql`(select lead_key, sum(amount) as paid from payments where lead_key is not null group by lead_key)`,
    repeated: placesIn(
      await engine.query(sql`select file, record from payment_rows where turn > 1 order by file, record`),
    ),
    warnings,
  };
}

/** A payment with different sums in two files on one day: which is right is not for the program to guess. */
async function findOtherSums(engine: Engine, { files }: PaymentsSettings): Promise<UserError[]> {
  const sums = sql`(select payment_id, deal_id, lead_id, first_day, file, list(distinct concat(code, ' ', amount)) as sums
    from payment_rows where payment_id is not null group by all)`;
  // What one of them has besides is what came later.
  const hasMore = (one: Sql, other: Sql) =>
    sql`len(list_filter(${one}, lambda sum: not list_contains(${other}, sum))) > 0`;
  const [found] = await engine.query(sql`select a.payment_id, cast(a.first_day as varchar), a.file, b.file
    from ${sums} a join ${sums} b on b.payment_id = a.payment_id and b.first_day = a.first_day and b.file > a.file
      and b.deal_id is not distinct from a.deal_id and b.lead_id is not distinct from a.lead_id
    where ${hasMore(sql`a.sums`, sql`b.sums`)} and ${hasMore(sql`b.sums`, sql`a.sums`)} order by 1, 2, 3, 4 limit 1`);
  if (!found) return [];
  const [id, day, one, other] = found as [string, string, bigint, bigint];
  const [there, here] = [one, other].map((file) => files[Number(file)]?.name ?? '') as [string, string];
  return [
    new UserError(
      text(
        `payment «${id}» of ${dayIn(day, 'en')} stands in ${there} too, with another sum`,
        `оплата «${id}» за ${dayIn(day, 'ru')} есть и в ${there}, но с другой суммой`,
      ),
      {
        file: here,
        hint: text(
          'leave out the older of the two, ignore: [its name] in funnel.yaml',
          'уберите более старый из двух: ignore: [его имя] в funnel.yaml',
        ),
      },
    ),
  ];
}

/** The row that the payment names, or the one it was merged into; a lead's deal goes before the lead. */
function targetOf({ hasDeals, hasLeads, dealsAreLeads }: PaymentsSettings): Sql {
  const byDeal = hasDeals ? sql`d.lead_key, o.lead_key` : dealsAreLeads ? sql`o.lead_key, s.lead_key` : sql`o.lead_key`;
  const byLead = hasDeals ? sql`f.lead_key, l.lead_key${hasLeads ? sql`` : sql`, s.lead_key`}` : sql`l.lead_key`;
  return sql`case when p.deal_id is not null then coalesce(${byDeal}) else coalesce(${byLead}, null) end`;
}

function joinsOf(rows: Sql, { hasDeals, hasMerged }: PaymentsSettings): Sql {
  const now = (key: Sql) =>
    hasMerged ? sql`coalesce((select any_value(into_key) from crm_merged m where m.lead_key = ${key}), ${key})` : key;
  const isWon = sql`has_deal and not lost`;
  // Where deals stand for leads, the ID is the deal's, whether the list calls it a lead's or a deal's.
  const own = sql`left join ${rows} s on s.lead_key = ${hasDeals ? sql`concat('deal ', p.lead_id)` : now(sql`p.deal_id`)}`;
  const ofDeals = hasDeals
    ? sql`left join ${rows} d on d.entity = 'deal' and d.lead_key = ${now(sql`concat('deal ', p.deal_id)`)}
      left join (select lead_id, arg_min(lead_key, (not (${isWon}), created_at, lead_key)) as lead_key from ${rows}
        where entity = 'deal' and lead_id is not null group by lead_id) f on f.lead_id = ${now(sql`p.lead_id`)}`
    : sql``;
  return sql`${ofDeals} ${own}
    left join lead_deals o on o.deal_id = p.deal_id
    left join ${rows} l on l.entity = 'lead' and l.lead_key = ${now(sql`p.lead_id`)}`;
}

/**
 * @throws {UserError} Where the worth of a payment is unknown: its currency has no rate on its day, or the VAT of that
 * day is not known.
 */
async function requireWorth(engine: Engine, money: Money, { files }: PaymentsSettings): Promise<void> {
  const [found] = await engine.query(sql`select code, cast(cast(paid_at as date) as varchar), file from payments
    where amount is null and amount_as_exported <> 0 order by 1, 2, 3 limit 1`);
  if (!found) return;
  const [code, day, file] = found as [string | null, string, bigint];
  if (code !== null && code !== money.currency) throw noRate(code, day, money);
  throw unclearOn(files[Number(file)]?.name, day, true);
}

/**
 * The payments that the revenue of leads is made of, as a sub-select: `key` of the lead; `paid_file`, `paid_record`,
 * `paid_on`, `paid_amount`; `is_of_deal`, and of a deal what `wonDealsIn` says of when it was won. `linked` and `wonDeals` are the rows of a
 * CRM that keeps deals and its won deals; null: each lead is its own deal.
 */
export const paymentsOfLeads = (linked: Sql | null, wonDeals: Sql | null): Sql =>
  spelt.stored(sql`paid`, paidTo(linked, wonDeals));

function paidTo(linked: Sql | null, wonDeals: Sql | null): Sql {
  const paid = sql`p.file as paid_file, p.record as paid_record, cast(p.paid_at as date) as paid_on, p.amount as paid_amount`;
  const own = (key: Sql) =>
    sql`select ${key} as key, ${paid}, false as is_of_deal, cast(null as date) as won_on, false as is_only, cast(null as bigint) as won_after from payments p`;
  if (!linked || !wonDeals) return sql`(${own(sql`p.lead_key`)} where p.lead_key is not null)`;
  // What a lead with deals earned, these have.
  return sql`(select d.deal_key as key, ${paid}, true as is_of_deal, d.won_on, d.is_only, d.won_after
      from payments p join ${wonDeals} d on d.lead_key = p.lead_key
    union all ${own(sql`r.key`)}
      join (select key, lead_key, bool_or(entity = 'deal') over (partition by key) as has_deals from ${linked}) r
        on r.lead_key = p.lead_key and not r.has_deals)`;
}

/** What was paid beside what the CRM has, over all exports. */
export interface PaidBeside {
  /** Of won rows: the revenue in the CRM (null where it has no amounts), and what was paid. */
  booked: Exact | null;
  paid: Exact | null;
  /** Payments of nobody here, and of who has not won. */
  ofNobody: { count: number; sum: Exact | null };
  notWon: { count: number; sum: Exact | null };
  all: number;
}

/** Compares payments with the revenue of the CRM. `crm` are its valued rows. A lead with deals has the revenue of these. */
export async function comparePaid(engine: Engine, crm: Sql, { hasDeals }: { hasDeals: boolean }): Promise<PaidBeside> {
  const hasOwn = hasDeals
    ? sql`entity = 'lead' and lead_key in (select lead_id from ${crm} where entity = 'deal' and lead_id is not null)`
    : sql`false`;
  const rows = sql`(select *, has_deal and not lost and not (${hasOwn}) as is_won from ${crm})`;
  const [[booked, paid] = []] = await engine.query(
    sql`select sum(booked_revenue), sum(won_revenue) from ${rows} where is_won`,
  );
  const [[all, nobody, sumOfNobody, notWon, sumNotWon] = []] = await engine.query(sql`select count(*),
      count(*) filter (where p.lead_key is null), sum(p.amount) filter (where p.lead_key is null),
      count(*) filter (where p.lead_key is not null and not is_won), sum(p.amount) filter (where p.lead_key is not null and not is_won)
    from payments p left join ${rows} c on c.lead_key = p.lead_key`);
  const amount = (value: unknown) => (isExact(value) ? value : null);
  return {
    ...{ booked: amount(booked), paid: amount(paid), all: Number(all) },
    ofNobody: { count: Number(nobody), sum: amount(sumOfNobody) },
    notWon: { count: Number(notWon), sum: amount(sumNotWon) },
  };
}

/** Of payments of nobody no revenue can be made. */
export const noneIsJoined = (all: number): UserError =>
  new UserError(
    text(
      `none of the ${all} payments is of a lead or deal here`,
      `ни одна оплата (${all}) не относится к лидам и сделкам из выгрузок`,
    ),
    {
      hint: text(
        'name the column that holds the ID of the CRM in funnel.yaml: columns: {deal_id: …} or {lead_id: …}',
        'укажите в funnel.yaml столбец с ID из CRM: columns: {deal_id: …} или {lead_id: …}',
      ),
    },
  );
