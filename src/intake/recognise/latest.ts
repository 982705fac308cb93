import { candidates } from './heading-match.js';
import { missing } from './misnamed.js';
import type { Column, Recognised } from './recognised.js';

/** Of running totals: the column of `latest` says when each row was taken. */
export function withLatest(recognised: Recognised, headings: readonly string[], file: string): Recognised {
  const { settings, table, columns } = recognised;
  if (settings?.latest === undefined || table !== 'ad_stats') return recognised;
  const [index] = candidates([settings.latest], headings);
  if (index === undefined) throw missing('latest', [settings.latest], headings, file, undefined);
  const column: Column = { index, heading: headings[index] as string, kind: 'moment' };
  return { ...recognised, columns: new Map([...columns, ['taken_at', column]]) };
}
