import { text as words } from '../../model/text.js';
import { count, date, decimal, defineSource, type Export, id, money, text } from '../define-source.js';

// Ozon Performance (performance.ozon.ru) → Кампании → Статистика → Скачать отчёт; several campaigns come as a zip with
// a file for each.
//
// A byte order mark, semicolons, and one line above the header with the campaign's number and the period: `;Кампания по
// продвижению товаров № 101, период 01.10.2026-07.10.2026`. Amounts have a decimal comma and no-break blanks. The last
// row is «Всего», sometimes with fewer cells than the header. What was sold is a sale of Ozon's, not a lead.
const CAMPAIGN = /^[;\s"]*(?:рекламная )?кампания[^№]{0,60}№\s*(\d+)/iu;
const shared: Omit<Export, 'required' | 'fields'> = {
  table: 'ad_stats',
  total: /^Всего$/iu,
  empty: ['-', '—'],
  decimal: ',',
  dates: 'dmy',
};
const cost = money(/^расход\s*,\s*₽\s*,\s*без ндс$/iu, /^расход\s*,\s*₽(?:\s*,\s*с ндс)?$/iu);
const shown = { impressions: count('Показы'), clicks: count('Клики'), cost };
const orders = decimal('Продано товаров', 'Заказы', /^заказы\s*,\s*шт\.?$/iu);

export const ozon = defineSource({
  name: 'ozon-ads',
  title: 'Ozon Performance',
  where: words(
    'Ozon Performance → Campaigns → Statistics, by day → Download report',
    'Ozon Performance → Кампании → Статистика, по дням → Скачать отчёт',
  ),
  exports: [
    // Продвижение товаров: a row per day and product.
    {
      ...shared,
      above: { campaign_id: CAMPAIGN },
      required: ['cost', 'ad', /^(?:цена товара\s*,\s*₽|дрр(?: .+)?\s*,\s*%|(?:добавления )?в корзину)$/iu],
      fields: { ...shown, day: date('День', 'Дата'), ad: text('sku'), actions: orders },
    },
    // Баннеры: a row per banner and page type, for the period above the header.
    {
      ...shared,
      above: { campaign_id: CAMPAIGN },
      required: ['cost', 'ad', /^тип страницы$/iu],
      fields: { ...shown, day: date('День', 'Дата'), ad: text('Баннер') },
    },
    // All campaigns by day, as the API hands them out (statistics/daily).
    {
      ...shared,
      required: ['cost', 'campaign_id', 'campaign', 'day', /^заказы\s*,\s*(?:шт\.?|₽)$/iu],
      fields: { ...shown, day: date('Дата'), campaign: text('Название'), campaign_id: id('ID'), actions: orders },
    },
    // Оплата за заказ: what was paid for each order that an ad brought. The orders are Ozon's; none of them is a lead.
    {
      ...shared,
      required: ['cost', 'day', /^ozon id(?: продвигаемого товара)?$/iu, /^ID заказа$/iu],
      fields: { day: date('Дата'), ad: text('Артикул'), cost },
    },
  ],
});
