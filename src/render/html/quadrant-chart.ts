import { scaleLinear, scaleLog, scaleSqrt } from 'd3-scale';
import { compareWords } from '../../model/compare-words.js';
import { fromNumber, isExact, toNumber } from '../../model/exact.js';
import { number } from '../../model/numbers.js';
import { type Lang, type Text, text } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import { chartFigure, px, WIDTH, widthOf } from './chart-figure.js';
import { type Markup, markup } from './markup.js';
import { type Box, placeLabels } from './place-labels.js';

const HEIGHT = 380;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, WIDTH - 8, 22, HEIGHT - 44];
/** Below zero there is room for the names of the lower fields. */
const FLOOR = BOTTOM - 30;
const SIZE = 11;
const LONGEST = 22;

/** A source as a point: its cost per lead, and the share of its leads that is qualified. */
interface Point {
  readonly name: string;
  readonly cpl: number;
  readonly rate: number;
  readonly spend: number;
  /** It is known that no deal came of its leads. */
  readonly isEmpty: boolean;
  /** Too few leads, too young ones, or too many gaps to judge. */
  readonly isOpen: boolean;
  readonly told: string;
}

/**
 * Cost per lead against the share of qualified leads: a point for each source that is paid for, with an area in
 * proportion to spend. The cross marks all these sources together.
 */
export function quadrantChart(sheet: PageSheet, lang: Lang): Markup | null {
  if (sheet.name !== 'sources' || sheet.columns.filter(({ isKey }) => isKey).length !== 1) return null;
  const points = pointsOf(sheet, (name) => name !== '(paid)');
  const [cross] = pointsOf(sheet, (name) => name === '(paid)');
  if (points.length < 2) return null;
  const costs = points.map(({ cpl }) => cpl).filter((cost) => cost > 0);
  const [least, most] = [Math.min(...costs), Math.max(...costs)];
  const isWide = most / least > 8 && costs.length === points.length;
  const x = isWide
    ? scaleLog([least / 1.5, most * 1.5], [LEFT, RIGHT])
    : scaleLinear([0, Math.max(most, cross?.cpl ?? 0) * 1.15 || 1], [LEFT, RIGHT]);
  const y = scaleLinear([0, Math.min(1.05, Math.max(...points.map(({ rate }) => rate), 0.05) * 1.2)], [FLOOR, TOP]);
  const area = scaleSqrt([0, Math.max(...points.map(({ spend }) => spend), 1)], [3, 26]);
  const placed = points.map((point) => ({ point, x: x(point.cpl), y: y(point.rate), r: area(point.spend) }));
  const fields = cross ? fieldsOf(lang) : [];
  const labels = placeLabels(
    placed.map((one) => ({ ...one, width: widthOf(short(one.point.name), SIZE) })),
    { x: LEFT, y: TOP - 14, width: WIDTH - LEFT, height: BOTTOM - TOP + 14 },
    fields.map(({ box }) => box),
  );
  const unnamed = placed.filter((_, at) => labels[at] === null);
  return chartFigure('chart-quadrant', {
    title: TITLE[lang],
    told: [
      HOW[lang],
      ...(unnamed.length === 0
        ? []
        : [`${UNNAMED[lang]} ${unnamed.map(({ point }, at) => `${at + 1} ${point.name}`).join(' · ')}`]),
    ],
    height: HEIGHT,
    drawn: [
      ...axes(
        x
          .ticks(4)
          .filter((_, at, all) => !isWide || at % Math.ceil(all.length / 4) === 0)
          .map((tick) => [tick, x(tick)]),
        y.ticks(5).map((tick) => [tick, y(tick)]),
        lang,
      ),
      ...fields.map(
        ({ words, anchor, box }) =>
          markup`<text class="soft" x="${anchor === 'end' ? box.x + box.width : box.x}" y="${box.y + 10}" font-size="10" text-anchor="${anchor}" fill-opacity="0.8">${words}</text>`,
      ),
      cross
        ? // Not through the names of the upper fields.
          markup`<g class="soft" stroke="currentColor" stroke-dasharray="5 4"><line x1="${px(x(cross.cpl))}" x2="${px(x(cross.cpl))}" y1="${TOP + 16}" y2="${BOTTOM}"/><line x1="${LEFT}" x2="${RIGHT}" y1="${px(y(cross.rate))}" y2="${px(y(cross.rate))}"/></g>`
        : null,
      // The largest first, so that none hides another.
      ...placed
        .toSorted((a, b) => b.r - a.r || compareWords(a.point.name, b.point.name))
        .map(({ point, ...at }) => discOf(point, at)),
      ...placed.map(({ point, ...at }, index) => {
        const box = labels[index];
        return box
          ? markup`<text x="${px(box.x)}" y="${px(box.y + 10)}" font-size="${SIZE}">${short(point.name)}</text>`
          : markup`<text x="${px(at.x)}" y="${px(at.y + 4)}" font-size="${SIZE}" font-weight="700" text-anchor="middle">${unnamed.findIndex((one) => one.point === point) + 1}</text>`;
      }),
    ],
  });
}

