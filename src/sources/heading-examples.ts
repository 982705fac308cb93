/**
 * Examples of headings that a pattern fits, the shortest for each alternative: `/^(?:impr\.|cost \(.+\))$/i` gives
 * `Impr.` and `Cost (…)`. What is optional is left out; what may be anything becomes `…`.
 */
export function examples(pattern: RegExp): string[] {
  const reader = { source: pattern.source, at: 0 };
  const words = alternatives(reader).map((word) => word.replace(/\s+(,|$)|^\s+/gu, '$1').replace(/\s+/gu, ' '));
  // A pattern that ignores case is often written in small letters.
  return [...new Set(pattern.flags.includes('i') ? words.map(capital) : words)].filter((word) => word !== '');
}

const capital = (word: string): string => word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

interface Reader {
  source: string;
  at: number;
}

/**
 * Reads everything up to a closing bracket or the end, one example per alternative. If a group is the whole of an
 * alternative, each of its own alternatives is one.
 */
function alternatives(reader: Reader): string[] {
  const found: string[] = [];
  do {
    const parts: string[][] = [];
    while (reader.at < reader.source.length && !'|)'.includes(peek(reader))) parts.push(piece(reader));
    const full = parts.filter((part) => part.some((word) => word !== ''));
    const [only] = full;
    if (full.length === 1 && only) found.push(...only);
    else found.push(full.map(([first]) => first).join(''));
  } while (take(reader, '|'));
  return found;
}

/** Reads one element of a pattern, repeated as often as it must occur. An optional blank stays a blank. */
function piece(reader: Reader): string[] {
  const words = single(reader);
  const [all = '', sign, least = '1'] = /^(?:([*?+])|\{(\d+)[,\d]*\})\??/.exec(rest(reader)) ?? [];
  reader.at += all.length;
  if (sign === '*' || sign === '?') return [words[0] === ' ' || (words[0] === '…' && sign === '*') ? ' ' : ''];
  return words.map((word) => word.repeat(word === '…' ? Math.min(1, Number(least)) : Number(least)));
}

function single(reader: Reader): string[] {
  if (take(reader, '(')) {
    const isLook = /^\?<?[=!]/.test(rest(reader));
    reader.at += /^\?(?::|<?[=!]|<\w+>)/.exec(rest(reader))?.[0].length ?? 0;
    const words = alternatives(reader);
    take(reader, ')');
    return isLook ? [''] : words;
  }
  if (take(reader, '[')) {
    const [all = '', not, inside = ''] = /^(\^)?((?:\\.|[^\]\\])*)\]/.exec(rest(reader)) ?? [];
    reader.at += all.length;
    return [
      not
        ? '…'
        : inside.startsWith('\\')
          ? escaped(inside[1] ?? '')
          : /^[a-zа-я]-/i.test(inside)
            ? '…'
            : (inside[0] ?? ''),
    ];
  }
  const char = peek(reader);
  reader.at++;
  if (char === '\\') return [escaped(reader.source[reader.at++] ?? '')];
  return [char === '^' || char === '$' ? '' : char === '.' ? '…' : char];
}

const escaped = (letter: string): string =>
  letter === 's'
    ? ' '
    : letter === 'd'
      ? '0'
      : letter === 'b' || letter === 'B'
        ? ''
        : /\w/.test(letter)
          ? '…'
          : letter;

const peek = ({ source, at }: Reader): string => source[at] ?? '';
const rest = ({ source, at }: Reader): string => source.slice(at);
function take(reader: Reader, char: string): boolean {
  if (peek(reader) !== char) return false;
  reader.at++;
  return true;
}
