import { type Text, text } from '../model/text.js';

/** Machine values in words, for tables only: CSV and JSON keep the value in every language. */
export const CATEGORIES: ReadonlyMap<string, Text> = new Map([
  ['price', text('price', 'цена')],
  ['no_answer', text('no answer', 'нет ответа')],
  ['not_target', text('not the target', 'не целевой')],
  ['spam', text('spam', 'спам')],
  ['duplicate', text('duplicate', 'дубль')],
  ['competitor', text('competitor', 'конкурент')],
  ['timing', text('timing', 'не сейчас')],
  ['changed_mind', text('changed mind', 'передумал')],
  ['wanted_free', text('wanted it free', 'хотел бесплатно')],
  ['conditions', text('conditions', 'условия')],
  ['other', text('other', 'другое')],
]);

export const LEVELS: ReadonlyMap<string, Text> = new Map([
  ['aggregate', text('totals', 'суммы')],
  ['lead', text('per lead', 'по лидам')],
]);

/** Rows that stand for many others. */
export const TOTALS: ReadonlyMap<string, Text> = new Map([
  ['(total)', text('Total', 'Всего')],
  ['(paid)', text('Paid', 'Платные')],
]);

/** Values that the program gives where the exports are silent. English reads them as they are. */
export const SILENT: ReadonlyMap<string, string> = new Map([
  ['(no source)', '(без источника)'],
  ['(no medium)', '(без канала)'],
  ['(no platform)', '(без площадки)'],
  ['(no campaign)', '(без кампании)'],
  ['(no manager)', '(без менеджера)'],
  ['(no reason given)', '(причина не указана)'],
  ['(no reason)', '(причина не указана)'],
  ['(no category)', '(без категории)'],
  ['(no stage)', '(без этапа)'],
  ['(no date)', '(без даты)'],
  ['(no value)', '(без значения)'],
  ['(unknown)', '(неизвестно)'],
  ['(other)', '(прочие)'],
  ['(none)', '(нет)'],
]);

/** What a file feeds. */
export const TABLE_WORDS: ReadonlyMap<string, Text> = new Map([
  ['crm', text('CRM', 'CRM')],
  ['ad_stats', text('ad statistics', 'статистика рекламы')],
]);
