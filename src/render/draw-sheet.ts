import { type Lang, text } from '../model/text.js';
import { bar } from './bars.js';
import { type Fit, fitColumns, GAP, type Slot } from './fit.js';
import { type GridCell, grid } from './grid.js';
import { footnotes, NO_ROWS, type PageSheet } from './page-sheet.js';
import { seam } from './seam.js';
import type { Shown } from './shown-cell.js';
import { type NamedSlot, slotOf } from './slots.js';
import type { Paint, Style } from './styles.js';
import { nameOf } from './told-columns.js';
import { cut, cutAtWord, wrap } from './width.js';

/** A sheet as painted lines that fit the width, and the sentences under it, which are not yet wrapped. */
export interface Drawn {
  readonly lines: readonly string[];
  /** Short explanations: abbreviations, the dash, what was hidden. */
  readonly footnotes: readonly string[];
  readonly notes: readonly string[];
}

export function drawSheet(sheet: PageSheet, lang: Lang, width: number, paint: Paint): Drawn {
  const title = sheet.title.toLocaleUpperCase(lang);
  const titleLine = paint('title', cut(title, width));
  const { notes } = sheet;
  if (sheet.rows.length === 0) return { lines: [titleLine], footnotes: [NO_ROWS[lang]], notes };

  const slots = sheet.columns.map((column) => slotOf(column, title));
  const drawn = sheet.rows.map(({ share }) => share);
  const { fitted, barWidth } = fitWithBars(
    slots,
    drawn.some((share) => share !== null),
    width,
  );

  const columns = fitted.shown.flatMap((index, at): Placed[] => {
    const [slot, column] = [slots[index], sheet.columns[index]];
    if (!slot || !column) return [];
    const { right } = column;
    // A name that the row above has as well is not repeated.
    const cells = column.cells.map((cell, row) => (column.repeats[row] ? EMPTY : cell));
    const style = column.isTitle ? 'title' : 'quiet';
    const placed = { ...slot, right, cells, style, width: fitted.widths[at] ?? 0 } satisfies Placed;
    return column.name === 'reached' && barWidth > 0 ? [placed, barColumn(drawn, barWidth)] : [placed];
  });
  const rows = sheet.rows.map((_, row) => columns.map((column) => gridCell(fitting(column, row), paint)));
  const used = columns.reduce((sum, column) => sum + column.width + GAP, -GAP);
  const told = (indices: readonly number[]) => indices.flatMap((index) => sheet.columns[index] ?? []);
  const hidden = told(fitted.hidden).map(nameOf);
  return {
    lines: [
      ...(columns.some(({ style }) => style === 'title') ? [] : [titleLine]),
      ...grid(columns, headings(columns, paint)),
      ...grid(columns, rows).flatMap((line, row) => {
        const said = sheet.rows[row]?.seam;
        // Between names alone there is nothing to tell apart.
        return said && columns.length > 1 ? [paint('quiet', seam(said, lang, used)), line] : [line];
      }),
    ],
    footnotes: [
      ...footnotes(sheet, told(fitted.shown), lang, barWidth > 0 ? [BARS[lang]] : []),
      ...(hidden.length > 0 ? [`${HIDDEN[lang]} ${hidden.join(', ')}; ${ALL[lang]}`] : []),
    ],
    notes,
  };
}

interface Placed {
  readonly width: number;
  readonly right: boolean;
  readonly heading: string;
  readonly style: Style;
  readonly cut: Slot['cut'];
  readonly cells: readonly Shown[];
}

/** A cell that fits its column. A verdict is cut at a word, since half a word may mean something else. */
function fitting({ cells, cut: which, width }: Placed, row: number): Shown {
  const { text, style } = cells[row] ?? EMPTY;
  return { text: which === 'last' ? cutAtWord(text, width) : text, style };
}

const EMPTY: Shown = { text: '', style: 'plain' };
const [LEAST_BAR, MOST_BAR] = [6, 12];
/** The columns that bars show as well: only these may be hidden to make room for bars. */
const DRAWN: readonly string[] = ['overall_rate', 'lead_rate'];

function fitWithBars(told: readonly NamedSlot[], bars: boolean, width: number): { fitted: Fit; barWidth: number } {
  const fitted = fitColumns(told, width);
  if (!bars || !told.some(({ name }) => name === 'reached')) return { fitted, barWidth: 0 };
  const tight = fitColumns(told, width - LEAST_BAR - GAP);
  const lost = tight.hidden.filter((index) => !fitted.hidden.includes(index));
  if (!lost.every((index) => DRAWN.includes(told[index]?.name ?? ''))) return { fitted, barWidth: 0 };
  const cutShort = tight.shown.some((index, at) => (told[index]?.width ?? 0) > (tight.widths[at] ?? 0));
  if (cutShort) return { fitted, barWidth: 0 };
  const room = width - tight.widths.reduce((sum, one) => sum + one + GAP, 0);
  return { fitted: tight, barWidth: Math.min(MOST_BAR, room) };
}

const barColumn = (drawn: readonly (number | null)[], width: number): Placed => ({
  width,
  right: false,
  heading: '',
  style: 'quiet',
  cut: 'never',
  cells: drawn.map((share) => ({ text: share === null ? '' : bar(share, width), style: 'bar' })),
});

/** Headings take as many lines as they need; their last line is just above the figures. */
function headings(columns: readonly Placed[], paint: Paint): GridCell[][] {
  const wrapped = columns.map(({ heading, width }) => wrap(heading, width));
  const height = Math.max(...wrapped.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns.map(({ style }, at) => {
      const lines = wrapped[at] ?? [];
      return gridCell({ text: lines[line - height + lines.length] ?? '', style }, paint);
    }),
  );
}

const gridCell = ({ text, style }: Shown, paint: Paint): GridCell => ({ text, paint: (part) => paint(style, part) });

const BARS = text('bars: share of leads, above the seam of visits', 'полосы: доля от лидов, над чертой от переходов');
const HIDDEN = text('no room for:', 'не поместились:');
const ALL = text('--format csv has all columns', 'все столбцы: --format csv');
