import { areSums } from '../../model/tables.js';
import { text } from '../../model/text.js';
import { foldedOnce } from './heading-match.js';
import type { Recognised } from './recognised.js';
import type { ValuesOf } from './unread-table.js';

/** Headings under which a connector names the source that it took a row from. */
const TAKEN_FROM =
  /^(?:data ?source(?: name| type)?|datasource|data ?provider|connector(?: name)?|integration|источник данных|коннектор)$/u;
const ANALYTICS =
  /^(?:(?:google|adobe|yandex|яндекс)[ ._]?(?:analytics|metri[ck]a|метрика).*|ga ?4?|метрика|universal analytics)$/iu;

/**
 * Leaves out rows of web analytics that a connector put beside ads in one sheet. They hold sessions, and may hold the
 * same spend again: if a sheet has both, the ads are read.
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
