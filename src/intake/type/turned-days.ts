import { daysBetween, shiftDay, weekday } from '../../model/dates.js';

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
/** So rarely days that do not depend on one another may look so. */
const CHANCE = 1e-6;
/** What comes on the same day of each month, a fee or a payday, is one fact and not twelve: so many are no chance at all. */
const FIXED_DAYS = 2;
/** The share of the days of a column without gaps that is there, of more months than fixed days explain, and of as few. */
const [MOST, NEARLY_ALL] = [0.7, 0.9];

/**
 * Whether, of all the days of a column, those up to the 12th have day and month exchanged: a program that expects the
 * month first reads 05.03.2026 as the 3rd of May, and 25.03.2026 as the 25th of March, since there is no month 25. Then the
 * first twelve days of each month lie scattered over the year, in months that have no later day; and turned back, each of
 * them falls into a month that has. For days in their place that would be chance; or else they are the 1st of each month,
 * and the later ones a campaign in January. So the chance has to be small without the days that may be fixed ones, or the
 * days turned back follow one another without gaps. A year of which all months are there tells nothing.
 */
export function turnedIn(days: Iterable<string>): Turned | null {
  const [low, high]: [string[], string[]] = [[], []];
  for (const day of days) (isLow(day) ? low : high).push(day);
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
  if (!isNoChance(low, months) && !isWhole(low.map(turned), high)) return null;
  const [year, month, day] = example.split('-');
  return { low: low.length, high: high.length, example, before: `${month}.${day}.${year}` };
}

/** Whether the low days would hardly be turned days of these months by chance, apart from those on two fixed days. */
function isNoChance(low: readonly string[], months: ReadonlySet<string>): boolean {
  const inYear = new Map<string, number>();
  for (const month of months) inYear.set(yearOf(month), (inYear.get(yearOf(month)) ?? 0) + 1);
  const chances = new Map<string, number>();
  for (const day of low)
    chances.set(numberOf(day), ((chances.get(numberOf(day)) ?? 1) * (inYear.get(yearOf(day)) ?? 0)) / 12);
  const others = [...chances.values()].sort((a, b) => a - b).slice(FIXED_DAYS);
  return others.reduce((product, chance) => product * chance, 1) <= CHANCE;
}

/**
 * Whether the days turned back fill the time from the first to the last, Sundays aside where the later ones have none. Of
 * as few months as may be fixed days beside a campaign, the days up to the 12th and the later ones join as well.
 */
function isWhole(turnedBack: readonly string[], high: readonly string[]): boolean {
  const days = new Set([...turnedBack, ...high]);
  const [first = '', ...later] = [...days].sort();
  const counts = Array.from({ length: 7 }, (_, at) => high.filter((day) => weekday(day) === at).length);
  const isUsual = (day: string) => (counts[weekday(day)] ?? 0) * 2 >= Math.max(...counts);
  const usual = Array.from({ length: daysBetween(first, later.at(-1) ?? first) + 1 }, (_, at) =>
    shiftDay(first, at),
  ).filter(isUsual);
  const missing = usual.filter((day) => !days.has(day));
  const share = (usual.length - missing.length) / (days.size + missing.length);
  if (new Set(turnedBack.map(monthNumberOf)).size > FIXED_DAYS) return share >= MOST;
  const joints = usual.flatMap((day, at) => {
    const next = usual[at + 1];
    return next !== undefined && isLow(day) && !isLow(next) ? [day, next] : [];
  });
  return share >= NEARLY_ALL && joints.every((day) => days.has(day));
}

const isLow = (day: string): boolean => Number(numberOf(day)) <= 12;
const yearOf = (day: string): string => day.slice(0, 4);
const monthOf = (day: string): string => day.slice(0, 7);
const monthNumberOf = (day: string): string => day.slice(5, 7);
const numberOf = (day: string): string => day.slice(8);

/** `2026-05-03` for `2026-03-05`. */
const turned = (day: string): string => `${yearOf(day)}-${numberOf(day)}-${monthNumberOf(day)}`;
