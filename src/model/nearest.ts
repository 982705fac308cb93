import { closest, distance } from 'fastest-levenshtein';
import { fold } from './fold.js';

/** The nearest to a word first: those that hold it, then by how few letters differ; else in their own order. */
export function nearestFirst(word: string, candidates: readonly string[]): string[] {
  const wanted = fold(word);
  const far = (candidate: string) => (candidate.includes(wanted) ? 0 : distance(wanted, candidate));
  const by = candidates.map((candidate, at) => ({ candidate, at, distance: far(fold(candidate)) }));
  return by.sort((a, b) => a.distance - b.distance || a.at - b.at).map(({ candidate }) => candidate);
}

/** The candidate a mistyped word probably means; undefined where none is near: of so many letters one may differ. */
export function nearest(word: string, candidates: Iterable<string>, letters = 3): string | undefined {
  const byFold = new Map([...candidates].map((candidate) => [fold(candidate), candidate]));
  if (byFold.size === 0) return undefined;
  const wanted = fold(word);
  // Letters that changed places are one slip, where Levenshtein counts two: `tabel`, `crm.scv`.
  // Of several the nearest: `dael` is `deal`, though `lead` has the same letters.
  const swapped = [...byFold.keys()].filter((one) => one !== wanted && lettersOf(one) === lettersOf(wanted));
  if (swapped.length > 0 && !byFold.has(wanted)) return byFold.get(closest(wanted, swapped));
  const found = closest(wanted, [...byFold.keys()]);
  const limit = Math.max(1, Math.floor(Math.max(wanted.length, found.length) / letters));
  return distance(wanted, found) <= limit ? byFold.get(found) : undefined;
}

const lettersOf = (word: string): string => [...word].sort().join('');
