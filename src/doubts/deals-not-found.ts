import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { whole } from '../model/numbers.js';
import { plural } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { told, unmatched } from './unmatched.js';

export default defineDoubt({
  code: 'deals-not-found',
  asks: ({ census }) => census.unlinked > 0,
  async look({ engine, crm }) {
    const links = sql`select lead_id as id from ${crm} where entity = 'deal' and lead_id is not null`;
    const right = sql`select lead_key as id from ${crm} where entity = 'lead'`;
    return [await unmatched(engine, { left: links, suspects: links, right })];
  },
  say: (found) =>
    told(
      text(
        `the leads of deals: ${whole(found.count, 'en')} of ${whole(found.of, 'en')} IDs are not found among the leads`,
        `лиды сделок: среди лидов ${plural(found.count, 'не найден', 'не найдены', 'не найдено')} ${whole(found.count, 'ru')} из ${whole(found.of, 'ru')} ID`,
      ),
      found,
    ),
});
