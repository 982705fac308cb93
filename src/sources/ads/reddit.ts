import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define.js';

// Ads Manager → Reporting (or the Campaigns table) → Breakdown: Date → Export → .csv
//
// No real file was seen: the headings are from memory and from the API's names.
const fields = {
  day: date('Date', 'Day'),
  campaign: text('Campaign Name', 'Campaign'),
  campaign_id: id('Campaign ID'),
  ad_group: text('Ad Group Name', 'Ad Group', 'Ad Group ID'),
  ad: text('Ad Name', 'Ad ID'),
  impressions: count('Impressions'),
  clicks: count('Clicks'),
  actions: decimal('Total Conversions', 'Conversions', 'Leads'),
  currency: text('Currency'),
};

export const reddit = defineSource({
  name: 'reddit-ads',
  title: 'Reddit Ads',
  where: words(
    'Ads Manager → Reporting → breakdown by date → Export → .csv',
    'Ads Manager → Отчёты → разбивка по датам → Экспорт → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', 'impressions', 'clicks', /^ecpm(?:\s*\([a-z]{3}\))?$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: { ...fields, cost: money(/^amount spent(?:\s*\([a-z]{3}\))?$/i) },
    },
    {
      table: 'ad_stats',
      required: ['cost', /^(?:subreddit|(?:comment )?(?:up|down)votes|comments page views)$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: { ...fields, cost: money(/^(?:amount spent|spend)(?:\s*\([a-z]{3}\))?$/i) },
    },
  ],
});
