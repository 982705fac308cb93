import { mediumKind } from '../model/media.js';
import { foldSource, PLATFORM_OF, PLATFORMS, SAME_NAMES, SHORTHANDS, SITE_OF } from '../model/platforms.js';
import { MACRO } from './macro.js';
import { pairOf } from './source-pairs.js';

/** A source that the words of a row name. All spellings of it have the same `words`. */
export interface Key {
  /** The configuration's name for it. */
  name?: string;
  platform?: string | undefined;
  words: string;
}

/**
 * How words become sources: the names of the configuration, platforms whose site stands apart from its ads, and which
 * words are a source with its medium.
 */
export interface Naming {
  names: Names;
  apart: ReadonlySet<string>;
  isPair: (word: string) => boolean;
}

type Names = ReadonlyMap<string, string>;
type Aliases = ReadonlyMap<string, readonly string[]>;

const PARTS = new Set(PLATFORMS.flatMap(({ parts = [] }) => parts));
const ONE_NAME = new Map(SAME_NAMES.flatMap((names) => names.map((one) => [one, names[0] as string] as const)));

/** Every configured spelling, folded, with the name that is shown for it. */
const namesOf = (aliases: Aliases): Names =>
  new Map(
    [...aliases].flatMap(([shown, spellings]) =>
      [shown, ...spellings].map((spelling) => [foldSource(spelling), shown] as const),
    ),
  );

export const naming = (
  aliases: Aliases,
  apart: ReadonlySet<string> = new Set(),
  isPair: Naming['isPair'] = () => true,
): Naming => ({ names: namesOf(aliases), apart, isPair });

/** Whether two spellings are one source. */
export function sameSource(aliases: Aliases, apart: ReadonlySet<string>): (a: string, b: string) => boolean {
  const own = naming(aliases, apart);
  return (a, b) => keyOf(a, own).words === keyOf(b, own).words;
}

/** What the words of a row were read as. */
export interface Read {
  key: Key;
  spelling: string;
  /** Its medium says that it was paid for. */
  isPaid?: boolean;
  /** The medium, where nobody knows it and the row counts as the platform's advertising all the same. */
  open?: string;
}

/**
 * Reads a source, together with its medium where that is not advertising. The name of a site without a medium is its
 * advertising only where the two are not told apart.
 */
export function readWords(word: string, medium: string | null, own: Naming): Read {
  const [source, ofCell = medium] = own.isPair(word) ? pairOf(word) : [word];
  const beside = ofCell === null || MACRO.test(ofCell) || ofCell.trim() === '' ? null : ofCell;
  const pair = beside === null ? source : `${source} / ${beside}`;
  const kind = mediumKind(beside);
  const isOpen = kind === 'unknown' && isOfSite(source, own);
  const spelling = kind === 'unpaid' || isOpen || own.names.has(foldSource(pair)) ? pair : source;
  const key = kind === 'paid' ? keyOf(spelling, { ...own, apart: NONE }) : keyOf(spelling, own);
  const isTaken = kind === 'unknown' && spelling !== pair && key.platform !== undefined;
  return { spelling, key, ...(kind === 'paid' ? { isPaid: true } : isTaken ? { open: pair } : {}) };
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Which name of a platform a word is: its site's or its advertising's. Null: neither, or the configuration says what the
 * word is.
 */
export function nameOfPlatform(
  word: string,
  { names }: Naming,
): { platform: string; isSite: boolean; folded: string } | null {
  const folded = foldSource(pairOf(word)[0]);
  const platform = names.has(folded) ? undefined : PLATFORM_OF.get(folded);
  return platform === undefined ? null : { platform, isSite: SITE_OF.has(folded), folded };
}

/** Whether a word names a site that stands apart from its advertising. */
function isOfSite(word: string, { names, apart }: Naming): boolean {
  const folded = foldSource(word);
  return !names.has(folded) && apart.has(SITE_OF.get(folded) ?? '');
}

/** The key that all spellings of a site share, where the site stands apart from its advertising. */
export const siteKey = (platform: string): string => `${platform}, the site`;

export function keyOf(spelling: string, own: Naming): Key {
  const { names } = own;
  const folded = foldSource(spelling);
  const site = isOfSite(spelling, own) ? SITE_OF.get(folded) : undefined;
  const platform = PLATFORM_OF.get(folded);
  const one = ONE_NAME.get(folded);
  // A name of the configuration that is a spelling of a platform, or has one as an alias, stands for all its spellings. A
  // shorthand stands only for itself, so that it can be kept apart.
  const alike = ([word]: [string, string]) => {
    if (SHORTHANDS.has(word)) return false;
    if (site) return SITE_OF.get(word) === site;
    return platform
      ? !PARTS.has(word) && PLATFORM_OF.get(word) === platform
      : one !== undefined && ONE_NAME.get(word) === one;
  };
  const name = names.get(folded) ?? [...names].find(alike)?.[1];
  if (name !== undefined) return { name, platform: platform ?? PLATFORM_OF.get(foldSource(name)), words: `= ${name}` };
  return site ? { words: siteKey(site) } : { platform, words: platform ?? one ?? folded };
}
