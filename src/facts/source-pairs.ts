import { mediumKind } from '../model/media.js';
import { foldSource, PLATFORM_OF } from '../model/platforms.js';
import { MACRO } from './macro.js';

/** `google / cpc`: how web analytics write a source and its medium. */
export function pairOf(word: string): [source: string, medium?: string] {
  const [source = word, medium] = word.split(' / ');
  return medium === undefined ? [source] : [source, medium];
}

/**
 * Which words are pairs, out of those of each column of sources: where every word of a column is one, and of some the medium
 * is known, web analytics wrote it. Elsewhere people name their sources: `Partner / Agency` and `Partner / Reseller` are two,
 * unless what stands behind the stroke is a known medium, or what stands before it a platform.
 */
export function pairsIn(columns: Iterable<ReadonlySet<string>>): (word: string) => boolean {
  const written = new Set([...columns].filter(holdsPairsAlone).flatMap((words) => [...words]));
  return (word) => {
    const [source, medium] = pairOf(word);
    return medium === undefined || written.has(word) || isMedium(medium) || PLATFORM_OF.has(foldSource(source));
  };
}

const holdsPairsAlone = (words: ReadonlySet<string>): boolean => {
  const media = [...words].map((word) => pairOf(word)[1]);
  return media.every((medium) => medium !== undefined) && media.some((medium) => isMedium(medium as string));
};

/** A term of advertising, what was to be filled in, or what analytics write where there is none: `(not set)`. */
const isMedium = (word: string): boolean =>
  mediumKind(word) !== 'unknown' || MACRO.test(word) || /^\(.+\)$/u.test(word.trim());
