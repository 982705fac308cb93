import { name, sql } from '../engines/sql.js';
import { text } from '../error.js';
import { formatWhole } from '../model/numbers.js';
import { defineDoubt } from './define-doubt.js';
import { unmatched, unmatchedInWords } from './unmatched.js';

export default defineDoubt({
  code: 'history-not-found',
  asks: ({ history }) => history.notFound.deal + history.notFound.lead > 0,
  async look({ engine, history, crm, settings }) {
    const found = [];
    for (const kind of ['deal', 'lead'] as const) {
      if (history.notFound[kind] === 0) continue;
      const id = name(`${kind}_id`);
      const events = sql`select ${id} as id from event_keys where is_of_deal = ${kind === 'deal'}`;
      const asDeal = kind === 'deal' && !settings.dealsAreLeads;
      const one = await unmatched(engine, {
        left: events,
        suspects: sql`${events} and lead_key is null`,
        right: sql`${events} and lead_key is not null
          union all select ${asDeal ? sql`deal_id` : sql`lead_id`} from ${crm}
            where entity = ${asDeal ? 'deal' : 'lead'} and not destroyed`,
      });
      found.push({ ...one, kind });
    }
    return found;
  },
  say: (found) =>
    unmatchedInWords(
      text(
        `stage history: ${formatWhole(found.count, 'en')} of ${formatWhole(found.of, 'en')} ${found.kind} IDs are not among those of the CRM, so their events count for nothing`,
        `история этапов: ${formatWhole(found.count, 'ru')} из ${formatWhole(found.of, 'ru')} ID ${found.kind === 'deal' ? 'сделок' : 'лидов'} нет среди выгруженных из CRM, их переходы не учтены`,
      ),
      found,
    ),
});
