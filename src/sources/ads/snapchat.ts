import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Export, id, moment, money, text } from '../define-source.js';

// Ads Manager → Manage Ads → Reports (or Download) → granularity: Day → .csv
//
// No real file was seen: the headings are those of programs that read the export. Older names: an ad set was an ad
// squad, a click a swipe up.
const fields = {
  day: date('Date', 'Day'),
  campaign: text('Campaign Name', 'Campaign'),
  campaign_id: id('Campaign ID'),
  ad_group: text('Ad Set Name', 'Ad Squad Name', 'Ad Squad', 'Ad Set ID', 'Ad Squad ID'),
  ad: text('Ad Name', 'Ad ID'),
  impressions: count('Paid Impressions', 'Impressions'),
  clicks: count('Clicks', 'Swipe Ups', 'Swipe-Ups', 'Swipes'),
  actions: decimal('Leads', 'Total Conversions', 'Conversions', 'Sign Ups'),
  currency: text('Currency'),
};

const connector: Pick<Export, 'table' | 'decimal' | 'fields'> = {
  table: 'ad_stats',
  decimal: '.',
  fields: {
    day: date('date'),
    campaign_id: id('campaign_id'),
    ad_group: text('ad_squad_id'),
    ad: text('ad_id'),
    impressions: count('impressions'),
    clicks: count('swipes'),
    cost: money('spend'),
  },
};

export const snapchat = defineSource({
  name: 'snapchat-ads',
  title: 'Snapchat Ads',
  where: words('Ads Manager → Reports → by day → Download → .csv', 'Ads Manager → Отчёты → по дням → Скачать → .csv'),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', /^(?:paid impressions|swipe[ -]ups?|ecpsu|ad squad(?: name| id)?)$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: { ...fields, cost: money(/^amount spent(?:\s*\([a-z]{3}\))?$/i) },
    },
    {
      table: 'ad_stats',
      required: ['cost', /^(?:swipe[ -]ups?|ecpsu|ad squad(?: name| id)?)$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: { ...fields, cost: money(/^(?:total )?spend(?:\s*\([a-z]{3}\))?$/i) },
    },
    // What a connector delivers (Fivetran's tables `*_hourly_report`, `*_daily_report`): names of the API, money in
    // millionths, in the hourly tables a row per hour. It has many kinds of conversions, and none of them is the target
    // action.
    {
      ...connector,
      required: ['cost', 'day', 'clicks', /^(?:screen_time_millis|conversion_purchases(?:_value)?)$/i],
      micros: true,
    },
    // Only some of the connector's columns. Somebody may have turned the money into whole units: the price of a swipe
    // tells.
    { ...connector, required: ['cost', 'day', 'clicks', /^(?:ad|ad_squad|campaign)_id$/i], micros: 'perhaps' },
    // The connector's table `campaign_history`: the names of campaigns by their IDs. Other tables of names have the
    // same headings.
    {
      table: 'ad_names',
      required: ['campaign_id', 'campaign', /^ad_account_id$/i],
      absent: [/^(?:campaign_id|ad_squad_id)$/i],
      named: /campaign/i,
      fields: { campaign_id: id('id'), campaign: text('name'), modified_at: moment('updated_at', '_fivetran_synced') },
    },
  ],
});
