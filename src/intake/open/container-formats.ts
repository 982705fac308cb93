import { type Text, text, UserError } from '../../error.js';

/** Magic bytes of what is opened: containers of exports. */
const CONTAINERS = [
  { magic: '504b0304', kind: 'zip' },
  { magic: '1f8b', kind: 'gzip' },
  { magic: '28b52ffd', kind: 'zstd' },
] as const;
type Packing = (typeof CONTAINERS)[number]['kind'];

/** Told by content and never by name: people rename files, and sites name a zip `.csv`. */
export function packingOf(bytes: Buffer): Packing | undefined {
  const head = bytes.subarray(0, 4).toString('hex');
  return CONTAINERS.find(({ magic }) => head.startsWith(magic))?.kind;
}

/**
 * A kind of file that people take for an export and that cannot be read: its magic bytes, where they stand, and what to
 * do.
 */
interface Other {
  magic: string;
  what: Text;
  hint?: Text;
  at?: number;
}

const UNPACK = text('unpack it and give what is inside', 'распакуйте и укажите то, что внутри');

/** What shows figures and holds none. */
export const DOWNLOAD = text(
  'download the export itself as CSV or xlsx: funnel formats says where',
  'скачайте саму выгрузку как CSV или xlsx: где, скажет funnel formats',
);

const OTHERS: readonly Other[] = [
  { magic: '504b0506', what: text('an empty zip', 'пустой zip'), hint: DOWNLOAD },
  { magic: '25504446', what: text('a PDF', 'PDF'), hint: DOWNLOAD },
  { magic: '89504e47', what: text('a PNG picture', 'картинка PNG'), hint: DOWNLOAD },
  { magic: 'ffd8ff', what: text('a JPEG picture', 'картинка JPEG'), hint: DOWNLOAD },
  { magic: '47494638', what: text('a GIF picture', 'картинка GIF'), hint: DOWNLOAD },
  { magic: '50415231', what: text('a Parquet file', 'файл Parquet') },
  { magic: '53514c69746520', what: text('an SQLite database', 'база SQLite') },
  { magic: '7f454c46', what: text('a program', 'программа'), hint: DOWNLOAD },
  { magic: '425a68', what: text('a bzip2 file', 'файл bzip2'), hint: UNPACK },
  { magic: 'fd377a585a00', what: text('an xz file', 'файл xz'), hint: UNPACK },
  { magic: '377abcaf271c', what: text('a 7z archive', 'архив 7z'), hint: UNPACK },
  { magic: '526172211a07', what: text('a rar archive', 'архив rar'), hint: UNPACK },
  { magic: '7573746172', at: 257, what: text('a tar archive', 'архив tar'), hint: UNPACK },
];

/** The head of a table that was written into a file. */
const OWN_REPORT = /^(?:Funnel|Воронка) · /;
const ELSEWHERE = text('write reports into a folder of their own', 'пишите отчёты в отдельную папку');

/** Old Excel files and password-protected ones are the same kind of container; the latter name their part in it. */
const OLE = Buffer.from('d0cf11e0', 'hex');
const LOCKED = Buffer.from('EncryptedPackage', 'utf16le');

/** Refuses what is no text, by what it is. */
export function refuseOtherFormats(bytes: Buffer, name: string): void {
  if (bytes.subarray(0, 4).equals(OLE)) throw bytes.includes(LOCKED) ? lockedWorkbook(name) : oldWorkbook(name);
  const known = OTHERS.find(({ magic, at = 0 }) =>
    bytes.subarray(at, at + magic.length / 2).equals(Buffer.from(magic, 'hex')),
  );
  if (known) throw notAnExport(known.what, name, known.hint);
  if (OWN_REPORT.test(bytes.toString('utf8', 0, 40)))
    throw notAnExport(text('a report that funnel wrote', 'отчёт funnel'), name, ELSEWHERE);
  if (/^[{[]\s*["{[\]}]/.test(headOf(bytes)))
    throw new UserError(text('this is JSON, not a CSV export', 'это JSON, а не выгрузка CSV'), {
      file: name,
      hint: text('download it as CSV', 'скачайте её как CSV'),
    });
}

const oldWorkbook = (file: string): UserError =>
  new UserError(text('this is an old Excel file (xls)', 'это старый файл Excel (xls)'), {
    file,
    hint: text('open it in Excel and save it as .xlsx', 'откройте его в Excel и сохраните как .xlsx'),
  });

const lockedWorkbook = (file: string): UserError =>
  new UserError(text('this Excel file is protected by a password', 'этот файл Excel защищён паролем'), {
    file,
    hint: text(
      'take the password off in Excel (File → Info → Protect Workbook) and save it',
      'снимите пароль в Excel (Файл → Сведения → Защита книги) и сохраните',
    ),
  });

export const notAnExport = (what: Text, file: string, hint = SAVE): UserError =>
  new UserError(text(`this is ${what.en}, not an export`, `это ${what.ru}, а не выгрузка`), { file, hint });

const SAVE = text('save it as CSV or xlsx and give that file', 'сохраните его как CSV или xlsx и укажите этот файл');

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
