import { dayNumber, dayNumbered } from '../model/dates.js';

/** With fewer days no habit can be seen. A gap that is as long tells nothing of the weekdays in it. */
const WEEK = 7;

/**
 * The days that are missing from a sorted list of ISO days. A weekday that the list usually skips is not missing. Gives
 * none where the list does not look like one of every day.
 */
export function missingIn(days: readonly string[]): string[] {
  if (days.length < WEEK) return [];
  const numbers = days.map(dayNumber);
  const there = new Set(numbers);
  const [seen, passed] = [new Array<number>(WEEK).fill(0), new Array<number>(WEEK).fill(0)];
  const count = (list: number[], number: number) => {
    list[number % WEEK] = (list[number % WEEK] as number) + 1;
  };
  const gaps: number[][] = [];
  numbers.forEach((number, at) => {
    count(seen, number);
    count(passed, number);
    const before = numbers[at - 1];
    if (before === undefined || number - before === 1) return;
    const gap = Array.from({ length: number - before - 1 }, (_, index) => before + 1 + index);
    gaps.push(gap);
    if (gap.length < WEEK) for (const one of gap) count(passed, one);
  });
  const isUsual = (number: number) => (seen[number % WEEK] as number) * 2 >= (passed[number % WEEK] as number);
  const missing = gaps.map((gap) => gap.filter((number) => !there.has(number) && isUsual(number)));
  const broken = missing.filter((gap) => gap.length > 0).length;
  // The list is one of every day if at least four in five of its steps lead straight to the next usual day.
  return broken * 5 > numbers.length - 1 ? [] : missing.flat().map(dayNumbered);
}
