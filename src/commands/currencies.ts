import type { Engine } from '../engines/engine.js';
import { joined, name, raw, type Sql, sql } from '../engines/sql.js';
import type { Facts } from '../intake/read.js';
import { rowsOf } from '../model/canonical.js';

/** The codes in which the exports hold amounts, the CRM's first; what is in no currency at all is left out. */
export async function currenciesIn(engine: Engine, { files }: Facts): Promise<string[]> {
  const byFile = files.flatMap(({ currency }, file): Sql[] =>
    currency ? [sql`when ${raw(String(file))} then ${currency === '$' ? 'USD' : currency}`] : [],
  );
  const ofFile = byFile.length > 0 ? sql`case file ${joined(byFile, ' ')} end` : sql`null`;
  const rows = await engine.query(sql`select coalesce(upper(currency), ${ofFile}) as code from (
      select file, currency, 0 as place from ${name(rowsOf('crm'))} where revenue is not null or amount is not null
      union all select file, currency, 1 from ${name(rowsOf('ad_stats'))} where cost is not null)
    where code is not null group by code order by min(place), code`);
  return rows.map(([code]) => code as string);
}
