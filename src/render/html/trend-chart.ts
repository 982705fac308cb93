import { scaleLinear, scalePoint } from 'd3-scale';
import { line } from 'd3-shape';
import { isExact, toNumber } from '../../model/exact.js';
import { type Lang, text } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import type { Told } from '../told-columns.js';
import { chartFigure, px, WIDTH } from './chart-figure.js';
import { type Markup, markup } from './markup.js';
import { sheetTable } from './sheet-table.js';

const [LEFT, RIGHT, PANEL, PLOT] = [4, WIDTH - 4, 92, 56];
/**
 * The figures, and whether they still grow after the period is over: if so, those of a period that is too early may
 * rise.
 */
const FOLLOWED = [
  ['leads', false],
  ['cpl', false],
  ['qualified_rate', true],
  ['deals', true],
] as const;

/**
 * Figures from period to period, each on its own scale from zero. Periods that are not whole are hollow, those that are
 * too early dashed.
 */
export function trendChart(sheet: PageSheet, lang: Lang): Markup | null {
  const { columns, rows } = sheet;
  const period = columns.find(({ isKey }) => isKey);
  const at = rows.flatMap(({ isTotal }, index) => (isTotal ? [] : [index]));
  if (sheet.name !== 'trend' || columns.filter(({ isKey }) => isKey).length !== 1 || !period || at.length < 3)
    return null;
  const states = sheet.valuesOf('state') ?? [];
  const panels = FOLLOWED.flatMap(([name, grows]) => {
    const column = columns.find((one) => one.name === name);
    return column && at.filter((index) => isExact(column.values[index])).length > 1 ? [{ column, grows }] : [];
  });
  if (panels.length === 0) return null;
  const x = scalePoint(at, [LEFT + 4, RIGHT - 4]);
  const place = (index: number) => x(index) ?? LEFT;
  const foot = panels.length * PANEL;
  const named = at.filter((_, index) => index === 0 || index === at.length - 1 || index === Math.floor(at.length / 2));
  return chartFigure('chart-trend', {
    title: sheet.title,
    told: [HOW[lang]],
    height: foot + 14,
    drawn: [
      ...panels.flatMap(({ column, grows }, index) =>
        panelOf(
          column,
          at.map((row) => ({ row, x: place(row), state: stateOf(states[row], grows) })),
          index * PANEL,
        ),
      ),
      ...named.map(
        (row, index) =>
          markup`<text class="soft" x="${px(place(row))}" y="${foot + 6}" font-size="10" text-anchor="${index === 0 ? 'start' : row === at.at(-1) ? 'end' : 'middle'}">${period.cells[row]?.text}</text>`,
      ),
    ],
    beside: sheet.isDrawn
      ? markup`<details${at.length > MOST_OPEN ? null : markup` open`}><summary>${ROWS[lang]}</summary>${sheetTable(sheet, lang, HALF)}</details>`
      : null,
  });
}

/** Rows beside the chart; more rows than fit its height are folded. */
const [HALF, MOST_OPEN] = [60, 16];

type State = 'whole' | 'partial' | 'too early';
const stateOf = (state: unknown, grows: boolean): State =>
  state === 'partial' ? 'partial' : state === 'too early' && grows ? 'too early' : 'whole';

interface Placed {
  readonly row: number;
  readonly x: number;
  readonly state: State;
}

function panelOf(column: Told, places: readonly Placed[], top: number): Markup[] {
  const known = places.flatMap((one) => {
    const value = column.values[one.row] ?? null;
    return isExact(value) ? [{ ...one, value: toNumber(value, 6) }] : [];
  });
  const y = scaleLinear([0, Math.max(...known.map(({ value }) => value)) * 1.1 || 1], [top + 20 + PLOT, top + 20]);
  const drawn = line<(typeof known)[number]>()
    .x((one) => px(one.x))
    .y((one) => px(y(one.value)));
  const runs = inRuns(places, known);
  const last = known.findLast(({ state }) => state === 'whole');
  const floor = top + 20 + PLOT;
  return [
    markup`<text x="${LEFT}" y="${top + 12}">${column.heading}</text>${
      last
        ? markup`<text x="${RIGHT}" y="${top + 12}" text-anchor="end" font-weight="600">${column.cells[last.row]?.text}</text>`
        : null
    }<line class="soft" x1="${LEFT}" x2="${RIGHT}" y1="${floor}" y2="${floor}" stroke="currentColor" stroke-opacity="0.3"/>`,
    ...runs.map(
      ({ points, isSure }) =>
        markup`<path class="accent" d="${drawn(points)}" fill="none" stroke="currentColor" stroke-width="1.75"${isSure ? null : markup` stroke-dasharray="3 3" stroke-opacity="0.7"`}/>`,
    ),
    ...known.map(
      (one) =>
        markup`<circle class="accent${one.state === 'whole' ? '' : ' hollow'}" cx="${px(one.x)}" cy="${px(y(one.value))}" r="3"${one.state === 'whole' ? null : markup` fill="#fff" stroke="currentColor"`}><title>${column.cells[one.row]?.text}</title></circle>`,
    ),
  ];
}

/** Lines between consecutive periods. A period without a known value interrupts the line. */
function inRuns<P extends Placed>(places: readonly Placed[], known: readonly P[]): { points: P[]; isSure: boolean }[] {
  const runs: { points: P[]; isSure: boolean }[] = [];
  for (const [at, { row }] of places.entries()) {
    const [from, to] = [known.find((one) => one.row === places[at - 1]?.row), known.find((one) => one.row === row)];
    if (!from || !to) continue;
    const isSure = from.state === 'whole' && to.state === 'whole';
    const before = runs.at(-1);
    if (before && before.isSure === isSure && before.points.at(-1) === from) before.points.push(to);
    else runs.push({ points: [from, to], isSure });
  }
  return runs;
}

const HOW = text(
  'Each from zero. Hollow: not all of the period, or too early: what is dashed may yet change. At the right: the last one that is whole.',
  'Каждая линия от нуля. Пустой кружок: период не целиком или судить рано, пунктир ещё изменится. Справа: последний целый период.',
);
const ROWS = text('As a table', 'Таблицей');
