import { shiftDay } from '../../model/dates.js';

/** What a column looks like in which a program took the day for the month, wherever it could. */
export interface Turned {
  /** How many days are up to the 12th, and how many later. */
  low: number;
  high: number;
  /** A day as it stands, and as it was before it was turned: `2026-07-03`, `07.03.2026`. */
  example: string;
  before: string;
}

/** Fewer days of either kind prove nothing. */
const FEWEST = 8;
/** There are nineteen later days for twelve up to the 12th; at the ends of an export fewer. */
const LEAST_LATER = 3 / 4;
/** So many months have days up to the 12th alone. */
const FEWEST_MONTHS = 2;
/** One in a million: how often the days of a column in order may look so by chance. */
const CHANCE = 1e-6;

/**
 * Whether, of all the days of a column, those up to the 12th have day and month exchanged: a program that expects the
 * month first reads 05.03.2026 as the 3rd of May, and 25.03.2026 as the 25th of March, since there is no month 25. Then the
 * first twelve days of each month lie scattered over the year, in months that have no later day; and turned back, each of
 * them falls into a month that has. For a day in its place that would be chance, and the less likely the fewer months
 * there are. A year of which all months are there tells nothing.
 */
export function turnedIn(days: Iterable<string>): Turned | null {
  const [low, high]: [string[], string[]] = [[], []];
  for (const day of days) (Number(day.slice(8)) <= 12 ? low : high).push(day);
  // Who pays up to the 10th of each month has few later days: that is no column with the days of every date.
  if (low.length < FEWEST || high.length < FEWEST || high.length < low.length * LEAST_LATER) return null;
  const months = new Set(high.map(monthOf));
  // An export may end before the 13th of its last month.
  const last = monthOf(shiftDay(`${[...months].sort().at(-1)}-01`, 31));
  if (low.some((day) => monthOf(turned(day)) === last)) months.add(last);
  if (!low.every((day) => months.has(monthOf(turned(day))))) return null;
  const outside = low.filter((day) => !months.has(monthOf(day))).sort();
  const [example] = outside;
  if (example === undefined || new Set(outside.map(monthOf)).size < FEWEST_MONTHS) return null;
  const inYear = new Map<string, number>();
  for (const month of months) inYear.set(yearOf(month), (inYear.get(yearOf(month)) ?? 0) + 1);
  const chance = low.reduce((product, day) => (product * (inYear.get(yearOf(day)) ?? 0)) / 12, 1);
  const [year, month, day] = example.split('-');
  return chance <= CHANCE ? { low: low.length, high: high.length, example, before: `${month}.${day}.${year}` } : null;
}

const yearOf = (day: string): string => day.slice(0, 4);
const monthOf = (day: string): string => day.slice(0, 7);

/** `2026-05-03` for `2026-03-05`. */
const turned = (day: string): string => `${day.slice(0, 4)}-${day.slice(8)}-${day.slice(5, 7)}`;
