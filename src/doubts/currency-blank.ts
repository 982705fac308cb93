import { isIn, name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { formatWhole } from '../model/numbers.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';

/** A blank in a column of currencies does not mean that the row is in the currency of the report. */
export default defineDoubt({
  code: 'currency-blank',
  asks: ({ currency, census }) => currency !== null && census.halfInCurrency > 0,
  async look({ engine, settings, files, currency }) {
    const open = settings.files.flatMap(({ namesIt }, at) => (namesIt ? [] : [at]));
    const rows = await engine.query(sql`select file, count(*) filter (where currency is null) from (
        select file, currency from ${name(rowsOf('crm'))} where coalesce(revenue, 0) <> 0 or coalesce(amount, 0) <> 0
        union all select file, currency from ${name(rowsOf('ad_stats'))} where coalesce(cost, 0) <> 0
        union all select file, currency from ${name(rowsOf('agg'))} where coalesce(cost, 0) <> 0 or coalesce(revenue, 0) <> 0)
      where ${isIn(sql`file`, open)} group by file having count(distinct currency) > 0 order by file`);
    return rows.map(([file, count]) => ({
      count: Number(count),
      file: files[Number(file)] ?? '',
      currency: currency ?? '',
    }));
  },
  say: ({ count, file, currency }) =>
    text(
      `${file}: ${counted(count, 'amount')} without a currency, beside others that have one: taken for ${currency}; fill them in, or name the currency of the file in funnel.yaml`,
      `${file}: сумм без валюты рядом с другими, у которых она указана: ${formatWhole(count, 'ru')}; приняты за ${currency}; заполните их или укажите валюту файла в funnel.yaml`,
    ),
});
