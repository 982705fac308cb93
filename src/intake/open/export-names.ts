import { basename, extname } from 'node:path';

const EXPORTS = new Set('csv tsv txt tab xlsx xlsm xls xlsb ods numbers gz zst zip'.split(' '));

/** Endings that other programs give to their files, and to those that they leave while they change or fetch one. */
const OTHERS = new Set(
  [
    'yaml yml json jsonl ndjson htm html xml md log ini toml env lock sqlite db parquet',
    'pdf doc docx odt rtf ppt pptx key pages eml msg ics url lnk webloc',
    'png jpg jpeg gif webp svg bmp tif tiff heic mp3 mp4 wav ogg mov avi webm',
    'js jsx mjs cjs ts tsx mts cts py rb sh bash ps1 cmd bat sql exe dll so jar rar 7z tar',
    'bak old orig tmp temp swp part partial filepart crdownload download',
  ].flatMap((endings) => endings.split(' ')),
);

/**
 * What the name of a file, or of an entry of an archive, says of it: an export, something else, or nothing (`deals`,
 * `leads.csv.1`, `export.php`: as browsers and servers name downloads). Hidden files and the lock files that Excel puts
 * beside an open workbook (`~$crm.xlsx`) are something else.
 */
export function toldByName(path: string): 'export' | 'other' | 'open' {
  const ending = extname(path).slice(1).toLowerCase();
  if (/^(?:\.|~\$)/.test(basename(path))) return 'other';
  if (EXPORTS.has(ending)) return 'export';
  return OTHERS.has(ending) || /^~|~$/.test(basename(path)) ? 'other' : 'open';
}
