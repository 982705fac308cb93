import type { Groups, Pattern } from './pattern.js';

/*
 * Patterns of ours know the letters of all scripts, in either case. To make one ready takes an engine up to ten milliseconds,
 * a hundredth of a small report: a text of Latin and Cyrillic letters is held against one that knows no others, and finds the
 * same in it.
 */

/** The characters of such texts. `ſ` is not among them: with the flags `iu` it matches `s`, with `i` alone it does not. */
const COMMON = /^[\0-\u017e\u0180-\u024f\u0400-\u052f\u2010-\u205e\u20a0-\u20cf\u2116\u2190-\u22ff\u2500-\u25ff]*$/;
/** The letters in it, the numerals and the marks. */
const CLASSES: Readonly<Record<string, string>> = {
  L: String.raw`A-Za-z\xaa\xb5\xba\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0400-\u0481\u048a-\u052f`,
  N: String.raw`0-9\xb2\xb3\xb9\xbc-\xbe`,
  M: String.raw`\u0483-\u0489`,
};
/** Letters that case-insensitive matching confuses with these: the long s, the large ß, Kelvin and Ångström. */
const ALIKE = [0x17f, 0x1e9e, 0x212a, 0x212b];
const HAS_ALIKE = /[\u017f\u1e9e\u212a\u212b]|\\u(?:017f|1e9e|212a|212b)/i;
const SIGN = String.raw`\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|[^\\]`;
const RANGES = new RegExp(`(${SIGN})-(?!\\])(${SIGN})`, 'gisu');
/**
 * Parts of patterns that cannot be translated: other classes, code points of more than four digits, a range from a dash.
 */
const UNKNOWN = /\\p\{(?![LNM]\})|\\P|\\u\{|--/;

/** A pattern that is compiled when it is first used, for the texts that it is used on. */
export class Words implements Pattern {
  readonly #source: () => string;
  readonly #flags: string;
  #whole: RegExp | undefined;
  #common: RegExp | undefined;

  constructor(source: () => string, flags: string, whole?: RegExp) {
    this.#source = source;
    this.#flags = flags;
    this.#whole = whole;
  }

  /** What finds in a text whatever the pattern does. */
  in(text: string): RegExp {
    if (!isCommon(text)) return this.#all();
    this.#common ??= commonOf(this.#source(), this.#flags) ?? this.#all();
    return this.#common;
  }

  test(text: string): boolean {
    return this.in(text).test(text);
  }

  exec(text: string): Groups | null {
    return this.in(text).exec(text);
  }

  #all(): RegExp {
    this.#whole ??= new RegExp(this.#source(), this.#flags);
    return this.#whole;
  }
}

/** The same heading is held against hundreds of patterns, one after the other. */
let last = { text: '', isCommon: true };

function isCommon(text: string): boolean {
  if (text !== last.text) last = { text, isCommon: COMMON.test(text) };
  return last.isCommon;
}

const known = new WeakMap<RegExp, Words>();

/** The version of a pattern that is ready soonest for a text; a person's pattern is ready already. */
export function readyFor<Of extends Pattern>(pattern: Of, text: string): Of | RegExp {
  if (!(pattern instanceof RegExp)) return pattern;
  let words = known.get(pattern);
  if (!words) {
    words = new Words(() => pattern.source, pattern.flags, pattern);
    known.set(pattern, words);
  }
  return words.in(text);
}

/** An equivalent pattern for common texts; undefined: it might match differently, or would not be ready sooner. */
function commonOf(source: string, flags: string): RegExp | undefined {
  const isSlow = flags.includes('u') && (flags.includes('i') || source.includes('\\p'));
  if (!isSlow || UNKNOWN.test(source) || HAS_ALIKE.test(source)) return undefined;
  if ([...source.matchAll(RANGES)].some(holdsAlike)) return undefined;
  let isInClass = false;
  const own = source.replace(/\\p\{(.)\}|\\.|[[\]]/gsu, (found, name: string | undefined) => {
    if (name !== undefined) return isInClass ? `${CLASSES[name]}` : `[${CLASSES[name]}]`;
    if (found === '[' || found === ']') isInClass = found === '[';
    return found;
  });
  return new RegExp(own, flags.replace('u', ''));
}

const holdsAlike = ([, from = '', to = '']: RegExpMatchArray): boolean =>
  ALIKE.some((sign) => codeOf(from) <= sign && sign <= codeOf(to));

const codeOf = (sign: string): number =>
  /^\\[ux]/i.test(sign) ? Number.parseInt(sign.slice(2), 16) : (sign.codePointAt(sign.startsWith('\\') ? 1 : 0) ?? 0);
