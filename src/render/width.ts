/**
 * How many columns of a terminal a text takes: 2 for CJK and emoji, 0 for combining marks; colour codes do not count.
 * It goes by what a person sees as one character, so that a flag or an accented letter is never cut in half.
 */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of charactersOf(text.replace(COLOURS, ''))) width += characterWidth(segment);
  return width;
}

/** Cuts to `width` columns, the last of which is `…`: `cut('Google Ads', 7)` is `Google…`. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const [head = ''] = broken(text, width - 1);
  return width <= 0 ? '' : `${head.trimEnd()}…`;
}

/** Cuts after a whole word, if one fits: `cutAtWord('CHEAP, NO RETURN', 12)` is `CHEAP, NO…`. */
export function cutAtWord(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const [line = ''] = wrap(text, width - 1);
  return text.startsWith(`${line} `) ? `${line.replace(/[,;:]$/, '')}…` : cut(text, width);
}

/** Fills with blanks up to `width` columns. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/**
 * Breaks a text at blanks into lines of at most `width` columns. No-break blanks, as in `45 400`, are kept. A word that
 * is longer than a line is broken inside.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/ +/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    if (displayWidth(word) > width) {
      const pieces = broken(word, Math.max(width, 2));
      word = pieces.pop() ?? '';
      lines.push(...pieces);
    }
    line = word;
  }
  return [...lines, line];
}

/**
 * Puts short texts with ` · ` between them into lines, as many as fit. A text is broken only if it is longer than a
 * line.
 */
export function packLines(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const joined = `${lines.at(-1)} · ${item}`;
    if (lines.length > 0 && displayWidth(joined) <= width) lines.splice(-1, 1, joined);
    else lines.push(...wrap(item, width));
  }
  return lines;
}

/** Breaks a word into pieces of at most `width` columns. */
function broken(word: string, width: number): string[] {
  const pieces: string[] = [];
  let [start, used] = [0, 0];
  for (const { segment, index } of charactersOf(word)) {
    const own = characterWidth(segment);
    if (used + own > width) {
      pieces.push(word.slice(start, index));
      [start, used] = [index, 0];
    }
    used += own;
  }
  return [...pieces, word.slice(start)];
}

function characterWidth(character: string): number {
  if (WIDE.test(character)) return 2;
  let width = 0;
  for (const char of character) if (!MARK.test(char)) width += 1;
  return width;
}

/** The segmenter gets slower for each character as the text gets longer, so it is given one stretch after another. */
function* charactersOf(text: string): Generator<{ segment: string; index: number }> {
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (let at = 0; at < text.length; ) {
    const end = at + STRETCH - (isHalf(text.charCodeAt(at + STRETCH - 1)) ? 1 : 0);
    for (const { segment, index } of characters.segment(text.slice(at, end))) yield { segment, index: at + index };
    at = end;
  }
}

const STRETCH = 256;
/** The first half of a surrogate pair. */
const isHalf = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

/**
 * Made when the first text needs it: it loads rules for all scripts, which takes a fiftieth of the time of a small
 * report.
 */
let characters: Intl.Segmenter | undefined;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const COLOURS = /\x1b\[[\d;]*m/g;
/**
 * Latin, Cyrillic and the signs of a report, with those of currencies. They take one column each, and nearly all text
 * consists of them.
 */
const NARROW =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20c0\u2190-\u2193\u2212\u2500-\u259f]*$/;
const MARK = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u;
/** East Asian Wide and Fullwidth characters of Unicode, and those that are drawn as an emoji. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}\p{Regional_Indicator}]|\p{Emoji}\ufe0f/u;
