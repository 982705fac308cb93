/**
 * A text as YAML on one line that no reader of YAML takes for something else: `yes`, `null`, `#1` and `Да: нет` are
 * quoted.
 */
export const scalar = (value: string): string => (isPlain(value) ? value : quoted(value));

const isPlain = (value: string): boolean =>
  /^[\p{L}_](?:[\p{L}\p{N} _./()%+№-]*[\p{L}\p{N}_)%])?$/u.test(value) && !WORDS.has(value.toLowerCase());

/** Words that some reader of YAML takes for a truth value, null or a number. */
const WORDS = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', 'nan', 'inf']);

/** JSON is YAML. Invisible characters are escaped, so that no line ends where it should not. */
const quoted = (value: string): string =>
  JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (char) => {
    const hex = (char.codePointAt(0) ?? 0).toString(16);
    return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
