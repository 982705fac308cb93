import { hidePeople } from './people.js';

/** Invisible characters: byte order marks, zero-width ones, soft hyphens, direction marks. */
export const INVISIBLE =
  '\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069';
/** What is trimmed off the ends of a cell. */
export const BLANKS = ` \t\r\n\u000b\f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000${INVISIBLE}`;

const INVISIBLE_ANY = new RegExp(`[${INVISIBLE}]`, 'gu');

/** Folds text for comparison (headings, statuses, sources): case, blanks and invisible characters do not count. */
export const fold = (words: string): string =>
  words.normalize('NFC').replace(INVISIBLE_ANY, '').replace(/\s+/gu, ' ').trim().toLowerCase();

/** Questions of a form may be long. Beyond this length a heading tells nothing more, and no pattern is tried on it. */
const LONGEST_HEADING = 300;

/** A heading, or the name of one: as much of it as counts. */
export const headingOf = (written: string): string =>
  written.length > LONGEST_HEADING ? written.slice(0, LONGEST_HEADING) : written;

/** A cell as a message may show it: without people, cut to 40 characters. */
export function mask(cell: string): string {
  const masked = hidePeople(cell.slice(0, 400), 'named');
  return masked.length > 40 ? `${masked.slice(0, 39)}…` : masked;
}
