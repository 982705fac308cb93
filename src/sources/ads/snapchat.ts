import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define.js';

// Ads Manager → Manage Ads → Reports (or Download) → granularity: Day → .csv
//
// No real file was seen: the headings are those of programs that read the export. What is an ad set today was an ad
// squad, a click was a swipe up.
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
  ],
});
