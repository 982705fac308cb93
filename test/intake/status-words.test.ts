import { describe, expect, it } from 'vitest';
import { suggest } from '../../src/intake/type/status-words.js';
import type { StatusMeaning } from '../../src/model/settings.js';

const KNOWN = new Map<string, StatusMeaning>([
  ['Оплачено', { kind: 'stage', stage: 'deal' }],
  ['Paid', { kind: 'stage', stage: 'deal' }],
  ['Обзвон', { kind: 'stage', stage: 'contact' }],
]);
const meaning = (status: string): string => {
  const found = suggest(status, KNOWN);
  return found === undefined ? '?' : found.kind === 'stage' ? found.stage : found.kind;
};

describe('a word is no evidence of its own denial', () => {
  it.each([
    ...['Не оплачено', 'Неоплачено', 'Оплата не поступила', 'Unpaid', 'Not paid', 'Non-paid', 'Isn’t paid', 'Not won'],
    ...['Не дозвонились', 'Не дозвонился', 'Not Contacted', 'Never contacted', 'No contact', 'Без контакта'],
    ...['КП не отправлено', 'Без КП', 'Offer not sent', 'Договор не подписан', 'Встреча не состоялась'],
    ...['Не отказ', 'Not lost', 'Не спам', 'Not a duplicate', 'Not yet qualified', 'Ещё не квалифицирован'],
  ])('nothing is guessed of «%s», which denies', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each([
    ...['Дозвониться', 'Отправить КП', 'Выставить счёт', 'Назначить встречу', 'Провести презентацию', 'Перевезти'],
    ...['To be contacted', 'To call', 'Needs a proposal', 'Needs quote', 'Proposal pending', 'Offer to be sent'],
    ...['Нужна презентация', 'Надо созвониться', 'Требуется договор', 'Ожидает предложения', 'Планируем встречу'],
  ])('nothing is guessed of «%s», which is still to be done', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each([
    ...['Refund paid', 'Возврат оплачен', 'Paid search lead', 'Paid trial', 'Payment failed', 'Договор расторгнут'],
    ...['Potential customer', 'Customer support'],
  ])('nothing of winning is guessed of «%s»', (status) => {
    expect(meaning(status)).toBe('?');
  });

  it.each(['Частично оплачено', 'Оплачено частично', 'Partially paid', 'Paid 50%', 'Почти оплачено', 'Half paid'])(
    'nothing is guessed of «%s», which is a part',
    (status) => {
      expect(meaning(status)).toBe('?');
    },
  );

  it.each([
    ['Оплачено', 'deal'],
    ['Paid', 'deal'],
    ['Успешно реализовано', 'deal'],
    ['Закрыто и не реализовано', 'lost'],
    ['Not interested', 'lost'],
    ['Нецелевой', 'lost'],
    ['Недозвон', 'lost'],
    ['Отказ клиента', 'lost'],
    ['Waiting For Payment', 'decision'],
    ['Ожидаем оплату', 'decision'],
    ['Ждём решения', 'decision'],
    ['Счёт выставлен', 'decision'],
    ['КП отправлено', 'proposal'],
    ['Стоимость и сметы', 'proposal'],
    ['Готовность КП', 'proposal'],
    ['Дозвонились', 'contact'],
    ['Contacted', 'contact'],
    ['Квалифицирован', 'qualified'],
    ['Неразобранное', 'lead'],
    ['Необработанная заявка', 'lead'],
    ['Новая', 'lead'],
    ['Обзвон.', 'contact'],
  ])('«%s» is guessed to be %s', (status, expected) => {
    expect(meaning(status)).toBe(expected);
  });

  it.each([
    ...[
      'deal',
      'Deal',
      'Сделка',
      'сделки',
      'customer',
      'Customers',
      'Клиент',
      'Client',
      'Sale',
      'Продажа',
      'Покупатель',
    ],
    ...[
      'Стал клиентом',
      'Became a customer',
      'Сделка заключена',
      'Deal won',
      'Sold',
      'Продано',
      'Куплено',
      'Purchased',
    ],
    ...['Договор подписан', 'Contract signed', 'Success', '✅ Сделка', 'Vendido', 'Gewonnen'],
  ])('«%s» is guessed to be a deal', (status) => {
    expect(meaning(status)).toBe('deal');
  });

  it.each([
    ...['No deal', 'Not a customer', 'Не сделка', 'Нет сделки', 'Не клиент', 'Deal pending', 'Сделка не состоялась'],
    ...['Unsold', 'Не продано', 'Частично продано', 'To be sold', 'Продать', 'Call customer', 'Contact the customer'],
    ...[
      'Сделка в работе',
      'Deal in progress',
      'Deal created',
      'Potential deal',
      'Потенциальный клиент',
      'Almost a deal',
    ],
    ...[
      'Customer success',
      'Sales qualified?',
      'Sale of stock',
      'Возврат клиенту',
      'Ещё не клиент',
      'Returned by customer',
    ],
  ])('«%s» is no deal', (status) => {
    expect(meaning(status)).not.toBe('deal');
  });

  it.each([
    ...[
      ['lead', 'lead'],
      ['Лид', 'lead'],
      ['qualified', 'qualified'],
      ['Квалифицированный лид', 'qualified'],
    ],
    ...[
      ['contact', 'contact'],
      ['Контакт', 'contact'],
      ['Manager contact', 'contact'],
      ['Предложение', 'proposal'],
    ],
    ...[
      ['decision', 'decision'],
      ['Принимает решение', 'decision'],
      ['Dead', 'lost'],
      ['Dead lead', 'lost'],
    ],
  ])('«%s» is what the stage is called: %s', (status, expected) => {
    expect(meaning(status)).toBe(expected);
  });

  it('of four letters one is too much of a likeness', () => {
    const known = new Map<string, StatusMeaning>([['Deal', { kind: 'stage', stage: 'deal' }]]);
    expect(['Meal', 'Real', 'Seal'].map((status) => suggest(status, known))).toEqual([undefined, undefined, undefined]);
  });

  it('what is like a known status but for a denial is not taken for it', () => {
    expect(meaning('Неоплачено')).toBe('?');
    expect(meaning('UnPaid')).toBe('?');
    expect(meaning('Обзвонн')).toBe('contact');
  });
});
