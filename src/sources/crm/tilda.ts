import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, reasons, tags } from './crm-words.js';

// The site → Заявки → Экспорт CSV; or Tilda CRM → Экспорт
//
// Semicolons; a column per question of any form, then `tranid` (`1000001:1234567`), `formid` and usually `formname`.
// The time of a lead is `sent`, or `Date` in an export of the CRM, which also has `Stage`. A CRM that received the same
// leads would hold them a second time.
export const tilda = defineSource({
  name: 'tilda',
  title: 'Tilda',
  where: words('Site → Leads → Export CSV', 'Сайт → Заявки → Экспорт CSV'),
  exports: [
    {
      table: 'crm',
      required: ['lead_id', 'created_at', /^form(?:id|name)$/i],
      fields: {
        lead_id: id('tranid'),
        created_at: moment('sent', 'Date', 'Дата'),
        status: text('Stage'),
        source: text('source', 'Источник'),
        amount: money('Сумма заказа', 'price', 'subtotal'),
        revenue: money('Сумма заказа', 'price', 'subtotal'),
        currency: text('currency'),
        reason: text(...reasons),
        ...tags,
      },
    },
  ],
  statuses: { Входящие: at('lead') },
});
