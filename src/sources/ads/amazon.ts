import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Export, id, moment, money, text } from '../define-source.js';
import { campaignsOnly } from './campaigns-only.js';

// Ads console → Measurement & reporting → Sponsored ads reports → time unit: Daily → Download;
// or Campaign manager → Export
//
// The headings of reports are those that programs which read them expect; those of the campaign manager are from
// memory. In the campaign manager, start and end dates are those of the campaign. Amazon's conversions are orders; it
// counts those of a week or two after a click.
const columns = {
  campaign: text('Campaign Name', 'Campaigns'),
  ad_group: text('Ad Group Name'),
  keyword: text('Targeting', 'Keyword', 'Customer Search Term'),
  impressions: count('Impressions'),
  clicks: count('Clicks'),
  actions: decimal(/^(?:(?:7|14|30) day )?total orders(?: \(#\))?$/i, 'Orders'),
  cost: money(/^(?:total )?(?:spend|cost)(?:\s*\([a-z]{3}\))?$/i),
  currency: text('Currency'),
};
const report: Pick<Export, 'table' | 'total' | 'empty'> = {
  table: 'ad_stats',
  total: /^Totals?$/i,
  empty: ['-', '--', '—'],
};
const AMAZON =
  /^(?:(?:7|14|30) day (?:total|advertised sku|other sku) (?:sales|orders|units).*|total advertising cost of sales.*|customer search term|(?:advertised|purchased) (?:asin|sku))$/i;

/** What a row of the spreadsheet for bulk operations is of; in older ones `Record Type`. */
const LEVEL = /^(?:entity|record type)$/i;

export const amazon = defineSource({
  name: 'amazon-ads',
  title: 'Amazon Ads',
  where: words(
    'Measurement & reporting → Sponsored ads reports → time unit: Daily → Download',
    'Measurement & reporting → Sponsored ads reports → Daily → Download',
  ),
  exports: [
    { ...report, required: ['cost', 'day', AMAZON], fields: { day: date('Date'), ...columns } },
    {
      ...report,
      required: ['cost', 'period_from', 'period_to', AMAZON],
      fields: { period_from: date('Start Date'), period_to: date('End Date'), ...columns },
    },
    { ...report, required: ['cost', 'clicks', /^campaigns$/i, /^acos$/i], fields: columns },
    // Campaign manager → Bulk operations → Create & download, with performance data. A campaign, its ad groups, ads,
    // keywords and places have a row each, every one with the same money. Start and end dates are those of the campaign.
    {
      ...report,
      required: ['cost', 'campaign_id', LEVEL, /^(?:operation|record id)$/i],
      rows: [campaignsOnly(LEVEL)],
      fields: {
        campaign: text('Campaign Name (Informational only)', 'Campaign Name', 'Campaign'),
        campaign_id: id('Campaign ID'),
        impressions: count('Impressions'),
        clicks: count('Clicks'),
        actions: decimal('Orders'),
        cost: money('Spend'),
      },
    },
    // What a connector delivers (Fivetran's tables `*_report`): names of the API, money in whole units.
    {
      table: 'ad_stats',
      required: [
        'cost',
        'day',
        /^(?:campaign_bidding_strategy|campaign_budget_(?:type|amount|currency_code)|advertised_(?:asin|sku))$/i,
      ],
      decimal: '.',
      fields: {
        day: date('date'),
        campaign_id: id('campaign_id'),
        ad_group: text('ad_group_id'),
        ad: text('ad_id'),
        keyword: text('targeting'),
        impressions: count('impressions'),
        clicks: count('clicks'),
        cost: money('cost'),
        currency: text('campaign_budget_currency_code'),
      },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^portfolio_id$/i, /^targeting_type$/i],
      absent: [/^campaign_id$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('last_updated_date') },
    },
  ],
});
