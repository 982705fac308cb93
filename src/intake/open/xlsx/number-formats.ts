import type { Zip } from '../zip.js';
import { readXml } from './xml.js';

/** What the number of a cell means by its format: Excel keeps a date as a number of days. */
export type Shown = 'number' | 'moment' | 'time' | 'duration';

/** The formats that every workbook has without naming them. Source: ECMA-376 part 1, 18.8.30. */
function builtIn(id: number): Shown {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'moment';
  if (id === 46) return 'duration';
  return (id >= 18 && id <= 21) || id === 45 || id === 47 ? 'time' : 'number';
}

/** What a custom format shows: `dd.mm.yyyy hh:mm`, `[h]:mm:ss`, `#,##0.00 "р."`. */
export function shownBy(code: string): Shown {
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|_.|\*./g, '');
  if (/\[(h+|m+|s+)\]/i.test(bare)) return 'duration';
  const letters = bare.replace(/\[[^\]]*\]/g, '').replace(/general|am\/pm|a\/p/gi, '');
  if (/[yd]/i.test(letters)) return 'moment';
  if (/[hs]/i.test(letters)) return 'time';
  // Months alone ("mmmm"); beside hours or seconds an m is a minute.
  return /m/i.test(letters) ? 'moment' : 'number';
}

/** The sign of a currency that a format puts beside its number: `[$€-407] #,##0.00`, `#,##0.00" р."`, `"$"#,##0`. */
function signIn(code: string): string | null {
  const [, named] = /\[\$([^\]-]+)(?:-[0-9A-F]+)?\]/i.exec(code) ?? [];
  const bare = code.replace(/\[[^\]]*\]|["\\]/g, '');
  const [sign] = /[$€£₽₴₸₹]|р(?:уб)?\.|руб(?![а-яё])|\b(?:RUB|USD|EUR|GBP|KZT|BYN|UAH)\b/iu.exec(bare) ?? [];
  return named?.trim() || (sign ?? null);
}

export interface Format {
  shown: Shown;
  /** The sign of a currency. */
  sign: string | null;
}

/** What each style of a workbook shows, by its place in the list of styles. */
export async function readFormats(zip: Zip, part: string, file: string): Promise<Format[]> {
  const own = new Map<string, Format>();
  const styles: Format[] = [];
  let inCells = false;
  await readXml(zip, part, file, {
    open(tag, { numFmtId = '0', formatCode = '' }) {
      if (tag === 'numFmt') own.set(numFmtId, { shown: shownBy(formatCode), sign: signIn(formatCode) });
      if (tag === 'cellXfs') inCells = true;
      if (tag === 'xf' && inCells) styles.push(own.get(numFmtId) ?? { shown: builtIn(Number(numFmtId)), sign: null });
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
