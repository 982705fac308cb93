import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { counted, NO_WORDS } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { fileNumbers } from './file-numbers.js';

export default defineDoubt({
  code: 'duplicate-leads',
  asks: ({ again }) => again > 0,
  async look({ again, census, engine, files }) {
    if (census.againInFiles === 0) return [{ count: again, leads: 0, list: '' }];
    // Where no date of modification decides, the download with the newest rows does. Rows that neither can order are
    // all equal.
    const [[leads, newer] = []] =
      await engine.query(sql`select count(distinct lead_key), array_to_string(list_sort(list(distinct file)), ' ')
      from (select * from crm_again where not all_dated qualify bool_or(is_older and tied > 1) over (partition by lead_key, list)) where place = 1`);
    const list = fileNumbers(newer).map((file) => files[file] ?? '');
    return [{ count: again, leads: Number(leads), list: list.join(', ') }];
  },
  say({ count, leads, list }) {
    const rest =
      leads === 0
        ? NO_WORDS
        : text(
            `; of ${counted(leads, 'lead')} in several downloads that of ${list} counts, whose rows are newer`,
            `; у лидов из нескольких выгрузок (${formatWhole(leads, 'ru')}) взята строка из ${list}: эта выгрузка новее по своим строкам`,
          );
    return text(
      `${counted(count, 'row')} with a lead ID that comes again: the latest row of each lead counts${rest.en}`,
      `строк с повторным ID лида: ${formatWhole(count, 'ru')}; от каждого лида взята последняя${rest.ru}`,
    );
  },
});
