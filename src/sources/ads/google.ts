import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, money, text } from '../define.js';

// Two lines above the header (title, period), totals at the bottom, in UTF-8 with commas or UTF-16 with tabs.
// Clicks are Interactions by default; no day unless segmented by Day.
export const google = defineSource({
  name: 'google-ads',
  title: 'Google Ads',
  where: words(
    'Campaigns → Segment → Time → Day → Download → .csv',
    'Кампании → Сегмент → Время → День → Скачать → .csv',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', 'campaign', /^(Impr\.|Impressions|Показы)$/i],
      total: /^(Total|Итого|Gesamt|Total )\s?:/i,
      empty: ['--', '[]'],
      decimal: '.',
      fields: {
        day: date('Day', 'День'),
        campaign: text('Campaign', 'Кампания'),
        campaign_id: id('Campaign ID', 'Идентификатор кампании'),
        ad_group: text('Ad group', 'Группа объявлений'),
        impressions: count('Impr.', 'Impressions', 'Показы'),
        clicks: count('Clicks', 'Interactions', 'Клики', 'Взаимодействия'),
        actions: decimal('Conversions', 'Конверсии'),
        cost: money('Cost', 'Стоимость', 'Расход'),
        currency: text('Currency code', 'Код валюты'),
      },
    },
  ],
});
