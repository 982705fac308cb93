/**
 * Makes characters visible that a terminal would obey or hide: escape sequences, text direction, zero width, line ends.
 * Text from files was written by strangers: a source named `\x1b[2J` must not clear the screen. `safe('a\x1b[31m')` is
 * `a\x1b[31m` in eight readable characters; a tab becomes `\t`.
 */
export const safe = (text: string): string => text.replace(UNSEEN, visible);

/**
 * The part of `safe` that data may need as well: it makes visible what a terminal obeys, but keeps tabs, line ends and
 * joiners.
 */
export const withoutControls = (text: string): string => text.replace(OBEYED, visible);

/** Controls (Cc), formats such as U+202E or a zero-width blank (Cf), line separators, halves of a surrogate pair. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it looks for
const OBEYED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const SHORT: Record<string, string> = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function visible(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return SHORT[char] ?? `\\x${hex.padStart(2, '0')}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}
