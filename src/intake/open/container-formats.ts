import { type Text, text, UserError } from '../../error.js';

/** Magic bytes of what is opened: containers of exports. */
const CONTAINERS = [
  { magic: '504b0304', kind: 'zip' },
  { magic: '1f8b', kind: 'gzip' },
  { magic: '28b52ffd', kind: 'zstd' },
] as const;
export type Packing = (typeof CONTAINERS)[number]['kind'];

/** By content and never by name: people rename, and sites name a zip `.csv`. */
export function packingOf(bytes: Buffer): Packing | undefined {
  const head = bytes.subarray(0, 4).toString('hex');
  return CONTAINERS.find(({ magic }) => head.startsWith(magic))?.kind;
}

/** What people take for an export and is none that can be read, by its magic bytes and where they stand. */
const OTHERS: [magic: string, what: Text, at?: number][] = [
  ['d0cf11e0', text('an old Excel file (xls), or one with a password', 'старый файл Excel (xls) или файл с паролем')],
  ['504b0506', text('an empty zip', 'пустой zip')],
  ['25504446', text('a PDF', 'PDF')],
  ['89504e47', text('a PNG picture', 'картинка PNG')],
  ['ffd8ff', text('a JPEG picture', 'картинка JPEG')],
  ['47494638', text('a GIF picture', 'картинка GIF')],
  ['50415231', text('a Parquet file', 'файл Parquet')],
  ['53514c69746520', text('an SQLite database', 'база SQLite')],
  ['7f454c46', text('a program', 'программа')],
  ['425a68', text('a bzip2 file', 'файл bzip2')],
  ['fd377a585a00', text('an xz file', 'файл xz')],
  ['377abcaf271c', text('a 7z archive', 'архив 7z')],
  ['526172211a07', text('a rar archive', 'архив rar')],
  ['7573746172', text('a tar archive', 'архив tar'), 257],
];

/** Refuses what is no text, by what it is. */
export function refuseOtherFormats(bytes: Buffer, name: string): void {
  const known = OTHERS.find(([magic, , at = 0]) =>
    bytes.subarray(at, at + magic.length / 2).equals(Buffer.from(magic, 'hex')),
  );
  if (known) throw notAnExport(known[1], name);
  if (/^[{[]\s*["{[\]}]/.test(headOf(bytes)))
    throw new UserError(text('this is JSON, not a CSV export', 'это JSON, а не выгрузка CSV'), {
      file: name,
      hint: text('download it as CSV', 'скачайте её как CSV'),
    });
}

export const notAnExport = (what: Text, file: string): UserError =>
  new UserError(text(`this is ${what.en}, not an export`, `это ${what.ru}, а не выгрузка`), {
    file,
    hint: text('save it as CSV or xlsx and give that file', 'сохраните её как CSV или xlsx и укажите этот файл'),
  });

/** HTML, or XML of any kind. */
export const isMarkup = (bytes: Buffer): boolean =>
  /^(<!doctype|<!--|<html|<\?xml|<table|<head|<body|<meta|<style|<div)/.test(headOf(bytes));

export const notDownloaded = (file: string): UserError =>
  new UserError(text('this is HTML or XML, not an export', 'это HTML или XML, а не выгрузка'), {
    file,
    hint: text(
      'the download may have failed: download it again as CSV',
      'загрузка могла не удаться: скачайте ещё раз как CSV',
    ),
  });

const headOf = (bytes: Buffer): string =>
  bytes.subarray(0, 512).toString('latin1').replace(/^ï»¿/, '').replaceAll('\0', '').trimStart().toLowerCase();
