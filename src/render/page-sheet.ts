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
  /** Of the machine: `sources`. */
  readonly name: string;
  readonly title: string;
  /** Those of which something is known, in their order. Which of them there is room for, whoever draws it knows. */
  readonly columns: readonly Told[];
  /** The headings of those of which nothing is: a column of dashes says one thing, once, under the table. */
  readonly empty: readonly string[];
  readonly rows: readonly PageRow[];
  readonly notes: readonly string[];
  /** It is there for a chart alone. */
  readonly isDrawn: boolean;
  /** What a column holds, row by row, also one that no table shows; null: there is no such column. */
  valuesOf(column: string): readonly Cell[] | null;
}

interface PageRow {
  /** Of the machine, `VK` or `(total)`: what the last of the keys holds. */
  readonly name: string | null;
  /** It stands for many others. */
  readonly isTotal: boolean;
  /** What the line before it says, where it is drawn between two kinds of rows. */
  readonly seam: Seam | null;
  /** Which part of the leads (of the visits, above the seam) the bar of a stage draws, from 0 to 1. */
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

/** What must be explained under a table of these columns: abbreviations, the dash, what is not in it. */
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
