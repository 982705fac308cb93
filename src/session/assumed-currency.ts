import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import { entryOf } from '../intake/shape/entry.js';
import type { ExportFacts } from '../intake/type/export-facts.js';
import { rowsOf } from '../model/canonical.js';
import type { Warning } from '../model/report.js';
import { text } from '../model/text.js';

/** The codes of the currencies in the exports, those of the CRM first. Amounts without a currency are left out. */
export async function currenciesIn(engine: Engine, { files }: ExportFacts): Promise<string[]> {
  const byFile = files.flatMap(({ currency }, file): Sql[] =>
    currency ? [sql`when ${raw(String(file))} then ${currency === '$' ? 'USD' : currency}`] : [],
  );
  const ofFile = byFile.length > 0 ? sql`case file ${joined(byFile, ' ')} end` : sql`null`;
  const rows = await engine.query(sql`select coalesce(upper(currency), ${ofFile}) as code from (
      select file, currency, 0 as place from ${name(rowsOf('crm'))} where revenue is not null or amount is not null
      union all select file, currency, 1 from ${name(rowsOf('ad_stats'))} where cost is not null
      union all select file, currency, 2 from ${name(rowsOf('agg'))} where cost is not null or revenue is not null)
    where code is not null group by code order by min(place), code`);
  return rows.map(([code]) => code as string);
}

/**
 * Warns if some exports say their currency, others do not, and the configuration names none: the others are taken for
 * the same currency.
 */
export async function assumedCurrency(
  engine: Engine,
  { files }: ExportFacts,
  currency: string | null,
): Promise<Warning[]> {
  if (currency === null) return [];
  const rows = await engine.query(sql`select distinct file from (
      select file from ${name(rowsOf('crm'))} where currency is null and (coalesce(revenue, 0) <> 0 or coalesce(amount, 0) <> 0)
      union all select file from ${name(rowsOf('ad_stats'))} where currency is null and coalesce(cost, 0) <> 0
      union all select file from ${name(rowsOf('agg'))}
        where currency is null and (coalesce(cost, 0) <> 0 or coalesce(revenue, 0) <> 0))
    order by 1`);
  const silent = rows.flatMap(([file]) => {
    const facts = files[Number(file)];
    return facts && facts.currency === undefined ? [facts.file] : [];
  });
  if (silent.length === 0) return [];
  const list = silent.join(', ');
  const entry = entryOf(silent[0] as string, {}, { currency: 'RUB' });
  return [
    {
      code: 'currency-assumed',
      count: silent.length,
      message: text(
        `no currency in ${list}: taken for ${currency}; to confirm, add currency: ${currency} to funnel.yaml; if it is another one, say so there, for example ${entry}, and give its rate`,
        `${silent.length === 1 ? 'в файле' : 'в файлах'} ${list} не указана валюта: принята ${currency}; чтобы подтвердить, добавьте в funnel.yaml currency: ${currency}; если она другая, укажите её там же, например ${entry}, и её курс`,
      ),
    },
  ];
}
