import { CHANGE_WORDS } from '../model/changes.js';
import { ENDINGS } from '../model/endings.js';
import { MATCH_WORDS } from '../model/match-words.js';
import { type Text, text } from '../model/text.js';

/** Machine values in words, only for tables: CSV and JSON keep the value in every language. */
export const LEVELS: ReadonlyMap<string, Text> = new Map([
  ['aggregate', text('totals', 'суммы')],
  ['lead', text('per lead', 'по лидам')],
  ['marketing', text('marketing', 'маркетинг')],
  ['sales', text('sales', 'продажи')],
  ['shared', text('shared', 'вместе')],
  ['idea', text('idea', 'идея')],
  ['planned', text('planned', 'запланирована')],
  ['running', text('running', 'идёт')],
  ['done', text('done', 'завершена')],
  ...ENDINGS,
  ...MATCH_WORDS,
  ['role', text('role', 'роль')],
  ['need', text('need', 'потребность')],
  ['budget', text('budget', 'бюджет')],
  ['deadline', text('deadline', 'срок решения')],
  ['interest', text('interest', 'интерес')],
  // How a lead meets the standard, and what sales made of it.
  ['met', text('meets the standard', 'по стандарту')],
  ['not met', text('below the standard', 'ниже стандарта')],
  ['unknown', text('unknown', 'неизвестно')],
  ['accepted', text('accepted', 'принят')],
  ['rejected', text('rejected', 'отклонён')],
  ['unreached', text('not reached', 'нет связи, дубль, спам')],
  ...CHANGE_WORDS,
  // Why a lead is stuck.
  ['no answer', text('no answer', 'нет ответа')],
  ['too long', text('too long', 'слишком долго')],
  ['date past', text('date past', 'срок прошёл')],
  // How fast a lead was answered, and the weekday on which it was created.
  ['5m', text('5 min', '5 мин')],
  ['15m', text('15 min', '15 мин')],
  ['1h', text('1 h', '1 ч')],
  ['4h', text('4 h', '4 ч')],
  ['24h', text('24 h', '24 ч')],
  ['later', text('longer', 'дольше')],
  ['unanswered', text('no answer', 'без ответа')],
  ...['Mon пн', 'Tue вт', 'Wed ср', 'Thu чт', 'Fri пт', 'Sat сб', 'Sun вс'].map((words): [string, Text] => {
    const [en = '', ru = ''] = words.split(' ');
    return [en, text(en, ru)];
  }),
]);

/** Rows that stand for several others. */
export const TOTALS: ReadonlyMap<string, Text> = new Map([
  ['(total)', text('Total', 'Всего')],
  ['(paid)', text('Paid', 'Платные')],
  ['(deals_without_lead)', text('Deals without a lead', 'Сделки без лида')],
]);

/** What a file is used for. */
export const TABLE_WORDS: ReadonlyMap<string, Text> = new Map([
  ['crm', text('CRM', 'CRM')],
  ['ad_stats', text('ad statistics', 'статистика рекламы')],
  ['agg', text('sums per source or campaign', 'суммы по источникам или кампаниям')],
  ['ad_leads', text('leads of ad forms and calls', 'лиды рекламных форм и звонков')],
  ['ad_names', text('names of campaigns', 'названия кампаний')],
  ['touches', text('touches: visits before a lead', 'касания: визиты до лида')],
  ['stage_events', text('stage history', 'история этапов')],
  ['payments', text('payments', 'оплаты')],
  ['calls', text('calls', 'звонки')],
  ['deal_links', text('links of deals to leads', 'связи сделок с лидами')],
  ['none', text('nothing of leads or ads', 'ни лидов, ни рекламы')],
]);
