import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define.js';

// Ads Manager → Campaign → Export data; by day: Analytics → Custom reports, dimension By Day → Download → .csv
//
// The header is on line 1; the last row is `Total of 33 results`, its other words `-`. The name of the file holds the
// period: `…-Campaign Report-(2026-01-01 to 2026-01-31)`.
const total = /^Total\s+of\s+\d+/i;

export const tiktok = defineSource({
  name: 'tiktok-ads',
  title: 'TikTok Ads',
  where: words(
    'Ads Manager → Analytics → Custom reports, By Day → Download → .csv',
    'Ads Manager → Аналитика → Пользовательские отчёты, по дням → Скачать → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:(?:clicks|cpc|ctr) \(destination\)|primary status|conversion rate \(cvr\)|by day|stat time day|deep funnel result)$/i,
      ],
      total,
      empty: ['-'],
      fields: {
        day: date('By Day', 'Stat time day', 'Day', 'Date'),
        campaign: text('Campaign name'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group name', 'Ad group ID'),
        ad: text('Ad name', 'Ad ID'),
        impressions: count('Impressions', 'Impression'),
        clicks: count('Clicks (destination)', 'Clicks', 'Clicks (all)'),
        actions: decimal('Conversions', 'Conversion'),
        cost: money(/^(?:total )?cost(?:\s*\([a-z]{3}\))?$/i, 'Spend'),
        currency: text('Currency'),
      },
    },
    // Older files have the words in the singular.
    {
      table: 'ad_stats',
      required: ['cost', 'clicks', /^impression$/i, /^(?:cpa|cvr(?: \(%\))?)$/i],
      total,
      empty: ['-'],
      fields: {
        day: date('Date', 'Day', 'Stat time day'),
        campaign: text('Campaign name', 'Campaign'),
        campaign_id: id('Campaign ID'),
        ad_group: text('Ad group name', 'Adgroup name'),
        ad: text('Ad name'),
        impressions: count('Impression', 'Impressions'),
        clicks: count('Click'),
        actions: decimal('Conversion', 'Conversions'),
        cost: money(/^(?:total )?cost(?:\s*\([a-z]{3}\))?$/i),
        currency: text('Currency'),
      },
    },
  ],
});
