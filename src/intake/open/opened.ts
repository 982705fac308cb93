import type { Stats } from 'node:fs';
import { open as openFile, stat } from 'node:fs/promises';
import { orRefused, text, UserError } from '../../error.js';
import type { Encoding } from '../../model/dialect.js';
import { type Content, type Forced, type Refuse, refuseFailed, unpack } from './containers.js';
import { decode } from './encoding.js';
import { type Looked, lookThrough } from './look-through.js';
import { isBlank, refuseControls, withoutMarks } from './text-checks.js';

/** One text to be read: a file, or what is packed in it. */
export interface Opened extends Looked {
  path: string;
  /** As the user named it, for messages; in an archive with the name of the entry. */
  name: string;
  /** The whole of it as UTF-8, without a byte order mark at its start. */
  bytes: Buffer;
  /** Of an archive: the entry. */
  entry: string | undefined;
  /** Its encoding; `xlsx` or `html` where its cells never were a text of their own. */
  encoding: string;
  /** The table of a workbook or page that this text is. There each record is one line, and not every table is an export. */
  table: Content['table'];
  /** Whether `bytes` are the file's own: then an engine may read the file where it lies. */
  verbatim: boolean;
  /** The state of the file when it was read, as an engine may read it once more. */
  stamp: string;
  /** Half a character was left at the end: the download was cut off. */
  cutOff: boolean;
  /** Byte order marks in the middle of the file, which were taken out: files were joined. */
  marks: number;
  /** Characters that were lost before: U+FFFD. */
  lost: number;
}

/** Files above this are refused rather than read slowly into memory. */
const LARGEST = 2 ** 31 - 1;

/**
 * Opens a file: recognises it by its content, unpacks it and decodes it. A wrong encoding is an error and never `�`. A
 * workbook, a page or an archive holds several texts. What cannot be opened is handed to `refuse`.
 */
export async function open(
  path: string,
  name: string,
  forced: Forced = () => undefined,
  refuse: Refuse = refuseFailed,
): Promise<Opened[]> {
  const read = await orRefused(() => readWhole(path, name));
  if (!('bytes' in read)) {
    refuse({ name, entry: undefined, error: read, bytes: undefined });
    return [];
  }
  const opened = await orRefused(() => textsOf({ path, ...read }, name, forced, refuse));
  if (Array.isArray(opened)) return opened;
  refuse({ name, entry: undefined, error: opened, bytes: read.bytes });
  return [];
}

/** The same of bytes that were read. */
export async function textsOf(
  { bytes: whole, ...file }: { path: string; stamp: string; bytes: Buffer },
  name: string,
  forced: Forced,
  refuse: Refuse = refuseFailed,
): Promise<Opened[]> {
  let failed = 0;
  const fail: Refuse = (one) => {
    failed++;
    refuse(one);
  };
  const opened: Opened[] = [];
  for (const content of await unpack(whole, name, forced, fail)) {
    const text = await orRefused(() => decoded(content, forced(content.entry)));
    if (!('bytes' in text)) fail({ ...content, error: text });
    // Sheets may be blank for reasons of their own; a blank text is a download that failed.
    else if (!isBlank(text.bytes)) opened.push({ ...file, ...content, ...text });
    else if (content.table === undefined) fail({ ...content, error: blank(content.name) });
  }
  if (opened.length === 0 && failed === 0) throw blank(name);
  return opened;
}

const blank = (file: string): UserError =>
  file === '-'
    ? NOTHING_PIPED
    : new UserError(text('the file is empty', 'файл пуст'), {
        file,
        hint: text('download the export again', 'скачайте выгрузку ещё раз'),
      });

const NOTHING_PIPED = new UserError(text('nothing came by standard input', 'в стандартный ввод ничего не пришло'), {
  hint: text('give it a file: funnel report - < crm.csv', 'подайте файл: funnel report - < crm.csv'),
});

async function decoded({ bytes, table, name, isWhole }: Content, forced: Encoding | undefined) {
  const text =
    table === undefined
      ? await decode(bytes, name, forced)
      : { bytes, encoding: table.of, verbatim: false, cutOff: false };
  const looked = await lookThrough(text.bytes);
  refuseControls(text.bytes, looked.characters, name);
  const clean = withoutMarks(text, looked.characters);
  const known = clean.marks === 0 ? looked : await lookThrough(clean.bytes);
  return { ...clean, ...known, verbatim: clean.verbatim && isWhole };
}

async function readWhole(path: string, name: string): Promise<{ bytes: Buffer; stamp: string }> {
  // Opening a pipe that nobody writes into would wait for ever.
  const kind = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(name, error);
  });
  if (!kind.isFile()) throw new UserError(text('is not a file', 'это не файл'), { file: name });
  const file = await openFile(path).catch((error: NodeJS.ErrnoException) => {
    throw cannotRead(name, error);
  });
  try {
    const before = await file.stat();
    if (!before.isFile()) throw new UserError(text('is not a file', 'это не файл'), { file: name });
    if (before.size > LARGEST)
      throw new UserError(text('is larger than 2 GB', 'больше 2 ГБ'), {
        file: name,
        hint: text('export it in parts, by month for example', 'выгрузите по частям, например по месяцам'),
      });
    const bytes = await file.readFile();
    const after = await file.stat();
    if (stampOf(after) !== stampOf(before) || bytes.length !== before.size) throw changed(name);
    return { bytes, stamp: stampOf(after) };
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw cannotRead(name, error as NodeJS.ErrnoException);
    throw error;
  } finally {
    await file.close();
  }
}

const stampOf = ({ dev, ino, size, mtimeMs }: Stats): string => [dev, ino, size, mtimeMs].join(' ');

const changed = (name: string): UserError =>
  new UserError(text('changed while it was read', 'изменился во время чтения'), {
    file: name,
    hint: text('wait until the download has ended, then run again', 'дождитесь конца загрузки и запустите снова'),
  });

/** The scan and the engine must have seen one and the same file. */
export async function refuseChanged({ path, name, stamp }: Pick<Opened, 'path' | 'name' | 'stamp'>): Promise<void> {
  const now = await stat(path).catch(() => null);
  if (!now || stampOf(now) !== stamp) throw changed(name);
}

export function cannotRead(name: string, error: NodeJS.ErrnoException): UserError {
  if (error.code === 'ENOENT')
    return new UserError(text('there is no such file or folder', 'такого файла или папки нет'), { file: name });
  return new UserError(text(`cannot be read (${error.code})`, `не читается (${error.code})`), { file: name });
}
