/**
 * How many columns of a terminal a text takes: 2 for CJK and emoji, 0 for combining marks, colours not counted.
 * Counted by what a person sees as one character, so that a flag or a letter with an accent is never cut in half.
 */
export function displayWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  let width = 0;
  for (const { segment } of charactersOf(text.replace(COLOURS, ''))) width += characterWidth(segment);
  return width;
}

/** Cut to `width` columns, the last of them `…`: `cut('Google Ads', 7)` is `Google…`. */
export function cut(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const [head = ''] = broken(text, width - 1);
  return width <= 0 ? '' : `${head.trimEnd()}…`;
}

/** Cut behind a whole word, where one fits: `cutAtWord('CHEAP, NO RETURN', 12)` is `CHEAP, NO…`. */
export function cutAtWord(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const [line = ''] = wrap(text, width - 1);
  return text.startsWith(`${line} `) ? `${line.replace(/[,;:]$/, '')}…` : cut(text, width);
}

/** Filled with blanks up to `width` columns. */
export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - displayWidth(text)));

/**
 * Broken into lines of at most `width` columns at blanks (not at no-break ones, which hold `45 400` together);
 * a word that is longer than a line is broken inside.
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

/** Several short texts, as many to a line as fit, ` · ` between them; one is broken only where it is longer than a line. */
export function packLines(items: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const joined = `${lines.at(-1)} · ${item}`;
    if (lines.length > 0 && displayWidth(joined) <= width) lines.splice(-1, 1, joined);
    else lines.push(...wrap(item, width));
  }
  return lines;
}

/** A word in pieces of at most `width` columns. */
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

/** The segmenter takes the longer for each character, the longer the text is: it is given a stretch at a time. */
function* charactersOf(text: string): Generator<{ segment: string; index: number }> {
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  for (let at = 0; at < text.length; ) {
    const end = at + STRETCH - (isHalf(text.charCodeAt(at + STRETCH - 1)) ? 1 : 0);
    for (const { segment, index } of characters.segment(text.slice(at, end))) yield { segment, index: at + index };
    at = end;
  }
}

const STRETCH = 256;
/** The first half of a character of two. */
const isHalf = (code: number): boolean => code >= 0xd800 && code < 0xdc00;

/** Made for the first text that it takes: it brings the rules of all scripts with it, a fiftieth of a small report. */
let characters: Intl.Segmenter | undefined;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a colour begins with one
const COLOURS = /\x1b\[[\d;]*m/g;
/** Latin, Cyrillic and the signs of a report, of currencies too: one column each, and nearly all that is ever measured. */
const NARROW =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20c0\u2190-\u2193\u2212\u2500-\u259f]*$/;
const MARK = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}\u1160-\u11ff]/u;
/** East Asian Wide and Fullwidth of Unicode, and what is drawn as an emoji. */
const WIDE =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}\p{Regional_Indicator}]|\p{Emoji}\ufe0f/u;
