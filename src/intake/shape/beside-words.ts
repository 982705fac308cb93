import { Words } from '../../model/words.js';

// What people write below the rows of a sheet besides their sum: an average, what was planned, what is left, the tax.

const AVERAGES = [
  ...[
    '(?:в )?среднем',
    'среднее(?: значение)?',
    'медиана',
    'average',
    'avg\\.?',
    'median',
    'durchschnitt',
    'mittelwert',
  ],
  ...['ø', 'moyenne', 'médiane', 'promedio', 'średnia', 'ortalama', 'gemiddelde?', 'genomsnitt', 'у середньому'],
];
const PLANS = [
  ...['план', 'прогноз', 'остаток(?: бюджета)?', '(?:%|процент) (?:выполнения|от плана)', 'отклонение'],
  ...['forecast', 'remaining(?: budget)?', 'budget (?:left|remaining)', 'restbudget', 'залишок(?: бюджету)?'],
];
const TAXES = ['ндс', 'пдв', 'vat', 'mwst\\.?', 'ust\\.?', 'tva', 'iva', 'kdv', 'btw', 'moms'];
/** A campaign may bear one of these, too. */
const PERHAPS_NAMES = [
  ...[
    'бюджет',
    'минимум',
    'максимум',
    'plan',
    'budget',
    'target',
    'minimum',
    'maximum',
    'min',
    'max',
    'media',
    'média',
  ],
];

const only = (words: readonly string[]): Words =>
  new Words(
    () => `^(?:${words.join('|')})(?:\\s*[:：]|\\s+(?:(?:за|на|по|of|per|for|pro|par|por)(?!\\p{L})|\\d).*)?$`,
    'iu',
  );

/** No campaign or platform is called so. */
export const IS_BESIDE = only([...AVERAGES, ...PLANS, ...TAXES]);
/** In the place of a day these are labels as well. */
export const MAY_BE_BESIDE = only([...AVERAGES, ...PLANS, ...TAXES, ...PERHAPS_NAMES]);
