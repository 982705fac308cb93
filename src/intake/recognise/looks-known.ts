import type { FileSettings } from '../../model/settings.js';
import { findShape } from '../shape/file-shape.js';
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
  const isKnown = knownHeadings(settings, further);
  const head = bytes.subarray(0, HEAD);
  return ENCODINGS.some((encoding) => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what makes the file unreadable
    const text = new TextDecoder(encoding).decode(head).replace(/[\u0000-\u0008\u000e-\u001f]/g, '');
    const shape = findShape(Buffer.from(text), isKnown);
    return shape !== undefined && identify(shape.headings, name, settings) !== undefined;
  });
}
