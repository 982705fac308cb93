import { monthNamed } from '../../model/months.js';

/** `СЕНТЯБРЬ`, `Sept. 2026`, «октябрь 2026 г.» */
const MONTH = /^(\p{L}{3,12})\.?(?:[ ,./'-]*(?<year>(?:20)?\d\d)(?: ?г(?:\.|ода)?)?)?$/u;

/**
 * Whether all that a row of a home-made sheet holds is the name of the month whose rows follow. It stands in the place of
 * a day or an ID, or with its year: April alone, under the names, may be a person.
 */
export function isMonthHeading(cells: readonly string[], dated: readonly number[]): boolean {
  const filled = cells.flatMap((cell, at) => (cell === '' ? [] : [at]));
  const [at = -1, ...others] = filled;
  const [, word = '', year] = MONTH.exec(cells[at] ?? '') ?? [];
  return others.length === 0 && monthNamed(word) > 0 && (year !== undefined || dated.includes(at));
}
