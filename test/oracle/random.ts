// What is chosen at random, so that a seed gives the same data on every machine and in every year.

import { mulberry } from '../mulberry.js';

export interface Random {
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(items: readonly T[]) => T;
  /** `count` different items in the order of the list; all if there are fewer. */
  some: <T>(items: readonly T[], count: number) => T[];
  weighted: <T>(items: readonly (readonly [item: T, weight: number])[]) => T;
}

export const makeRandom = (seed: number): Random => {
  const next = mulberry(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995);
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const chance = (probability: number) => next() < probability;
  const pick = <T>(items: readonly T[]) => items[int(0, items.length - 1)] as T;
  const some = <T>(items: readonly T[], count: number) => {
    const left = items.map((_, i) => i);
    const taken = new Set<number>();
    while (taken.size < count && left.length > 0) taken.add(left.splice(int(0, left.length - 1), 1)[0] as number);
    return items.filter((_, i) => taken.has(i));
  };
  const weighted = <T>(items: readonly (readonly [T, number])[]) => {
    let at = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of items) {
      at -= weight;
      if (at < 0) return item;
    }
    return (items.at(-1) as readonly [T, number])[0];
  };
  return { int, chance, pick, some, weighted };
};
