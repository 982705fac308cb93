import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define.js';

// Ads → Reporting → Campaigns, by day → Export → .csv
//
// No real file was seen: the headings are those of the help and of programs that read the export. An outbound click
// leaves for the site; a Pin click may only enlarge the Pin, and stands in where the former is absent.
export const pinterest = defineSource({
  name: 'pinterest-ads',
  title: 'Pinterest Ads',
  where: words(
    'Ads → Reporting → Campaigns, by day → Export → .csv',
    'Ads → Отчёты → Кампании, по дням → Экспорт → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', /^(?:spend in account currency|(?:paid |earned )?pin clicks)$/i],
      total: /^Totals?$/i,
      empty: ['-', '--'],
      fields: {
        day: date('Date', 'Day'),
        campaign: text('Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group name', 'Ad group ID'),
        ad: text('Ad name', 'Promoted Pin name', 'Ad ID', 'Pin ID'),
        impressions: count('Impressions', 'Impression', 'Paid impressions'),
        clicks: count('Outbound clicks', 'Paid outbound clicks', 'Pin clicks', 'Paid Pin clicks', 'Clicks'),
        actions: decimal('Total conversions', 'Conversions'),
        cost: money('Spend in account currency', /^spend(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Account currency', 'Currency'),
      },
    },
  ],
});
