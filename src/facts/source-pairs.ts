import { mediumKind } from '../model/media.js';
import { foldSource, PLATFORM_OF } from '../model/platforms.js';
import { MACRO } from './macro.js';

/** `google / cpc`: how web analytics write a source and its medium. */
export function pairOf(word: string): [source: string, medium?: string] {
  const [source = word, medium] = word.split(' / ');
  return medium === undefined ? [source] : [source, medium];
}

/**
 * Which words are pairs of source and medium, given the words of each column of sources. If every word of a column is a
 * pair and some media are known, web analytics wrote the column. Elsewhere people name their sources: `Partner / Agency`
 * and `Partner / Reseller` are two sources, unless a known medium stands after the stroke or a platform before it.
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

/** A term of advertising, a macro that was not filled in, or what analytics write where there is none: `(not set)`. */
const isMedium = (word: string): boolean =>
  mediumKind(word) !== 'unknown' || MACRO.test(word) || /^\(.+\)$/u.test(word.trim());
