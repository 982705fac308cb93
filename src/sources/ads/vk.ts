import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, id, moment, money, text } from '../define-source.js';

// ads.vk.com → Кампании (or Статистика) → Экспорт → a table by day, sheet «Объявления», saved as CSV
//
// The download is an XLSX. Its headings are known from programs that read it; its totals and its decimal mark are not
// known. People put the ad's ID into utm_content ({{ad_id}}), so the ID is preferred to the name. `Результат` is leads
// only if leads are the campaign's goal. Older files say `Потрачено, ₽`.
export const vk = defineSource({
  name: 'vk-ads',
  title: 'VK Реклама',
  where: words('ads.vk.com → Campaigns → Export, by day', 'ads.vk.com → Кампании → Экспорт, по дням'),
  exports: [
    {
      table: 'ad_stats',
      required: [
        'cost',
        /^(?:ID (?:объявления|группы(?: объявлений)?|кампании)|название (?:объявления|группы(?: объявлений)?)|цена за результат.*|потрачено всего\s*[,(].+)$/iu,
      ],
      total: /^(?:Итого|Всего)(?:$|[\s:])/iu,
      empty: ['-', '—'],
      fields: {
        day: date('Дата', 'День'),
        campaign: text('Название кампании', 'Кампания'),
        campaign_id: id('ID кампании'),
        ad_group: text(
          'Название группы объявлений',
          'Название группы',
          'Группа объявлений',
          'ID группы объявлений',
          'ID группы',
        ),
        ad: text('ID объявления', 'Название объявления'),
        impressions: count('Показы'),
        // «Переходы» in the older cabinet.
        clicks: count('Клики', 'Переходы'),
        actions: decimal('Результат', 'Результаты'),
        cost: money(/^потрачено(?: всего)?\s*[,(].*(?:без|до) ндс.*$/iu, /^потрачено(?: всего)?(?:\s*[,(].+)?$/iu),
        currency: text('Валюта'),
      },
    },
    // Лид-формы → Заявки → Скачать. The layout was not seen, so many spellings of the headings are accepted.
    {
      table: 'ad_leads',
      required: ['lead_id', 'created_at', /^(?:id формы|название формы|лид-форма|форма|form_id|form_name)$/iu],
      absent: [/^(?:is_organic|created_time|этап сделки|воронка)$/iu],
      fields: {
        lead_id: id('ID заявки', 'ID лида', 'ID ответа', '№ заявки', 'lead_id'),
        created_at: moment('Дата заявки', 'Дата создания', 'Дата и время', 'Дата', 'created_at'),
        campaign: text('Название кампании', 'Кампания', 'campaign_name'),
        campaign_id: id('ID кампании', 'campaign_id'),
        ad_group: text('Название группы', 'Группа объявлений'),
        ad: text('Название объявления', 'Объявление'),
        form: text('Название формы', 'Лид-форма', 'Форма', 'form_name'),
      },
    },
  ],
});
