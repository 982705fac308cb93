import { closest, distance } from 'fastest-levenshtein';
import { fold } from './fold.js';

/**
 * Candidates sorted by nearness to a word: those that contain it first, then by the number of different letters, then in
 * their own order.
 */
export function nearestFirst(word: string, candidates: readonly string[]): string[] {
  const wanted = fold(word);
  const far = (candidate: string) => (candidate.includes(wanted) ? 0 : distance(wanted, candidate));
  const by = candidates.map((candidate, at) => ({ candidate, at, distance: far(fold(candidate)) }));
  return by.sort((a, b) => a.distance - b.distance || a.at - b.at).map(({ candidate }) => candidate);
}

/**
 * The candidate that a mistyped word probably means; undefined where none is near enough. The longer it is, the more
 * letters may differ.
 */
export function nearest(word: string, candidates: Iterable<string>, letters = 3): string | undefined {
  const byFold = new Map([...candidates].map((candidate) => [fold(candidate), candidate]));
  if (byFold.size === 0) return undefined;
  const wanted = fold(word);
  // Two letters that changed places are one slip, though Levenshtein counts two: `tabel`, `crm.scv`. Among several the
  // nearest: `dael` is `deal`, though `lead` has the same letters.
  const swapped = [...byFold.keys()].filter((one) => one !== wanted && lettersOf(one) === lettersOf(wanted));
  if (swapped.length > 0 && !byFold.has(wanted)) return byFold.get(closest(wanted, swapped));
  const found = closest(wanted, [...byFold.keys()]);
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, found.length) / letters));
  return distance(wanted, found) <= limit ? byFold.get(found) : undefined;
}

const lettersOf = (word: string): string => [...word].sort().join('');
