import { closest, distance } from 'fastest-levenshtein';
import { fold } from './fold.js';

/** The candidate a mistyped word probably means; undefined where none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const byFold = new Map([...candidates].map((candidate) => [fold(candidate), candidate]));
  if (byFold.size === 0) return undefined;
  const wanted = fold(word);
  const found = closest(wanted, [...byFold.keys()]);
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, found.length) / 3));
  return distance(wanted, found) <= limit ? byFold.get(found) : undefined;
}
