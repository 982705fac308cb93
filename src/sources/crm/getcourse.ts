import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, ignore, lost, reasons, tags } from './crm-words.js';

// Продажи → Заказы → Действия → Экспорт в CSV
//
// Every field is quoted; semicolons. An order is a lead. «Стоимость, RUB» is in the account's currency, whatever the
// order's «Валюта», so that column is not read. «Заработано» is what is left after fees. The order's own tags are
// preferred to those with which the user first came (`user_utm_*`).
const cost = money(/^стоимость(?:\s*,\s*[a-z]{3})?$/iu);

export const getcourse = defineSource({
  name: 'getcourse',
  title: 'GetCourse',
  where: words('Sales → Orders → Actions → Export to CSV', 'Продажи → Заказы → Действия → Экспорт в CSV'),
  exports: [
    {
      table: 'crm',
      list: 'orders',
      stands: 'orders',
      inAccountCurrency: true,
      required: ['lead_id', 'created_at', 'status', /^(?:ID пользователя|заработано|ID партн[её]ра заказа)$/iu],
      fields: {
        ...tags,
        lead_id: id('ID заказа'),
        created_at: moment('Дата создания'),
        closed_at: moment('Дата оплаты'),
        status: text('Статус'),
        utm_source: text('utm_source', 'user_utm_source'),
        utm_medium: text('utm_medium', 'user_utm_medium'),
        utm_campaign: text('utm_campaign', 'user_utm_campaign'),
        utm_content: text('utm_content', 'user_utm_content'),
        utm_term: text('utm_term', 'user_utm_term'),
        amount: cost,
        revenue: cost,
        reason: text(...reasons),
        manager: text('Менеджер'),
      },
    },
  ],
  // A refund that is requested (`waiting_for_return`) is not here: whether such an order is still a sale, a person has
  // to say.
  statuses: {
    Новый: at('lead'),
    new: at('lead'),
    'Не подтвержден': at('lead'),
    'Не подтверждён': at('lead'),
    not_confirmed: at('lead'),
    'В работе': at('lead'),
    in_work: at('lead'),
    Отложен: ignore,
    pending: ignore,
    'Ожидаем оплаты': at('decision'),
    payment_waiting: at('decision'),
    'Частично оплачен': at('decision'),
    part_payed: at('decision'),
    Завершен: at('deal'),
    Завершён: at('deal'),
    payed: at('deal'),
    Отменен: lost,
    Отменён: lost,
    cancelled: lost,
    Ложный: lost,
    false: lost,
  },
});
