import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, lost, reasons, tags } from './crm-words.js';

// Deals → list view → Export
//
// No exported file was seen: the headings are the names of the fields. `Expected close date` is a planned date and is
// not read.
export const freshsales = defineSource({
  name: 'freshsales',
  title: 'Freshsales',
  where: words('Deals → list view → Export', 'Deals → список → Export'),
  exports: [
    {
      table: 'crm',
      list: 'deals',
      entity: 'deal',
      required: [
        'deal_id',
        'status',
        'created_at',
        /^(?:base currency amount|deal value(?: in base currency)?|expected close date|payment status)$/i,
      ],
      // Deals of HubSpot, Zoho and Bigin would fit too: these headings are theirs.
      absent: [/^(?:record id|sub-pipeline|closing date)$/i],
      fields: {
        deal_id: id('Id', 'Deal ID'),
        created_at: moment('Created at'),
        modified_at: moment('Updated at'),
        modified_by: text('Updated by'),
        closed_at: moment('Closed date'),
        status: text('Deal stage'),
        pipeline: text('Deal pipeline'),
        source: text('Source'),
        campaign: text('Campaign'),
        amount: money('Amount', 'Deal value'),
        revenue: money('Amount', 'Deal value'),
        currency: text('Currency'),
        reason: text('Lost reason', ...reasons),
        manager: text('Sales owner', 'Owner'),
        ...tags,
      },
    },
  ],
  // The stages that new accounts have had over the years.
  statuses: {
    New: at('lead'),
    'Follow-up': at('contact'),
    Qualification: at('lead'),
    Discovery: at('qualified'),
    'Under review': at('qualified'),
    Demo: at('proposal'),
    Negotiation: at('decision'),
    Won: at('deal'),
    'Closed won': at('deal'),
    Lost: lost,
    'Closed lost': lost,
  },
});
