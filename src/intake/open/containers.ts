import { orRefused, text, UserError } from '../../error.js';
import type { Encoding } from '../../model/dialect.js';
import { isMarkup, notDownloaded, packingOf, refuseOtherFormats } from './container-formats.js';
import { declared, decode } from './encoding.js';
import { toldByName } from './export-names.js';
import { readTables } from './html.js';
import { Budget, LONGEST_TEXT, tooLarge, ungzip, unzstd } from './unpack.js';
import { isWorkbook, readWorkbook } from './xlsx/workbook.js';
import { readSheet } from './xlsx/worksheet.js';
import { openZip, type Zip } from './zip.js';

/** What a file holds: itself, or one of the texts or tables packed in it. */
export interface Content {
  name: string;
  /** Of an archive: the entry. */
  entry: string | undefined;
  bytes: Buffer;
  /** The name of a sheet, or the number of a page's table. Then the bytes are CSV that the program wrote itself. */
  table: Table | undefined;
  /** Whether these bytes are the file, as it lies on the disk. */
  isWhole: boolean;
}

/** An archive in an archive in an archive is no export any more. */
const DEEPEST = 3;

interface Table {
  of: 'xlsx' | 'html';
  name: string;
  /** Cells that are merged over several rows: the first and last row of each, counted from 1. */
  merged: readonly [number, number][];
  /** Signs of currencies that the formats of its cells bear, by column. */
  signs: ReadonlyMap<number, ReadonlySet<string>>;
}

/** The encoding that somebody named for a file, or for an entry of an archive. */
export type Forced = (entry: string | undefined) => Encoding | undefined;

/** A file, or an entry of an archive, that could not be opened, with its bytes if they could be read. */
export interface Failed {
  name: string;
  entry: string | undefined;
  error: UserError;
  bytes: Buffer | undefined;
}

/** What becomes of it: an error, or others are read without it. */
export type Refuse = (failed: Failed) => void;

export const refuseFailed: Refuse = ({ error }) => {
  throw error;
};

interface Place {
  /** For messages. */
  name: string;
  entry: string | undefined;
  /** How many containers are around it. */
  depth: number;
  budget: Budget;
}

/** Unpacks a file by its content, whatever its name says: gzip, zstd, zip, xlsx, HTML tables; else it is text. */
export const unpack = (bytes: Buffer, name: string, forced: Forced, refuse = refuseFailed): Promise<Content[]> =>
  contentsOf(bytes, { name, entry: undefined, depth: 0, budget: new Budget(bytes.length) }, forced, refuse);

async function contentsOf(bytes: Buffer, place: Place, forced: Forced, refuse: Refuse): Promise<Content[]> {
  const { name, entry, depth, budget } = place;
  if (depth > 0) budget.take(bytes.length, name);
  const inside = { ...place, depth: depth + 1 };
  if (depth > DEEPEST)
    throw new UserError(text('is packed too many times', 'упакован слишком много раз'), {
      file: name,
      hint: text('unpack it and give what is inside', 'распакуйте и укажите то, что внутри'),
    });
  switch (packingOf(bytes)) {
    case 'gzip':
      return contentsOf(await ungzip(bytes, name, budget), inside, forced, refuse);
    case 'zstd':
      return contentsOf(await unzstd(bytes, name, budget), inside, forced, refuse);
    case 'zip': {
      const zip = await openZip(bytes, name);
      return isWorkbook(zip, name) ? sheets(zip, place) : entries(zip, inside, forced, refuse);
    }
  }
  refuseOtherFormats(bytes, name);
  if (isMarkup(bytes)) return tables(bytes, place, forced);
  return [{ name, entry, bytes, table: undefined, isWhole: depth === 0 }];
}

async function sheets(zip: Zip, { name, entry, budget }: Place): Promise<Content[]> {
  const workbook = await readWorkbook(zip, name);
  const contents: Content[] = [];
  for (const sheet of workbook.sheets) {
    const { bytes, merged, signs } = await readSheet(zip, sheet.part, workbook, name);
    budget.take(bytes.length, name);
    contents.push({ name, entry, bytes, table: { of: 'xlsx', name: sheet.name, merged, signs }, isWhole: false });
  }
  return contents;
}

async function entries(zip: Zip, place: Place, forced: Forced, refuse: Refuse): Promise<Content[]> {
  const files = zip.names.filter((entry) => !entry.startsWith('__MACOSX/'));
  // A single file is meant, whatever it is called. What a name does not tell is opened: no export is passed over.
  const exports = files.length === 1 ? files : files.filter((entry) => toldByName(entry) !== 'other').sort();
  if (exports.length === 0)
    throw new UserError(text('no exports in this zip', 'в этом zip нет выгрузок'), {
      file: place.name,
      hint: text('it should hold CSV or xlsx files', 'внутри должны быть файлы CSV или xlsx'),
    });
  const contents: Content[] = [];
  for (const entry of exports) {
    const name = `${place.name}/${entry}`;
    let bytes: Buffer | undefined;
    const found = await orRefused(async () => {
      bytes = await zip.read(entry, place.budget);
      return contentsOf(bytes, { ...place, name, entry }, forced, refuse);
    });
    if (Array.isArray(found)) contents.push(...found);
    else if (place.budget.isSpent) throw found;
    else refuse({ name, entry, error: found, bytes });
  }
  return contents;
}

async function tables(bytes: Buffer, { name, entry }: Place, forced: Forced): Promise<Content[]> {
  if (bytes.length > LONGEST_TEXT) throw tooLarge(name);
  const { bytes: decoded } = await decode(bytes, name, forced(entry), declared(bytes));
  const page = decoded.toString('utf8');
  if (/^\s*<\?xml/.test(page)) throw notDownloaded(name);
  const found = await readTables(page, name);
  if (found.length === 0) throw notDownloaded(name);
  return found.map(({ bytes: table, merged }, at) => ({
    name,
    entry,
    bytes: table,
    table: { of: 'html', name: String(at + 1), merged, signs: new Map() },
    isWhole: false,
  }));
}
