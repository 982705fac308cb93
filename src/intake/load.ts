import { type Text, text, UserError } from '../error.js';
import type { Delimiter } from '../model/dialect.js';
import { BLANKS } from '../model/fold.js';
import { inTurns, type Work } from '../model/give-way.js';
import type { FileSettings } from '../model/settings.js';
import type { Scratch } from '../scratch.js';
import { guessedEncoding, isDoubtful } from './open/guess-encoding.js';
import type { Opened } from './open/opened.js';
import { decider, firstRows } from './recognise/column-values.js';
import { convertedFrom } from './recognise/converted.js';
import { withAccount } from './recognise/grain.js';
import { knownHeadings } from './recognise/known-headings.js';
import { withLatest } from './recognise/latest.js';
import { type PersonColumns, withPersonColumns } from './recognise/person-columns.js';
import { recognise } from './recognise/recognise.js';
import { refuseSecondRow } from './recognise/second-row.js';
import { withSpans } from './recognise/spans.js';
import { clean } from './scan/clean.js';
import { KEY_BYTES } from './scan/keyed.js';
import type { InputFile, Loaded, LoadOptions } from './scan/loaded.js';
import {
  refuseDataAlone,
  refuseDelimiter,
  refuseMerged,
  refuseRowsAbove,
  refuseSwallowed,
  refuseTooWide,
} from './scan/refuse.js';
import { scanRows } from './scan/scan-rows.js';
import type { BrokenLine, Scan } from './scan/scan-tally.js';
import { type SecondTable, secondTable } from './scan/second-table.js';
import { isFooter } from './scan/totals.js';
import { unnamedColumns } from './scan/unnamed-columns.js';
import { type FileShape, findShape } from './shape/file-shape.js';
import { withoutFormulas } from './shape/formula-texts.js';
import { isByPlace, withNamedColumns, withoutHeader } from './shape/header.js';
import { inRfc } from './shape/quoting.js';

const delimiterFor = (settings: FileSettings | undefined, options: LoadOptions): Delimiter | undefined =>
  settings?.delimiter ?? options.delimiter;

const keysIn = (people: PersonColumns): number =>
  [...people.values()].reduce((all, { places, areAll }) => all + (areAll ? places.length : 1), 0);

const NOBODY: ReadonlySet<never> = new Set();

/** Finds the header and the rows of a text; undefined: no row of it could be a header. */
export function shapeOf(opened: Opened, { settings }: InputFile, options: LoadOptions): FileShape | undefined {
  const isKnown = knownHeadings(settings, options.headings);
  if (opened.table !== undefined) return findShape(opened.bytes, isKnown, ',', true);
  const said = delimiterFor(settings, options);
  const found = findShape(opened.bytes, isKnown, said);
  // With the given delimiter it is one column, with its own several: the latter is right, and `load` refuses the former.
  const own = said !== undefined && found?.headings.length === 1 ? findShape(opened.bytes, isKnown) : undefined;
  return own && own.headings.length > 1 ? own : found;
}

/** shape → recognise → scan of one opened text, and a clean copy where it is not clean itself. */
export async function load(
  given: Opened,
  input: InputFile,
  index: number,
  options: LoadOptions,
  scratch: Scratch,
): Promise<Loaded> {
  const { settings } = input;
  const { name } = given;
  const { opened, said: rewritten } = await writtenAsRfc(given, delimiterFor(settings, options));
  const { bytes } = opened;
  refuseTooWide(bytes, name);
  const shape = requireShape(opened, input, options);
  refuseMerged(given, shape);
  const decide = decider(bytes, shape);
  const { recognised, people } = await recogniseColumns(bytes, shape, input, name, options, decide);
  refuseSecondRow(bytes, shape, recognised, name);
  const { goingOn } = options;
  goingOn?.begin('scan', name, bytes.length);
  const rows = await inTurns(scanRows(opened, shape, recognised, recognised.isJoined), goingOn?.reach);
  const second = secondTable(rows.scan, bytes, shape.delimiter);
  const { scan: scanned, footers: narrow, broken } = await inTurns(withoutFooter(rows.scan, bytes, second));
  const footers = [...rows.footers, ...narrow];
  refuseSwallowed(scanned, name);
  refuseDataAlone(shape, scanned.records + broken.length + footers.length, name);
  const isEncodingSaid = Boolean(settings?.encoding || options.encoding);
  return {
    file: { ...input, name },
    digest: given.digest,
    encoding: opened.encoding,
    isTable: opened.table !== undefined,
    signs: opened.table?.signs ?? new Map(),
    size: bytes.length,
    stamp: opened.stamp,
    converted: await decide((valuesOf) => convertedFrom(recognised, shape.headings, valuesOf)),
    isDoubtful: !isEncodingSaid && isDoubtful(given.encoding, given.bytes),
    said: [...(isEncodingSaid ? [] : guessedEncoding(given.encoding, given.bytes)), ...rewritten],
    shape,
    recognised,
    scan: people.size > 0 ? { ...scanned, longest: scanned.longest + KEY_BYTES * keysIn(people) } : scanned,
    clean: await clean(
      opened,
      shape,
      scanned,
      index,
      scratch,
      options.people && { columns: people, settings: options.people },
    ),
    totals: rows.totals,
    totalLines: rows.totalLines,
    beside: rows.beside,
    breakdown: rows.breakdown,
    repeatedHeaders: rows.repeatedHeaders,
    footers,
    footerLines: footers.length + (second?.lines.size ?? 0),
    secondTable: second?.line,
    marks: opened.marks,
    lost: opened.lost,
    looksTruncated: opened.cutOff || looksTruncated(bytes, broken),
    rejects: broken.map(({ line, reason }) => ({ line, column: null, value: '', reason })),
    preambleLines: shape.headerLine - 1,
    unnamed: unnamedColumns(bytes, scanned.segments, shape),
    sheet: opened.table && name !== input.name ? opened.table.name : undefined,
    leftOut: [],
    passedOver: [],
    characters: [...BLANKS].filter((char) => char !== ' ' && standsIn(opened, char, scanned)),
    goingOn,
  };
}

