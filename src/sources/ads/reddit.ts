import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, text } from '../define-source.js';

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

const connector = {
  day: date('date'),
  campaign_id: id('campaign_id'),
  ad_group: text('ad_group_id'),
  ad: text('ad_id'),
  impressions: count('impressions'),
  clicks: count('clicks'),
  cost: money('spend'),
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
      // The tables of a connector, whose money is in millionths, have this column.
      absent: [/^app_install_metrics_.*$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: { ...fields, cost: money(/^(?:amount spent|spend)(?:\s*\([a-z]{3}\))?$/i) },
    },
    // What a connector delivers (Fivetran's tables `*_report`): names of the API, money in millionths. The table by
    // country has no heading that only Reddit uses: its name tells.
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^(?:gallery_item_id|app_install_metrics_spend|video_viewable_impressions)$/i],
      micros: true,
      decimal: '.',
      fields: connector,
    },
    {
      table: 'ad_stats',
      required: ['cost', 'day', 'clicks', /^_fivetran_synced$/i],
      named: /reddit/i,
      micros: true,
      decimal: '.',
      fields: connector,
    },
    // The connector's table `campaign_history`: the names of campaigns by their IDs.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^account_id$/i],
      absent: [/^campaign_id$/i],
      named: /reddit.*campaign/i,
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_at', '_fivetran_synced') },
    },
  ],
});
