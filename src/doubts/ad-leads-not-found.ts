import { type Sql, sql } from '../engines/sql.js';
import { text } from '../error.js';
import type { Matching } from '../facts/ad-leads.js';
import { areOfOne, isOf, RULES } from '../facts/ad-matches.js';
import { formatWhole } from '../model/numbers.js';
import { outOf, plural } from '../model/text.js';
import { defineDoubt } from './define-doubt.js';
import { unmatched, unmatchedInWords } from './unmatched.js';

export default defineDoubt({
  code: 'ad-leads-not-found',
  asks: ({ settings, matching }) =>
    settings.hasCrm && matching.groups.some(({ watched, leads, matched }) => !watched && matched < leads),
  async look({ engine, settings, matching, bare }) {
    const forms = (rows: Sql) => sql`select l.lead_id as id from ${rows} l where ${isOf(false, settings)}`;
    return [
      await unmatched(engine, {
        // Within one journal each ID comes once, so the known number of leads is the number of IDs.
        left: areOfOne(settings.journals) ? formsIn(matching) : forms(matching.rows),
        suspects: forms(sql`(select * from ad_matches where crm_file is null)`),
        right: settings.fields.crm.has('ad_lead_id')
          ? sql`select key as id from ${bare} union all select ad_lead_id from ${bare}`
          : sql`select key as id from ${bare}`,
        found: sql`select any_value(lead_id) as id from ad_matches where rule > ${RULES.key} group by file, record`,
      }),
    ];
  },
  say: (found) =>
    unmatchedInWords(
      text(
        `${formatWhole(found.count, 'en')} of ${formatWhole(found.of, 'en')} leads of the ad forms are not found in the CRM by their ID`,
        `в CRM ${plural(found.count, 'не найден', 'не найдены', 'не найдено')} по ID ${formatWhole(found.count, 'ru')} ${outOf(found.of, 'лида', 'лидов')} рекламных форм`,
      ),
      found,
    ),
});

const formsIn = ({ groups }: Matching): number =>
  groups.reduce((sum, { watched, leads }) => (watched ? sum : sum + leads), 0);
