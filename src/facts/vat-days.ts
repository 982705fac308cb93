import type { Engine } from '../engines/engine.js';
import { joined, raw, type Sql, sql } from '../engines/sql.js';
import { text, UserError } from '../error.js';
import { day as dayIn } from '../model/dates.js';
import type { Vat } from '../model/settings.js';
import type { MoneySettings } from './money.js';

/**
 * @throws {UserError} Where VAT that holds from a day on leaves open what counts of an amount: the amount is older than
 * the first such day, or its row covers days of two rates. `crm` are the valued rows of the CRM. Needs `spend`, and
 * `sums` where there are some.
 */
export async function requireVatDays(
  engine: Engine,
  crm: Sql,
  { files, revenueVat, hasSums }: Pick<MoneySettings, 'files' | 'revenueVat'> & { hasSums: boolean },
): Promise<void> {
  const dated = files.flatMap(({ vat }, file) => {
    const when = unclear(vat, FIRST, LAST);
    return when ? [sql`when ${raw(String(file))} then ${when}`] : [];
  });
  const ofCrm = unclear(revenueVat, sql`money_day`, sql`money_day`);
  const ofSums = unclear(revenueVat, FIRST, LAST);
  const from = (table: Sql, when: Sql) =>
    sql`select file, ${FIRST} as first, ${LAST} as last from ${table} where ${when}`;
  const tables = [sql`spend`, ...(hasSums ? [sql`sums`] : [])];
  const asked = [
    ...(dated.length > 0
      ? tables.map((table) =>
          from(table, sql`cost_as_exported <> 0 and case file ${joined(dated, ' ')} else false end`),
        )
      : []),
    ...(ofSums && hasSums ? [from(sql`sums`, sql`revenue_as_exported <> 0 and ${ofSums}`)] : []),
    ...(ofCrm
      ? [
          sql`select file, money_day as first, money_day as last from ${crm}
          where ${ofCrm} and not lost and (amount <> 0 or (has_deal and revenue <> 0))`,
        ]
      : []),
  ];
  if (asked.length === 0) return;
  const [found] = await engine.query(
    sql`select file, cast(first as varchar), first is not distinct from last
      from (${joined(asked, ' union all ')}) order by file, first nulls first limit 1`,
  );
  if (!found) return;
  const [file, first, isOneDay] = found as [bigint, string | null, boolean];
  throw unclearOn(files[Number(file)]?.name, first, isOneDay);
}

const FIRST = sql`coalesce(day, period_from)`;
const LAST = sql`coalesce(day, period_to)`;

/** null: the rate hangs on no day. */
function unclear(vat: Vat | undefined, first: Sql, last: Sql): Sql | null {
  if (vat === undefined || typeof vat === 'string') return null;
  const days = [...vat.keys()].sort();
  const [earliest, ...later] = days.map((one) => sql`cast(${one} as date)`);
  if (!earliest) return null;
  const change = later.map((one) => sql`(${first} < ${one} and ${last} >= ${one})`);
  return sql`(${joined([sql`${first} is null`, sql`${last} is null`, sql`${first} < ${earliest}`, ...change], ' or ')})`;
}

export function unclearOn(file: string | undefined, first: string | null, isOneDay: boolean): UserError {
  const where = file === undefined ? {} : { file };
  if (first === null)
    return new UserError(
      text('an amount without a day, and VAT by days', 'сумма без даты, а ставка НДС зависит от даты'),
      { ...where, hint: BY_DAY },
    );
  if (!isOneDay)
    return new UserError(
      text(
        'a row covers days of two rates of VAT, or has none',
        'строка захватывает дни с разными ставками НДС или без неё',
      ),
      { ...where, hint: BY_DAY },
    );
  return new UserError(text(`no rate of VAT on ${dayIn(first, 'en')}`, `нет ставки НДС на ${dayIn(first, 'ru')}`), {
    ...where,
    hint: text('add the rate of an earlier day in funnel.yaml', 'добавьте в funnel.yaml ставку с более раннего дня'),
  });
}

const BY_DAY = text('export it by day', 'выгрузите по дням');
