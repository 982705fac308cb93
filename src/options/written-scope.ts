import { type Text, text, UserError } from '../error.js';
import { daysOfPeriod } from '../model/dates.js';
import { meant } from '../model/meant.js';
import { daysMeant, monthMeant, weekMeant } from '../model/meant-days.js';
import type { WrittenScope } from '../model/scope.js';
import { shellWord } from '../model/shell-word.js';
import { wrongValue } from './define-option.js';
import { FILTER, filterMeant, filtersOf } from './filters.js';

/**
 * Reads a period (`2026-10`, `2026-W47`, `2026-Q4`, `2026-10-31`, `2026-10-01..2026-10-31`), filters (`source=VK`,
 * `manager!=Anna`), or both with commas between. A part that is neither belongs to the value before it: `campaign=Sale,
 * spring`.
 *
 * @throws {UserError} Where a part is neither and follows no filter, or where two periods are given.
 */
export function readScope(option: string, written: string): WrittenScope {
  const parts: string[] = [];
  for (const piece of written.split(',')) {
    const last = parts.at(-1);
    const isOfLast = last !== undefined && FILTER.test(last) && !FILTER.test(piece) && !isPeriodLike(piece.trim());
    if (isOfLast) parts[parts.length - 1] = `${last},${piece}`;
    else parts.push(piece);
  }
  const periods = parts.map((part) => part.trim()).filter((part) => !FILTER.test(part));
  const [period, other] = periods;
  if (period !== undefined && other !== undefined && daysOf(period) && daysOf(other))
    throw new UserError(
      text(`${option} ${written}: two periods at once`, `${option} ${written}: два периода одновременно`),
      { hint: meant(`${option} ${shellWord(period)}`, `${option} ${shellWord(other)}`) },
    );
  const refused = periods.find((one) => daysOf(one) === null);
  if (refused !== undefined) throw wrongValue(option, written, A_SCOPE, meantBy(refused, written));
  return {
    days: period === undefined ? null : daysOf(period),
    where: filtersOf(
      parts.filter((part) => FILTER.test(part.trim())),
      (one) => wrongValue(option, one, A_SCOPE),
    ),
  };
}

/** First and last day of a period. `2026-10..2026-11` is from the first day of October to the last of November. */
function daysOf(written: string): { from: string; to: string } | null {
  const [first = '', last = first, ...more] = written.split('..').map((one) => one.trim());
  const [from, to] = [daysOfPeriod(first)?.from, daysOfPeriod(last)?.to];
  return from === undefined || to === undefined || more.length > 0 || from > to ? null : { from, to };
}

/** A part that begins like a year does not belong to the value before it. */
const isPeriodLike = (piece: string): boolean => /^\d{4}\b/.test(piece);

/** What was probably meant: `10.2026`, `W47`, `source:VK`, a range whose ends are swapped. */
function meantBy(refused: string, written: string): string[] {
  const [first = '', last] = refused.split(/\.{2,}|…| - | – /).map((one) => one.trim());
  const ends = [first, last ?? first].map((one) => (daysOfPeriod(one) ? one : daysMeant(one)[0]));
  const [from, to] = ends;
  const days =
    last === undefined || !from || !to ? daysMeant(first) : [from < to ? `${from}..${to}` : `${to}..${from}`];
  const likely = [...days, weekMeant(refused, null), monthMeant(refused, null), filterMeant(refused)];
  return [...new Set(likely)].flatMap((one) => (one === undefined ? [] : written.replace(refused, one)));
}

const A_SCOPE: Text = text(
  'a period (2026-10, 2026-W47, 2026-10-01..2026-10-31), a filter like source=VK, or several of these with commas',
  'период (2026-10, 2026-W47, 2026-10-01..2026-10-31), условие вида source=VK или несколько таких через запятую',
);
