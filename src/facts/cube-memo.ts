import { Bug } from '../error.js';
import { compare, type Exact } from '../model/exact.js';
import { plus, ZERO } from '../model/measures.js';

/** The values of a row's keys, by the name of the key. */
export type Keys = ReadonlyMap<string, string>;

/** What the rows with the same keys add up to: sums in the order in which they are asked for. */
export interface Group {
  readonly keys: Keys;
  readonly sums: readonly (Exact | null)[];
}

/** Groups by some keys, at most so many; null: cannot be told apart so. */
export type Ask = (keys: readonly string[], most?: number) => Promise<Group[] | null>;

/** Up to so many finer groups are added up here; with more of them the engine is faster. */
const MOST_GROUPS = 50_000;

/**
 * Asks each question once, and answers a coarser one from a finer one that is there, or that will be asked anyway.
 *
 * @throws {Bug} Where the rows of two statements come to different totals.
 */
export function askingOnce(
  askOne: Ask,
  foreseen: readonly (readonly string[])[],
): (keys: readonly string[]) => Promise<readonly Group[]> {
  const answers: { keys: readonly string[]; groups: readonly Group[] | null }[] = [];
  const ahead = new Set(foreseen);
  const ask = addingUp(askOne);
  return async (keys) => {
    for (const finer of ahead) {
      if (!holds(finer, keys)) continue;
      ahead.delete(finer);
      const groups = await ask(finer, MOST_GROUPS + 1);
      if (groups && groups.length <= MOST_GROUPS) answers.push({ keys: finer, groups });
    }
    const same = answers.find((one) => one.keys.length === keys.length && holds(one.keys, keys));
    if (same) return same.groups ?? [];
    // If a question cannot be answered at a finer breakdown, none of its answers can be added up for a coarser one.
    const finer = answers.find(
      (one) => one.groups !== null && one.groups.length <= MOST_GROUPS && holds(one.keys, keys),
    );
    const groups = finer?.groups ? together(finer.groups, keys) : await ask(keys);
    answers.push({ keys, groups });
    return groups ?? [];
  };
}

/** Every breakdown must add up to the same whole. The first answer has nothing to be compared with. */
function addingUp(ask: Ask): Ask {
  let first: { keys: readonly string[]; groups: readonly Group[]; whole?: readonly (Exact | null)[] } | undefined;
  return async (keys, most = Number.POSITIVE_INFINITY) => {
    const groups = await ask(keys, most === Number.POSITIVE_INFINITY ? undefined : most);
    // What was cut short is no whole.
    if (groups === null || groups.length >= most) return groups;
    if (first === undefined) {
      first = { keys, groups };
      return groups;
    }
    first.whole ??= wholeOf(first.groups);
    for (const [at, sum] of wholeOf(groups).entries())
      if (compare(sum ?? ZERO, first.whole[at] ?? ZERO) !== 0)
        throw new Bug(
          `by ${keys.join(', ') || 'nothing'} measure ${at} does not come to what it is by ${first.keys.join(', ') || 'nothing'}`,
        );
    return groups;
  };
}

function wholeOf(groups: readonly Group[]): (Exact | null)[] {
  const whole: (Exact | null)[] = [];
  for (const { sums } of groups) addTo(whole, sums);
  return whole;
}

function addTo(whole: (Exact | null)[], sums: Group['sums']): void {
  for (let at = 0; at < sums.length; at++) whole[at] = plus(whole[at] ?? null, sums[at] ?? null);
}

const holds = (all: readonly string[], some: readonly string[]): boolean => some.every((key) => all.includes(key));

function together(finer: readonly Group[], keys: readonly string[]): Group[] {
  const groups = new Map<string, { keys: Keys; sums: (Exact | null)[] }>();
  for (const { keys: own, sums } of finer) {
    const id = idOf(own, keys);
    const whole = groups.get(id)?.sums;
    if (whole) addTo(whole, sums);
    else groups.set(id, { keys: new Map(keys.map((key) => [key, own.get(key) ?? ''])), sums: [...sums] });
  }
  return [...groups.values()];
}

/** The values of some keys as one word: what tells groups apart. Each with its length, since it may hold any sign. */
export function idOf(keys: Keys, of: readonly string[]): string {
  let id = '';
  for (const key of of) {
    // Spend without a day is of no period.
    const value = keys.get(key) ?? null;
    id += value === null ? '-' : `${value.length} ${value}`;
  }
  return id;
}

/** By code point, key by key. */
export function compareKeys(a: Keys, b: Keys, of: readonly string[]): number {
  for (const key of of) {
    const one = a.get(key) ?? '';
    const other = b.get(key) ?? '';
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
