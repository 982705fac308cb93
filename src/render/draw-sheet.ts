import type { Sheet } from '../model/sheet.js';
import { type Lang, text } from '../model/text.js';
import { bar, shares } from './bars.js';
import { type Fit, fitColumns, GAP, type Slot } from './fit.js';
import { type GridCell, grid } from './grid.js';
import { funnelKey } from './key-columns.js';
import { safe } from './safe.js';
import { seam, seamsOf } from './seam.js';
import type { Shown } from './shown-cell.js';
import type { Paint, Style } from './styles.js';
import { type Told, tellColumns } from './told-columns.js';
import { cut, cutAtWord, wrap } from './width.js';

/** A sheet as lines that fit the width, painted; and what must be said under it, still to be wrapped. */
export interface Drawn {
  readonly lines: readonly string[];
  /** Short explanations: abbreviations, the dash, what was hidden. */
  readonly footnotes: readonly string[];
  readonly notes: readonly string[];
}

export function drawSheet(sheet: Sheet, lang: Lang, width: number, paint: Paint): Drawn {
  const title = safe(sheet.title[lang]).toLocaleUpperCase(lang);
  const titleLine = paint('title', cut(title, width));
  const notes = sheet.notes.map((note) => safe(note[lang]));
  if (sheet.rows.length === 0) return { lines: [titleLine], footnotes: [NO_ROWS[lang]], notes };

  const all = tellColumns(sheet, title, lang);
  // A column of dashes says one thing, once: under the table.
  const told = all.filter(({ isEmpty }) => !isEmpty);
  const empty = all.filter(({ isEmpty }) => isEmpty).map(spelledOut);
  const drawn = funnelKey(sheet) ? shares(sheet) : [];
  const { fitted, barWidth } = fitWithBars(
    told,
    drawn.some((share) => share !== null),
    width,
  );

  const columns = fitted.shown.flatMap((index, at): Placed[] => {
    const column = told[index];
    if (!column) return [];
    const style = column.isTitle ? 'title' : 'quiet';
    const placed = { ...column, style, width: fitted.widths[at] ?? 0 } satisfies Placed;
    return column.name === 'reached' && barWidth > 0 ? [placed, barColumn(drawn, barWidth)] : [placed];
  });
  const rows = sheet.rows.map((_, row) => columns.map((column) => gridCell(fitting(column, row), paint)));
  const seams = seamsOf(sheet);
  const used = columns.reduce((sum, column) => sum + column.width + GAP, -GAP);
  const shown = fitted.shown.flatMap((index) => told[index] ?? []);
  const hidden = fitted.hidden.flatMap((index) => (told[index] ? [spelledOut(told[index])] : []));
  return {
    lines: [
      ...(columns.some(({ style }) => style === 'title') ? [] : [titleLine]),
      ...grid(columns, headings(columns, paint)),
      ...grid(columns, rows).flatMap((line, row) => {
        const said = seams.get(row);
        return said ? [paint('quiet', seam(said, lang, used)), line] : [line];
      }),
    ],
    footnotes: [
      ...new Set(shown.flatMap(({ note }) => note ?? [])),
      ...(barWidth > 0 ? [BARS[lang]] : []),
      ...(shown.some(({ hasUnknown }) => hasUnknown) ? [DASH[lang]] : []),
      ...(empty.length > 0 ? [`${NOTHING_IN[lang]} ${empty.join(', ')}`] : []),
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

/** Half a word of a verdict is another one. */
function fitting({ cells, cut: which, width }: Placed, row: number): Shown {
  const { text, style } = cells[row] ?? EMPTY;
  return { text: which === 'last' ? cutAtWord(text, width) : text, style };
}

const EMPTY: Shown = { text: '', style: 'plain' };
const [LEAST_BAR, MOST_BAR] = [6, 12];
/** What the bars draw: they may take the place of these, and of no other column. */
const DRAWN: readonly string[] = ['overall_rate', 'lead_rate'];

function fitWithBars(told: readonly Told[], bars: boolean, width: number): { fitted: Fit; barWidth: number } {
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

/** Headings stand on the line above the figures, however many lines they take. */
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

/**
 * A heading that is not in the table, an abbreviation with its words: the note `CPQL, cost per qualified lead = …`
 * makes it `CPQL (cost per qualified lead)`.
 */
function spelledOut({ heading, note }: Told): string {
  const words =
    /^[A-Z]+$/.test(heading) && note?.startsWith(`${heading}, `)
      ? note.slice(heading.length + 2).split(' = ')[0]
      : undefined;
  return `${heading.replaceAll(' ', '\u00a0')}${words ? ` (${words})` : ''}`;
}

const gridCell = ({ text, style }: Shown, paint: Paint): GridCell => ({ text, paint: (part) => paint(style, part) });

const NO_ROWS = text('no rows', 'нет строк');
const BARS = text('bars: share of leads, above the seam of visits', 'полосы: доля от лидов, над чертой от переходов');
const DASH = text(
  '"—" = not in the exports, or cannot be computed from them',
  '«—» = в выгрузках этого нет или из них не посчитать',
);
const NOTHING_IN = text('empty, so not shown:', 'пусто, поэтому не показано:');
const HIDDEN = text('no room for:', 'не поместились:');
const ALL = text('--format csv has all columns', 'все столбцы: --format csv');
