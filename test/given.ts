import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';

/**
 * A path from the environment, or the usual one.
 *
 * @throws {Error} For a path that is named and not there: that is a mistake, and no reason to skip tests.
 */
function pathFrom(name: string, usual: string): string {
  const named = process.env[name];
  if (named !== undefined && !existsSync(named)) throw new Error(`${name}=${named}: there is no such path`);
  return named ?? usual;
}

/** The folder of real exports, which are not part of the project; FUNNEL_CASES names another. */
export const CASES = pathFrom(
  'FUNNEL_CASES',
  resolve(fileURLToPath(new URL('..', import.meta.url)), '../shared/cases'),
);

/** The program that is compared with the oracle; FUNNEL_ENGINE names another. */
export const ENGINE = pathFrom('FUNNEL_ENGINE', fileURLToPath(new URL('../src/main.ts', import.meta.url)));

/**
 * A number from the environment, or the usual one.
 *
 * @throws {Error} For anything but a whole number from 1 on: no test would run, and all would be green.
 */
export function numberFrom(name: string, usual: number): number {
  const named = process.env[name];
  if (named === undefined) return usual;
  if (!/^[1-9]\d{0,8}$/.test(named)) throw new Error(`${name}=${named}: expected a whole number from 1 on`);
  return Number(named);
}

/** The seeds to run: FUNNEL_SEED=3,14 names them, FUNNEL_SEEDS=1000 says how many, otherwise 1 to `count`. */
export const seedsOr = (count: number): number[] =>
  process.env.FUNNEL_SEED
    ? process.env.FUNNEL_SEED.split(',').map(wholeNumber)
    : Array.from({ length: numberFrom('FUNNEL_SEEDS', count) }, (_, i) => i + 1);

function wholeNumber(written: string): number {
  if (!/^\d{1,9}$/.test(written)) throw new Error(`FUNNEL_SEED: ${written} is no whole number`);
  return Number(written);
}

/** Whether long tests run too: FUNNEL_LONG=1, as in `npm run test:long`. */
export const isLong = process.env.FUNNEL_LONG === '1';

/**
 * Whether to leave tests out because something that they need is missing. It is printed: nothing is skipped silently.
 */
export function without(what: string, isThere: boolean): boolean {
  if (!isThere) process.stderr.write(`left out, without ${what}\n`);
  return !isThere;
}

/** Every n-th of many similar cases, or all of them in the long run. How many are left out is printed. */
export function oneIn<T>(n: number, all: readonly T[], what: string): T[] {
  if (isLong) return [...all];
  const some = all.filter((_, at) => at % n === 0);
  without(`FUNNEL_LONG=1: ${all.length - some.length} of ${all.length} ${what}`, false);
  return some;
}

/** `it.each` in two: the first few of many similar cases in every run, the others by the slow tests. */
export const eachOf =
  <T extends number | string>(few: number, all: readonly T[]) =>
  (says: string, holds: (one: T) => unknown): void => {
    it.each(all.slice(0, few))(says, holds as never);
    it.each(all.slice(few))(says, { tags: 'slow' }, holds as never);
  };
