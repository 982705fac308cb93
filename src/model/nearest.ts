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
  const found = closestOf(wanted, [...byFold.keys()]);
  const length = Math.max(wanted.length, found.length);
  const apart = distance(wanted, found);
  // One letter is not near to another: nothing of it is left.
  return apart < length && apart <= Math.max(1, Math.floor(length / letters)) ? byFold.get(found) : undefined;
}

/** Of several that are alike near, the one that begins as the word does: `RU` is `RUB`, not `MRU`. */
function closestOf(wanted: string, candidates: readonly string[]): string {
  const found = closest(wanted, candidates);
  const apart = distance(wanted, found);
  return candidates.find((one) => one[0] === wanted[0] && distance(wanted, one) === apart) ?? found;
}

const lettersOf = (word: string): string => [...word].sort().join('');
