import type { Scratch } from '../../scratch.js';
import type { Opened } from '../open/opened.js';
import type { PersonColumns } from '../recognise/person-columns.js';
import type { FileShape } from '../shape/file-shape.js';
import { readRecord } from '../shape/record.js';
import { keyedRows, type PeopleSettings } from './keyed.js';
import type { Scan } from './scan-tally.js';

interface People {
  columns: PersonColumns;
  settings: PeopleSettings;
}

/**
 * A clean file is read where it lies. Any other is copied without preamble, totals, blank and broken lines. So is a file
 * with glob characters in its name, which an engine would take for a pattern, and one whose people are to be recognised,
 * with their keys.
 */
export async function clean(
  opened: Opened,
  shape: FileShape,
  scanned: Scan,
  index: number,
  scratch: Scratch,
  people?: People,
) {
  const { bytes, path, verbatim } = opened;
  if (people && people.columns.size > 0) {
    const newline = scanned.newline === 'crlf' ? '\r\n' : '\n';
    const rows = keyedRows(bytes, scanned.segments, shape.delimiter, people.columns, people.settings, newline);
    return { path: await scratch.write(`${index}.csv`, rows), skip: 0 };
  }
  const [only] = scanned.segments;
  const whole = scanned.segments.length === 1 && only?.start === shape.rowsStart && only.end === bytes.length;
  const headerEnd = bytes.toString('latin1', shape.headerContentEnd, shape.rowsStart);
  const plainHeader =
    shape.headerLine === 1 && shape.headerLines === 1 && headerEnd === (scanned.newline === 'crlf' ? '\r\n' : '\n');
  if (verbatim && whole && plainHeader && scanned.newline !== 'other' && !/[*?[\]{}]/.test(path))
    return { path, skip: 1 };
  const chunks: Uint8Array[] = [];
  for (const { start, end } of scanned.segments) {
    const segment = bytes.subarray(start, end);
    if (scanned.newline === 'other') chunks.push(...withLf(bytes, start, end, shape.delimiter.charCodeAt(0)));
    else chunks.push(segment);
    // The last line of a file may lack its newline; another segment may follow it.
    if (segment.at(-1) !== 0x0a && scanned.newline !== 'other')
      chunks.push(Buffer.from(scanned.newline === 'crlf' ? '\r\n' : '\n'));
  }
  return { path: await scratch.write(`${index}.csv`, chunks), skip: 0 };
}

/** The records of a segment, each ended by LF: an engine loses rows if it meets several kinds of newline. */
function withLf(bytes: Buffer, start: number, end: number, delimiter: number): Uint8Array[] {
  // A last record may lack its newline, so that the copy may be a byte longer.
  const copy = Buffer.allocUnsafe(end - start + 1);
  let length = 0;
  for (let position = start; position < end; ) {
    const record = readRecord(bytes, position, delimiter);
    length += bytes.copy(copy, length, position, record.contentEnd);
    copy[length++] = 0x0a;
    position = record.end;
  }
  return [copy.subarray(0, length)];
}
