import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, text } from '../define-source.js';

// ads.apple.com → Reporting → Custom reports → Campaigns, by day → Download → .csv
//
// No file of the interface was seen: its headings are from memory. Apple's taps are clicks, and its conversions are
// installs.
const names = {
  campaign: text('Campaign Name', 'campaign_name'),
  ad_group: text('Ad Group Name', 'ad_group_name', 'ad_group_id'),
  keyword: text('Keyword', 'keyword_text'),
  ad: text('Ad Name', 'ad_id'),
};

const figures = {
  day: date('Date', 'Day', 'date'),
  impressions: count('Impressions'),
  clicks: count('Taps'),
  actions: decimal('conversions', 'Installs', 'Installs (Total)', 'Total Installs', 'Tap-Through Installs'),
  cost: money('local_spend_amount', /^(?:local )?spend(?:\s*\([a-z]{3}\))?$/i),
  currency: text('local_spend_currency', 'Currency'),
};

export const apple = defineSource({
  name: 'apple-search-ads',
  title: 'Apple Search Ads',
  where: words(
    'ads.apple.com → Reporting → Campaigns, by day → Download → .csv',
    'ads.apple.com → Отчёты → Кампании, по дням → Скачать → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', 'clicks'],
      total: /^(?:Grand )?Totals?$/i,
      empty: ['-', '--'],
      fields: { ...figures, ...names, campaign_id: id('Campaign ID', 'campaign_id') },
    },
    // What a connector delivers (Fivetran's tables `*_report`). The tables of campaigns and of keywords have the same
    // headings, but `id` is the campaign's only in the table of campaigns: the file's name tells which it is.
    {
      table: 'ad_stats',
      required: ['cost', 'clicks', 'campaign_id'],
      absent: [/^campaign_id$/i],
      named: /campaign/i,
      fields: { ...figures, ...names, campaign_id: id('id') },
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^adam_id$/i],
      absent: [/^campaign_id$/i],
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('modification_time') },
    },
  ],
});
