import { Words } from '../../model/words.js';

// What people write below the rows of a sheet besides their sum: an average, what was planned, what is left, the tax.

const AVERAGES = [
  ...['(?:в )?среднем', 'среднее(?: значение)?', 'медиана', 'average', 'avg\\.?', 'median', 'у середньому'],
  ...['durchschnitt', 'mittelwert', 'ø', 'moyenne', 'médiane', 'promedio', 'średnia', 'ortalama', 'gemiddelde?'],
  'genomsnitt',
];
const PLANS = [
  ...['план', 'прогноз', 'остаток(?: бюджета)?', '(?:%|процент) (?:выполнения|от плана)', 'отклонение'],
  ...['forecast', 'remaining(?: budget)?', 'budget (?:left|remaining)', 'restbudget', 'залишок(?: бюджету)?'],
];
const TAXES = ['ндс', 'пдв', 'vat', 'mwst\\.?', 'ust\\.?', 'tva', 'iva', 'kdv', 'btw'];
/** A campaign may bear one of these, too. Not `Max`, which is a messenger that sells advertising, nor `Target`. */
const PERHAPS_NAMES = ['бюджет', 'минимум', 'максимум', 'plan', 'budget', 'minimum', 'maximum'];

const list = (words: readonly string[]): string => `(?:${words.join('|')})`;
/** What an average or a plan is of; and the rate of a tax, behind which other digits tell an audience. */
const OF = '\\s*[:：]|\\s+(?:(?:за|на|по|of|per|for|pro|par|por)(?!\\p{L})|\\d).*';
const RATE = '\\s*[:：]|\\s+\\d{1,2}(?:[.,]\\d{1,2})? ?%.*';
const only = (words: readonly string[]): Words =>
  new Words(() => `^(?:${list(words)}(?:${OF})?|${list(TAXES)}(?:${RATE})?)$`, 'iu');

/** No campaign or platform is called so. */
export const IS_BESIDE = only([...AVERAGES, ...PLANS]);
/** In the place of a day these are labels as well. */
export const MAY_BE_BESIDE = only([...AVERAGES, ...PLANS, ...PERHAPS_NAMES]);
