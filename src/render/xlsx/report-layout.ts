import { type Lang, text } from '../../model/text.js';
import { footnotes, NO_ROWS, type PageSheet } from '../page-sheet.js';
import { seamWords } from '../seam.js';
import type { Told } from '../told-columns.js';
import { displayWidth } from '../width.js';
import { formulasOf } from './cell-formula.js';
import { colourOf, type Look } from './cell-styles.js';
import { typedCell } from './typed-cell.js';
import type { Laid, LaidCell } from './worksheet-xml.js';

/** A report as a sheet: headings in line 1, rows below, and after an empty line the notes. */
export function reportLayout(sheet: PageSheet, lang: Lang): Laid {
  const { columns, rows } = sheet;
  const formula = formulasOf(columns, lang);
  const lines = rows.map((row, at) => {
    const look: Look = { isStrong: row.isTotal, isBelow: row.seam !== null };
    return columns.map(
      (column): LaidCell => ({ cell: typedCell(column, at, lang), look, formula: formula(column, at) }),
    );
  });
  const keys = columns.filter(({ isKey }) => isKey).length;
  const widths = columns.map(widthOf);
  const ofKeys = widths.slice(0, keys).reduce((sum, width) => sum + width, 0);
  return {
    rows: [
      columns.map(({ heading, right }) => ({
        cell: { words: heading },
        look: { isHeading: true, isWrapped: true, isCentred: right },
      })),
      ...lines,
      [],
      ...below(sheet, lang).map((words): LaidCell[] => [{ cell: { words }, look: {} }]),
    ],
    widths,
    frozen: [ofKeys > MOST_FROZEN ? 0 : keys, 1],
    filteredTo: rows.length === 0 ? null : lastFiltered(sheet) + 1,
    colours: columns.flatMap(coloursOf),
  };
}

/**
 * The last row that filters and sorting apply to. Totals at the end are outside, so they always stay visible and in
 * place.
 */
function lastFiltered({ rows }: PageSheet): number {
  const first = rows.findIndex(({ isTotal, seam }) => isTotal || seam !== null);
  const isEnd = first > 0 && rows.slice(first).every(({ isTotal }) => isTotal);
  return isEnd ? first : rows.length;
}

/**
 * The notes under a table. Unknown cells are empty here, so the dash needs no note; the line between two kinds of rows
 * becomes a sentence.
 */
function below(sheet: PageSheet, lang: Lang): string[] {
  const { columns, rows, notes } = sheet;
  const shown = columns.map((column) => ({ ...column, hasUnknown: false }));
  const seams = [...new Set(rows.flatMap(({ seam }) => (seam ? [seamWords(seam[0], lang)] : [])))];
  return [
    ...(rows.length === 0 ? [NO_ROWS[lang]] : []),
    ...seams.map((words) => `${LINE[lang]} ${words}`),
    ...footnotes(sheet, shown, lang, columns.some(({ hasUnknown }) => hasUnknown) ? [EMPTY[lang]] : []),
    ...notes,
  ];
}

const LINE = text('The line in the table –', 'Черта в таблице —');
const EMPTY = text(
  'an empty cell = not in the exports, or cannot be computed from them',
  'пустая ячейка = в выгрузках этого нет или из них не посчитать',
);

/**
 * Widths in characters. Headings are wrapped and have room for the filter button; longer names run into the next cell.
 */
const [NARROWEST, WIDEST, HEADING] = [9, 50, 16];
const MOST_FROZEN = 60;

function widthOf({ heading, cells, kind, right }: Told): number {
  const longest = cells.reduce((most, { text: words }) => Math.max(most, displayWidth(words)), 0);
  const word = heading.split(/[\s\u00a0]/).reduce((most, one) => Math.max(most, displayWidth(one)), 0);
  // An amount shows its cents; capitals are wide.
  const ofCells = longest + (kind === 'money' || kind === 'unit_cost' ? 4 : right ? 2 : 3);
  return Math.min(WIDEST, Math.max(NARROWEST, ofCells, word + 4, Math.min(HEADING, displayWidth(heading) + 4)));
}

function coloursOf({ kind, cells }: Told, column: number): Laid['colours'] {
  if (kind !== 'verdict') return [];
  const found = new Map(cells.map(({ text: words, style }) => [words, style]));
  return [...found].flatMap(([words, style]) =>
    colourOf(style) === null || words.length > LONGEST_ASKED ? [] : [{ column, words, style }],
  );
}

/** The longest text that a formula may hold. */
const LONGEST_ASKED = 255;
