import { open as openFile, stat } from 'node:fs/promises';
import { text, UserError } from '../error.js';
import { type Decoded, decode, type Encoding } from './encoding.js';

export interface Opened {
  path: string;
  /** As the user named it, for messages. */
  name: string;
  /** The whole file as UTF-8, without a byte order mark at its start. */
  bytes: Buffer;
  encoding: Encoding;
  /** Whether `bytes` are the file's own, from `offset` on: then an engine may read the file where it lies. */
  verbatim: boolean;
  /** Bytes of a byte order mark that were skipped. */
  offset: number;
  /** Byte order marks in mid-file, which were taken out: files were joined. */
  marks: number;
  /** Characters that were lost before: U+FFFD. */
  lost: number;
}

/** Files above this are refused rather than read slowly into memory. */
const LARGEST = 2 ** 31 - 1;

/** Opens a file, says what it is by its content, and decodes it fatally: a wrong encoding is an error, never `�`. */
export async function open(path: string, name: string, forced: string | undefined): Promise<Opened> {
  const bytes = await readWhole(path, name);
  refuseOtherFormats(bytes, name);
  const decoded = decode(bytes, name, forced);
  refuseControls(decoded.bytes, name);
  if (isBlank(decoded.bytes))
    throw new UserError(text('the file is empty', 'файл пуст'), {
      file: name,
      hint: text('download the export again', 'скачайте выгрузку ещё раз'),
    });
  return { path, name, ...withoutMarks(decoded) };
}

async function readWhole(path: string, name: string): Promise<Buffer> {
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
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytes.length !== before.size)
      throw new UserError(text('changed while it was read', 'изменился во время чтения'), {
        file: name,
        hint: text('wait until the download has ended, then run again', 'дождитесь конца загрузки и запустите снова'),
      });
    return bytes;
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw cannotRead(name, error as NodeJS.ErrnoException);
    throw error;
  } finally {
    await file.close();
  }
}

export function cannotRead(name: string, error: NodeJS.ErrnoException): UserError {
  if (error.code === 'ENOENT')
    return new UserError(text('there is no such file or folder', 'такого файла или папки нет'), { file: name });
  return new UserError(text(`cannot be read (${error.code})`, `не читается (${error.code})`), { file: name });
}

/** Magic bytes of what people take for a CSV, and what to do instead. */
const FORMATS: [magic: string, what: string, whatRu: string][] = [
  ['504b0304', 'a zip or xlsx file', 'файл zip или xlsx'],
  ['d0cf11e0', 'an old Excel file (xls)', 'старый файл Excel (xls)'],
  ['1f8b', 'a gzip file', 'файл gzip'],
  ['28b52ffd', 'a zstd file', 'файл zstd'],
  ['25504446', 'a PDF', 'PDF'],
  ['89504e47', 'a PNG picture', 'картинка PNG'],
  ['ffd8ff', 'a JPEG picture', 'картинка JPEG'],
  ['47494638', 'a GIF picture', 'картинка GIF'],
  ['50415231', 'a Parquet file', 'файл Parquet'],
  ['53514c69746520', 'an SQLite database', 'база SQLite'],
  ['7f454c46', 'a program', 'программа'],
];

function refuseOtherFormats(bytes: Buffer, name: string): void {
  const head = bytes.subarray(0, 8).toString('hex');
  const known = FORMATS.find(([magic]) => head.startsWith(magic));
  if (known)
    throw new UserError(text(`this is ${known[1]}, not a CSV export`, `это ${known[2]}, а не выгрузка CSV`), {
      file: name,
      hint: text('save it as CSV and give that file', 'сохраните её как CSV и укажите этот файл'),
    });
  const start = bytes.subarray(0, 512).toString('latin1').replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (/^(<!doctype|<html|<\?xml|<table|<head|<body)/.test(start))
    throw new UserError(text('this is HTML or XML, not a CSV export', 'это HTML или XML, а не выгрузка CSV'), {
      file: name,
      hint: text(
        'the download may have failed: download it again as CSV',
        'загрузка могла не удаться: скачайте ещё раз как CSV',
      ),
    });
  if (/^[{[]\s*["{[\]}]/.test(start))
    throw new UserError(text('this is JSON, not a CSV export', 'это JSON, а не выгрузка CSV'), {
      file: name,
      hint: text('download it as CSV', 'скачайте её как CSV'),
    });
}

const CONTROLS = Array.from({ length: 32 }, (_, code) => code).filter((code) => code < 0x09 || code > 0x0d);

/** Text has tabs, newlines and form feeds; any other control character means that this is none. */
function refuseControls(bytes: Buffer, name: string): void {
  // A native search for each: walking the bytes here would cost as much as reading the file.
  const found = CONTROLS.map((code) => bytes.indexOf(code)).filter((at) => at >= 0);
  const at = found.length > 0 ? Math.min(...found) : -1;
  if (at < 0) return;
  const code = (bytes[at] as number).toString(16).padStart(2, '0');
  throw new UserError(
    bytes[at] === 0
      ? text('holds NUL bytes: this is not text', 'внутри нулевые байты: это не текст')
      : text(
          `holds control characters (\\x${code}): this is not text`,
          `внутри управляющие символы (\\x${code}): это не текст`,
        ),
    { file: name, line: bytes.subarray(0, at).filter((byte) => byte === 0x0a).length + 1 },
  );
}

const MARK = Buffer.from('\ufeff');
const LOST = Buffer.from('\ufffd');

function withoutMarks(decoded: Decoded): Decoded & { marks: number; lost: number } {
  const marks = count(decoded.bytes, MARK);
  const lost = count(decoded.bytes, LOST);
  if (marks === 0) return { ...decoded, marks, lost };
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = decoded.bytes.indexOf(MARK); at >= 0; at = decoded.bytes.indexOf(MARK, from)) {
    parts.push(decoded.bytes.subarray(from, at));
    from = at + MARK.length;
  }
  return { ...decoded, bytes: Buffer.concat([...parts, decoded.bytes.subarray(from)]), verbatim: false, marks, lost };
}

function count(bytes: Buffer, needle: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) found++;
  return found;
}

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte <= 0x20) || bytes.toString('utf8').trim() === '';
