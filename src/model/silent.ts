import type { Lang } from './text.js';

/** What a row without a value is called: `(no source)`, `(no campaign)`. */
export const noValueOf = (dimension: string): string => `(no ${dimension})`;

/** A value out of an export, or the program's own in the language: `(no source)`, `(без источника)`. */
export const valueInWords = (value: string, lang: Lang): string =>
  (lang === 'ru' ? SILENT.get(value) : undefined) ?? value;

/** Values that the program gives where exports are silent. In English they are shown as they are. */
const SILENT: ReadonlyMap<string, string> = new Map([
  ['(no source)', '(без источника)'],
  ['(no medium)', '(без канала)'],
  ['(no platform)', '(без площадки)'],
  ['(no campaign)', '(без кампании)'],
  ['(no ad_group)', '(без группы)'],
  ['(no ad)', '(без объявления)'],
  ['(no keyword)', '(без ключевой фразы)'],
  ['(no account)', '(без аккаунта)'],
  ['(no segment)', '(без сегмента)'],
  ['(no manager)', '(без менеджера)'],
  ['(no reason given)', '(причина не указана)'],
  ['(no reason)', '(без причины)'],
  ['(no category)', '(без категории)'],
  ['(no stage)', '(без этапа)'],
  ['(no date)', '(без даты)'],
  ['(no time)', '(без времени)'],
  ['(no value)', '(без значения)'],
  ['(unknown)', '(неизвестно)'],
  ['(other)', '(прочие)'],
  ['(none)', '(нет)'],
]);
