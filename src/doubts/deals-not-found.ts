import { sql } from '../engines/sql.js';
import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { plural } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { unmatched, unmatchedInWords } from './unmatched.js';

export default defineDoubt({
  code: 'deals-not-found',
  asks: ({ census }) => census.unlinked > 0,
  async look({ engine, crm }) {
    const links = sql`select lead_id as id from ${crm} where entity = 'deal' and lead_id is not null`;
    const right = sql`select lead_key as id from ${crm} where entity = 'lead'`;
    return [await unmatched(engine, { left: links, suspects: links, right })];
  },
  say: (found) =>
    unmatchedInWords(
      text(
        `the leads of deals: ${formatWhole(found.count, 'en')} of ${formatWhole(found.of, 'en')} IDs are not found among the leads`,
        `лиды сделок: среди лидов ${plural(found.count, 'не найден', 'не найдены', 'не найдено')} ${formatWhole(found.count, 'ru')} из ${formatWhole(found.of, 'ru')} ID`,
      ),
      found,
    ),
});
