import type { Engine } from '../engines/engine.js';
import { name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { rowsOf } from '../model/canonical.js';
import { counted } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { fileNumbers } from './file-numbers.js';

export default defineDoubt({
  code: 'duplicate-leads',
  asks: ({ again }) => again > 0,
  async look({ again, census, engine, files }) {
    const { leads, last } = census.againInFiles > 0 ? await undecided(engine) : { leads: 0, last: [] };
    return [{ count: again, undecided: leads, list: last.map((file) => files[file] ?? '').join(', ') }];
  },
  say({ count, undecided: leads, list }) {
    const rest =
      leads === 0
        ? text('', '')
        : text(
            `; of ${counted(leads, 'lead')} in several files nothing tells which row is newer (no date of modification decides): the row of ${list} counts, because it comes last by name`,
            `; у лидов из нескольких файлов (${leads}) ничто не говорит, какая строка новее (дата изменения не решает): посчитана строка из ${list}, потому что этот файл последний по имени`,
          );
    return text(
      `${counted(count, 'row')} with a lead ID that comes again: the latest row of each lead counts${rest.en}`,
      `строк с повторным ID лида: ${count}; от каждого лида взята последняя${rest.ru}`,
    );
  },
});

/**
 * Of rows that differ, in two files, and of which no date of modification says which is newer: how many leads, and the
 * files whose rows count.
 */
async function undecided(engine: Engine): Promise<{ leads: number; last: number[] }> {
  // The latest rows by date alone; a lead of them in two files was decided by the order of the files.
  const tied = sql`${name(rowsOf('crm'))} r join crm_again t on t.file = r.file and t.record = r.record and t.tied = 1`;
  const [[leads, files] = []] =
    await engine.query(sql`select count(*), array_to_string(list_sort(list(distinct last)), ' ') from (
    select lead_key, max(file) as last from (select distinct r.* exclude (record) from ${tied})
    group by lead_key having count(distinct file) > 1)
    where lead_key in (select lead_key from (select distinct r.* exclude (file, record) from ${tied})
      group by lead_key having count(*) > 1)`);
  return { leads: Number(leads), last: fileNumbers(files) };
}
