import { name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { perFiles } from './file-numbers.js';

/** Rows without an ID are one each. In two downloads of one list the same row is probably one, and nothing joins them. */
export default defineDoubt({
  code: 'rows-alike',
  asks({ settings: { crmFiles } }) {
    const lists = crmFiles.flatMap((file) => file?.list ?? []);
    return new Set(lists).size < lists.length;
  },
  async look({ engine, files }) {
    const rows = await engine.query(sql`select files, count(*) from (
        select array_to_string(list_sort(found), ' ') as files from (
          select * exclude (file, record, lead_key), list(distinct file) as found from ${name(rowsOf('crm'))}
          where starts_with(lead_key, 'row ') group by all)
        where len(found) > 1)
      group by files order by files`);
    return perFiles(rows, files);
  },
  say: ({ count, list }) =>
    text(
      `${counted(count, 'row')} without an ID that ${list} hold alike: counted in each of them; export them with IDs, or read only one of the files`,
      `строк без ID, одинаковых в ${list}: ${count}; посчитаны в каждом файле; выгрузите их с ID или читайте только один из файлов`,
    ),
});
