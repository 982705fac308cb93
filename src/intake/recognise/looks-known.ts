import type { FileSettings } from '../../model/settings.js';
import { type FileShape, findShape } from '../shape/file-shape.js';
import { knownHeadings } from './known-headings.js';
import { identify } from './recognise.js';

/** How much of a file is looked at: its header stands in there. */
const HEAD = 1 << 16;

const ENCODINGS = ['utf-8', 'windows-1251', 'utf-16le', 'utf-16be'] as const;

/**
 * Whether a text that cannot be read safely (mixed encodings, control characters) still has the headings of an export,
 * read leniently. If so, its figures are missing, and it must not simply be left out.
 */
export function looksKnown(
  bytes: Buffer,
  name: string,
  settings: FileSettings | undefined,
  further: Iterable<string>,
): boolean {
  return shapesOf(bytes, knownHeadings(settings, further)).some(
    ({ headings }) => identify(headings, name, settings) !== undefined,
  );
}

/** Columns of a table. Sentences with commas below one another, as a licence has them, hardly come to as many. */
const FEWEST_COLUMNS = 4;

/** Whether a text is a table, of whatever: rows as wide as the one above them. */
export const looksLikeTable = (bytes: Buffer): boolean =>
  shapesOf(bytes, () => false).some(({ headings }) => headings.length >= FEWEST_COLUMNS);

/** The header that a text has in each encoding that it may be in. */
const shapesOf = (bytes: Buffer, isKnown: (heading: string) => boolean): FileShape[] =>
  ENCODINGS.flatMap((encoding) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what makes the file unreadable
    const text = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD)).replace(/[\u0000-\u0008\u000e-\u001f]/g, '');
    return findShape(Buffer.from(text), isKnown) ?? [];
  });
