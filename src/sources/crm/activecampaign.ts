import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, reasons, tags } from './crm-words.js';

// Deals → list view → Export
//
// No exported file was seen. The stage says how far a deal is, `Status` (Open, Won, Lost) how it ended.
export const activecampaign = defineSource({
  name: 'activecampaign',
  title: 'ActiveCampaign',
  where: words('Deals → list view → Export', 'Deals → список → Export'),
  exports: [
    {
      table: 'crm',
      list: 'deals',
      entity: 'deal',
      required: ['deal_id', 'status', 'outcome', 'amount', /^(?:win|created) date$/i],
      fields: {
        deal_id: id('Deal ID'),
        created_at: moment('Created Date'),
        closed_at: moment('Win Date'),
        deal_at: moment('Win Date'),
        status: text('Stage'),
        pipeline: text('Pipeline'),
        outcome: text('Status'),
        source: text('Lead Source', 'Source'),
        amount: money('Value'),
        revenue: money('Value'),
        currency: text('Currency'),
        reason: text('Lost Reason', ...reasons),
        manager: text('Owner'),
        ...tags,
      },
    },
  ],
  // The stages that a new pipeline has.
  statuses: { 'To contact': at('lead'), 'In contact': at('contact'), 'Follow up': at('contact') },
});
