import type { Cell, Sheet } from '../model/sheet.js';
import { type Lang, text } from '../model/text.js';
import { shares } from './bars.js';
import { funnelKey, ownKey } from './key-columns.js';
import { safe } from './safe.js';
import { type Seam, seamsOf } from './seam.js';
import { TOTALS } from './table-words.js';
import { nameOf, type Told, tellColumns } from './told-columns.js';

/** One report in words. */
export interface PageSheet {
  /** The machine name: `sources`. */
  readonly name: string;
  readonly title: string;
  /**
   * The columns of which something is known, in their order. How many there is room for is decided by the code that
   * draws them.
   */
  readonly columns: readonly Told[];
  /** The headings of columns of which nothing is known. One sentence under the table replaces a column of dashes. */
  readonly empty: readonly string[];
  readonly rows: readonly PageRow[];
  readonly notes: readonly string[];
  /** The sheet is only for a chart. */
  readonly isDrawn: boolean;
  /** The values of a column, row by row, even of one that no table shows; null: there is no such column. */
  valuesOf(column: string): readonly Cell[] | null;
}

interface PageRow {
  /** The machine name, `VK` or `(total)`: the value of the last key. */
  readonly name: string | null;
  /** The row stands for several others. */
  readonly isTotal: boolean;
  /** The words of the line before the row, where it separates two kinds of rows. */
  readonly seam: Seam | null;
  /** The share of the leads (above the seam: of the visits) that the bar of a stage shows, from 0 to 1. */
  readonly share: number | null;
}

export function pageSheet(sheet: Sheet, lang: Lang): PageSheet {
  const all = tellColumns(sheet, lang);
  const own = ownKey(sheet);
  const seams = seamsOf(sheet);
  const drawn = funnelKey(sheet) ? shares(sheet) : [];
  return {
    name: sheet.name,
    title: safe(sheet.title[lang]),
    columns: all.filter(({ isEmpty }) => !isEmpty),
    empty: all.filter(({ isEmpty, isQuiet }) => isEmpty && !isQuiet).map(nameOf),
    rows: sheet.rows.map((row, at) => {
      const name = own?.value(row);
      return {
        name: typeof name === 'string' ? name : null,
        isTotal: typeof name === 'string' && TOTALS.has(name),
        seam: seams.get(at) ?? null,
        share: drawn[at] ?? null,
      };
    }),
    notes: sheet.notes.map((note) => safe(note[lang])),
    isDrawn: sheet.isDrawn ?? false,
    valuesOf: (column) => {
      const found = sheet.columns.find(({ name }) => name === column);
      return found ? sheet.rows.map((row) => found.value(row)) : null;
    },
  };
}

/** What must be explained under a table with these columns: abbreviations, the dash, what is missing. */
export const footnotes = (
  { empty }: Pick<PageSheet, 'empty'>,
  shown: readonly Told[],
  lang: Lang,
  more: readonly string[] = [],
): string[] => [
  ...new Set(shown.flatMap(({ note }) => note ?? [])),
  ...more,
  ...(shown.some(({ hasUnknown }) => hasUnknown) ? [DASH[lang]] : []),
  ...(empty.length > 0 ? [`${NOTHING_IN[lang]} ${empty.join(', ')}`] : []),
];

export const NO_ROWS = text('no rows', 'нет строк');
const DASH = text(
  '"—" = not in the exports, or cannot be computed from them',
  '«—» = в выгрузках этого нет или из них не посчитать',
);
const NOTHING_IN = text('empty, so not shown:', 'пусто, поэтому не показано:');
