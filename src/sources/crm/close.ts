import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, ignore, lost, reasons, tags } from './crm-words.js';

// Opportunities → Export → CSV (all fields)
//
// Names of the API. `status_type` says won, lost or active, whatever a company calls its statuses (`status_label`).
// `value` is in cents and is not read; `value_formatted` is the same amount as people write it, `$5,000`. For a monthly
// or yearly payment it says so (`$1,000 monthly`), and what such a deal brings in all cannot be told from it. A lead is
// a company, and may have several opportunities.
export const close = defineSource({
  name: 'close',
  title: 'Close',
  where: words('Opportunities → Export → CSV', 'Opportunities → Export → CSV'),
  exports: [
    {
      table: 'crm',
      entity: 'deal',
      required: ['deal_id', 'lead_id', 'outcome', 'status'],
      decimal: '.',
      fields: {
        deal_id: id('id'),
        lead_id: id('lead_id'),
        created_at: moment('date_created'),
        modified_at: moment('date_updated'),
        modified_by: text('updated_by_name'),
        closed_at: moment('date_won', 'date_lost'),
        deal_at: moment('date_won'),
        status: text('status_label'),
        pipeline: text('pipeline_name'),
        outcome: text('status_type'),
        source: text(/^custom\.(?:lead )?source$/i),
        amount: money('value_formatted'),
        revenue: money('value_formatted'),
        currency: text('value_currency'),
        reason: text(/^custom\.(?:lost|loss) reason$/i, ...reasons),
        manager: text('user_name'),
        ...tags,
      },
    },
  ],
  // The statuses that a new account has.
  statuses: { Active: ignore, Won: at('deal'), Lost: lost },
});
