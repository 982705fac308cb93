import { text as words } from '../../model/text.js';
import { defineSource, id, moment, money, text } from '../define-source.js';
import { at, lost, reasons, tags } from './crm-words.js';

// Продажи → Заказы покупателей → Печать → Список заказов (Excel): the columns that the list shows
//
// No exported file was seen: the headings are those of the list. An order is a lead, «Время» is when it was made, and
// its number is text (00042). How far a cancelled order had come is not in the file.
export const moysklad = defineSource({
  name: 'moysklad',
  title: 'МойСклад',
  where: words(
    'Sales → Customer orders → Print → List of orders',
    'Продажи → Заказы покупателей → Печать → Список заказов',
  ),
  exports: [
    {
      table: 'crm',
      list: 'orders',
      stands: 'orders',
      // Every accounting program has a «Контрагент», so a second heading is needed.
      required: [
        'lead_id',
        'created_at',
        'status',
        /^контрагент$/iu,
        /^(?:канал продаж|отгружено|зарезервировано|владелец-сотрудник)$/iu,
      ],
      fields: {
        lead_id: id('№', 'Номер'),
        created_at: moment('Время', 'Дата', 'Дата создания'),
        status: text('Статус'),
        source: text('Канал продаж'),
        amount: money('Сумма'),
        revenue: money('Сумма'),
        currency: text('Валюта'),
        reason: text(...reasons),
        manager: text('Владелец-сотрудник', 'Менеджер'),
        ...tags,
      },
    },
  ],
  // The statuses that a new account has; a company adds its own.
  statuses: {
    Новый: at('lead'),
    Подтвержден: at('decision'),
    Подтверждён: at('decision'),
    Собран: at('decision'),
    Отгружен: at('deal'),
    Доставлен: at('deal'),
    Возврат: lost,
    Отменен: lost,
    Отменён: lost,
  },
});