function pointsOf(sheet: PageSheet, isMeant: (name: string) => boolean): Point[] {
  const column = (name: string) => sheet.valuesOf(name) ?? [];
  const [costs, rates, spent, deals, verdicts] = [
    ...[column('cpl'), column('qualified_rate'), column('spend'), column('deals'), column('verdict')],
  ];
  return sheet.rows.flatMap(({ name, isTotal }, at): Point[] => {
    const [cpl, rate, spend, won] = [costs?.[at], rates?.[at], spent?.[at], deals?.[at]];
    if (name === null || !isMeant(name) || (isTotal && name !== '(paid)') || !isExact(cpl) || !isExact(rate)) return [];
    const verdict = verdicts?.[at];
    const of = (key: string) => {
      const own = sheet.columns.find((one) => one.name === key);
      return own ? [`${own.heading} ${own.cells[at]?.text ?? ''}`] : [];
    };
    return [
      {
        ...{ name: sheet.columns.find(({ isKey }) => isKey)?.cells[at]?.text ?? name },
        ...{ cpl: toNumber(cpl, 6), rate: toNumber(rate, 6), spend: isExact(spend) ? toNumber(spend, 2) : 0 },
        ...{ isEmpty: isExact(won) && won.num === 0n, isOpen: typeof verdict === 'string' && OPEN.has(verdict) },
        told: ['cpl', 'qualified_rate', 'spend', 'leads', 'deals', 'verdict'].flatMap(of).join(' · '),
      },
    ];
  });
}

const OPEN: ReadonlySet<string> = new Set(['too few', 'too early', 'undated', 'unproven']);

function discOf({ name, isEmpty, isOpen, told }: Point, { x, y, r }: { x: number; y: number; r: number }): Markup {
  const fill = isOpen ? markup`fill="none" stroke-dasharray="3 2"` : markup`fill="currentColor" fill-opacity="0.3"`;
  const [left, right, top, bottom] = [x - 4, x + 4, y - 4, y + 4].map(px);
  const none = isEmpty
    ? markup`<path class="bad" d="M${left} ${top}L${right} ${bottom}M${left} ${bottom}L${right} ${top}" stroke="currentColor" stroke-width="2"/>`
    : null;
  return markup`<g class="accent"><title>${name}: ${told}</title><circle cx="${px(x)}" cy="${px(y)}" r="${px(r)}" ${fill} stroke="currentColor"/>${none}</g>`;
}

function axes(
  across: readonly (readonly [number, number])[],
  up: readonly (readonly [number, number])[],
  lang: Lang,
): Markup[] {
  return [
    markup`<g class="soft" font-size="10">${up.map(
      ([tick, at]) =>
        markup`<line x1="${LEFT}" x2="${RIGHT}" y1="${px(at)}" y2="${px(at)}" stroke="currentColor" stroke-opacity="0.2"/><text x="${LEFT - 5}" y="${px(at + 3.5)}" text-anchor="end">${number(fromNumber(tick), 'rate', lang).replace(/[,.]0/, '')}</text>`,
    )}${across.map(
      ([tick, at]) =>
        markup`<line x1="${px(at)}" x2="${px(at)}" y1="${BOTTOM}" y2="${BOTTOM + 4}" stroke="currentColor"/><text x="${px(at)}" y="${BOTTOM + 16}" text-anchor="middle">${number(fromNumber(tick), 'quantity', lang)}</text>`,
    )}<line x1="${LEFT}" x2="${RIGHT}" y1="${BOTTOM}" y2="${BOTTOM}" stroke="currentColor"/><text x="${RIGHT}" y="${BOTTOM + 32}" text-anchor="end">${ACROSS[lang]}</text><text x="0" y="10">${UP[lang]}</text></g>`,
  ];
}

/** The names of the four fields that the cross makes, for their corners. */
function fieldsOf(lang: Lang): { words: string; anchor: 'start' | 'end'; box: Box }[] {
  const corner = (words: Text, isRight: boolean, isLow: boolean) => {
    const width = widthOf(words[lang], 10);
    const x = isRight ? RIGHT - width - 2 : LEFT + 4;
    return {
      words: words[lang],
      anchor: isRight ? 'end' : 'start',
      box: { x, y: isLow ? BOTTOM - 15 : TOP, width, height: 13 },
    } as const;
  };
  return [
    corner(text('cheap, qualified', 'дешёвые, квалифицированные'), false, false),
    corner(text('dear, qualified', 'дорогие, квалифицированные'), true, false),
    corner(text('cheap, weak', 'дешёвые, слабые'), false, true),
    corner(text('dear, weak', 'дорогие, слабые'), true, true),
  ];
}

const short = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

const TITLE = text('Cheap against qualified', 'Дешёвые против квалифицированных');
const HOW = text(
  'Area: spend. The cross: all paid sources together. Dashed: cannot be judged (too few leads, too early, gaps in the CRM). ×: no deals.',
  'Площадь: расход. Крест: все платные вместе. Пунктир: судить нельзя (мало лидов, рано, пробелы в CRM). ×: сделок нет.',
);
const UNNAMED = text('By numbers:', 'Под номерами:');
const ACROSS = text('cost per lead →', 'цена лида →');
const UP = text('↑ qualified share of leads', '↑ доля квалифицированных лидов');
