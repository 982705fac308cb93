import { text as words } from '../../model/text.js';
import { date, defineSource, id, money, text } from '../define-source.js';

// ВБ.Продвижение → Финансы → История затрат → Скачать (XLSX)
//
// A row per write-off: the campaign, the document, the amount and the account that paid, without clicks. The headings
// are those of programs that read the file or its API (`adv/v1/upd`). A payment with bonuses is no money.
export const wildberries = defineSource({
  name: 'wildberries-ads',
  title: 'ВБ.Продвижение',
  where: words(
    'WB Promotion → Finance → Spending history → Download',
    'ВБ.Продвижение → Финансы → История затрат → Скачать',
  ),
  exports: [
    {
      table: 'ad_stats',
      required: ['cost', 'day', /^источник (?:списания|оплаты)$/iu],
      total: /^Итого$/iu,
      rows: [{ heading: /^источник (?:списания|оплаты)$/iu, drop: /^.*бонус.*$/iu }],
      fields: {
        day: date('Дата списания', 'Время списания'),
        campaign: text('Название кампании', 'Кампания'),
        campaign_id: id('ID кампании', 'Идентификатор кампании'),
        cost: money(/^сумма(?:\s*,\s*₽)?$/iu),
        currency: text('Валюта'),
      },
    },
  ],
});