/** Rewrites a text that quotes its cells in another way than RFC 4180. `said` tells in words what was changed. */
export async function writtenAsRfc(
  given: Opened,
  delimiter: Delimiter | undefined,
): Promise<{ opened: Opened; said: Text[] }> {
  const isQuoted = QUOTES.some((quote) => given.characters.has(quote));
  let opened = given;
  const said: Text[] = [];
  for (const rewrite of given.table || !isQuoted ? [] : [withoutFormulas, inRfc]) {
    const anew = await inTurns(rewrite(opened.bytes, delimiter));
    if (!anew) continue;
    opened = { ...opened, bytes: anew.bytes, verbatim: false };
    said.push(anew.said);
  }
  return { opened, said };
}

/** @throws {UserError} Where no row is a header, or the text has another delimiter than was named. */
function requireShape(opened: Opened, input: InputFile, options: LoadOptions): FileShape {
  const { settings } = input;
  const { name } = opened;
  const found = shapeOf(opened, input, options);
  if (!found)
    throw new UserError(
      text('no row that could be a header of an export', 'нет строки, похожей на заголовок выгрузки'),
      { file: name },
    );
  refuseDelimiter(found, opened.table === undefined ? delimiterFor(settings, options) : undefined, name);
  const shape = isByPlace(settings) ? withoutHeader(found) : withNamedColumns(found);
  refuseRowsAbove(shape, name);
  return shape;
}

/** Recognises whose export it is and what its columns are: by the headings, else by the values in the rows. */
async function recogniseColumns(
  bytes: Buffer,
  shape: FileShape,
  { settings }: InputFile,
  file: string,
  { dates, people }: LoadOptions,
  decide: ReturnType<typeof decider>,
): Promise<ReturnType<typeof withPersonColumns>> {
  const { headings, preamble } = shape;
  const firstOf = firstRows(bytes, shape);
  const recognised = await decide((valuesOf) => {
    const known = withAccount(recognise(headings, file, settings, { preamble, valuesOf, firstOf }), headings);
    const spanned = withSpans(known, headings, valuesOf, { file, preamble, dates }, firstOf);
    return withLatest(spanned, headings, file, valuesOf);
  });
  return withPersonColumns(recognised, headings, people?.fields ?? NOBODY);
}

/** Without any of these a text is written as RFC 4180 has it. */
const QUOTES = ['"', "'"];

/** Newlines count only where a quoted cell can hold them. */
const standsIn = ({ characters }: Opened, char: string, { hasNewlines }: Scan): boolean =>
  char === '\n' || char === '\r' ? hasNewlines : characters.has(char);

function looksTruncated(bytes: Buffer, broken: Scan['broken']): boolean {
  const last = broken.at(-1);
  return last !== undefined && last.end >= bytes.length && bytes.at(-1) !== 0x0a && bytes.at(-1) !== 0x0d;
}

/** So many broken lines are looked at between two turns. */
const MANY = 50_000;

/** Separates the lines of a footer at the end of the file from the broken lines. */
function* withoutFooter(
  result: Scan,
  bytes: Buffer,
  second: SecondTable | null,
): Work<{ scan: Scan; footers: string[]; broken: Scan['broken'] }> {
  const lastRow = result.segments.at(-1)?.end ?? 0;
  const footers: string[] = [];
  const below = result.broken.filter(({ start }) => start >= lastRow);
  // A single cell below a blank line is not a broken row: at a file's end no rows follow a blank line.
  const gap =
    lastRow > 0 &&
    below[0] !== undefined &&
    /(?:\n|\r)\s*(?:\n|\r)/.test(bytes.toString('latin1', lastRow - 1, below[0].start));
  const isBroken = (one: BrokenLine): boolean => {
    if (second?.lines.has(one)) return false;
    const { start, end, cells } = one;
    const line = bytes.toString('utf8', start, Math.min(end, start + 400));
    // A line with another delimiter in it is a row of another table; a last one without a line break may be cut off.
    const isProse = cells === 1 && end < bytes.length && !/([;\t|,]).*\1/.test(line);
    if (start < lastRow || !(isFooter(line) || (gap && isProse))) return true;
    footers.push(line.trim());
    return false;
  };
  const broken: BrokenLine[] = [];
  for (const [at, one] of result.broken.entries()) {
    if (isBroken(one)) broken.push(one);
    if (at % MANY === MANY - 1) yield;
  }
  return { scan: result, footers, broken };
}
