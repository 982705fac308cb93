import { areSums } from '../../model/tables.js';
import { text } from '../../model/text.js';
import type { ValuesOf } from './blended.js';
import { foldedOnce } from './heading-match.js';
import type { Recognised } from './recognised.js';

/** Under such a heading a connector says from which of its sources it took a row. */
const TAKEN_FROM =
  /^(?:data ?source(?: name| type)?|datasource|data ?provider|connector(?: name)?|integration|источник данных|коннектор)$/u;
const ANALYTICS =
  /^(?:(?:google|adobe|yandex|яндекс)[ ._]?(?:analytics|metri[ck]a|метрика).*|ga ?4?|метрика|universal analytics)$/iu;

/**
 * A connector puts web analytics beside ads in one sheet. Their rows hold sessions, and may hold the same spend again: of a
 * sheet that has both the ads are read.
 */
export function withoutAnalytics(recognised: Recognised, headings: readonly string[], valuesOf: ValuesOf): Recognised {
  if (!areSums(recognised.table)) return recognised;
  const index = headings.findIndex((heading) => TAKEN_FROM.test(foldedOnce(heading).replaceAll('_', ' ')));
  const values = index < 0 ? [] : [...valuesOf(index)].map((value) => value.trim()).filter(Boolean);
  const isOf = (value: string) => ANALYTICS.test(value);
  if (!values.some(isOf) || values.every(isOf)) return recognised;
  const column = { index, heading: headings[index] as string };
  return { ...recognised, rows: [...recognised.rows, { column, drop: ANALYTICS, why: BESIDE_ADS, unless: undefined }] };
}

const BESIDE_ADS = text(
  'rows of web analytics beside those of ads, of which they may hold the spend again',
  'строки веб-аналитики рядом со строками рекламы, расход которой в них может повторяться',
);
