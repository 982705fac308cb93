import { isExact, toNumber } from '../../model/exact.js';
import { type Lang, text } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import { seamWords } from '../seam.js';
import type { Shown } from '../shown-cell.js';
import { chartFigure, px, WIDTH, widthOf } from './chart-figure.js';
import { type Markup, markup } from './markup.js';

const [BAR, NAME, WAY, SEAM] = [14, 20, 18, 28];

/**
 * Bars of the stages from a common left edge: of each stage the parts that moved on, are open and were lost. Between
 * two stages stands the conversion; the seam is a gap.
 */
export function funnelChart(sheet: PageSheet, lang: Lang): Markup | null {
  const keys = sheet.columns.filter(({ isKey }) => isKey);
  if (sheet.name !== 'stages' || keys.length !== 1 || sheet.rows.every(({ share }) => share === null)) return null;
  let y = 0;
  const drawn = sheet.rows.flatMap(({ seam, share }, at) => {
    const [name, reached] = [cellOf(sheet, 'stage', at), cellOf(sheet, 'reached', at)];
    const way = at > 0 ? wayOf(sheet, at, lang) : null;
    const top = y + (seam ? SEAM : 0) + (way ? WAY : 4);
    const lines = [
      seam ? seamAt(y, seamWords(seam[1], lang)) : null,
      way && markup`<text class="${way.tone}" x="0" y="${top - 3}" font-size="11">${way.words}</text>`,
      markup`<text x="0" y="${top + 14}" font-size="13">${name?.text}</text><text x="${WIDTH}" y="${top + 14}" font-size="13" font-weight="600" text-anchor="end">${reached?.text ?? '—'}</text>`,
      ...(share === null ? [] : barOf(sheet, at, share, top + NAME)),
    ];
    y = top + NAME + (share === null ? 0 : BAR + 4);
    return lines;
  });
  return chartFigure('chart-funnel', {
    title: TITLE[lang],
    told: [HOW[lang]],
    height: y + 30,
    drawn: [HATCH, ...drawn, ...legendOf(sheet, y + 22, lang)],
  });
}

const cellOf = ({ columns }: PageSheet, column: string, at: number): Shown | undefined => {
  const own = columns.find(({ name }) => name === column);
  return own && (own.values[at] ?? null) !== null ? own.cells[at] : undefined;
};

/** The conversion from the stage before to this one. */
function wayOf(sheet: PageSheet, at: number, lang: Lang): { words: string; tone: string } | null {
  const [rate, norm, verdict] = ['step_rate', 'norm', 'verdict'].map((column) => cellOf(sheet, column, at));
  if (!rate) return null;
  const words = [`↓ ${rate.text}`, ...(norm ? [`${NORM[lang]} ${norm.text}`] : []), ...(verdict ? [verdict.text] : [])];
  return {
    words: words.join(' · '),
    tone: verdict?.style === 'bad' || verdict?.style === 'good' ? verdict.style : 'soft',
  };
}

const seamAt = (y: number, words: string): Markup =>
  markup`<g class="soft"><line x1="0" x2="${WIDTH}" y1="${y + 10}" y2="${y + 10}" stroke="currentColor" stroke-dasharray="4 4"/><text x="0" y="${y + 23}" font-size="10">${words}</text></g>`;

/** What became of those who reached a stage; null where that is not known for all of them, and above the seam. */
function partsOf(sheet: PageSheet, at: number): { moved: number; open: number; lost: number; all: number } | null {
  const values = ['moved', 'open', 'lost', 'reached'].map((column) => sheet.valuesOf(column)?.[at] ?? null);
  const [moved, open, lost, all] = values.map((value) => (isExact(value) ? toNumber(value, 6) : null));
  if (moved == null || open == null || lost == null || !all) return null;
  // After a purchase nothing more is expected: the rest counts as moved on.
  return { moved: all - open - lost, open, lost, all };
}

/** The part that moved on is as wide as the next bar. A stage whose parts are not known is one bar in another tone. */
function barOf(sheet: PageSheet, at: number, share: number, y: number): Markup[] {
  const width = Math.max(1, share * WIDTH);
  const parts = partsOf(sheet, at);
  if (!parts) return piece('soft', 0, width, y, 0.7);
  const of = (count: number) => (width * count) / parts.all;
  const implied = sheet.valuesOf('implied')?.[at] ?? null;
  return [
    ...piece('accent', 0, of(parts.moved), y, 1),
    ...piece('accent', of(parts.moved), of(parts.open), y, 0.55),
    ...piece('accent', of(parts.moved + parts.open), of(parts.lost), y, 0.22),
    ...piece('accent', 0, isExact(implied) ? of(toNumber(implied, 6)) : 0, y, 1, 'url(#unmarked)'),
  ];
}

const piece = (tone: string, x: number, width: number, y: number, opacity: number, fill = 'currentColor'): Markup[] =>
  width > 0.05
    ? [
        markup`<rect class="${tone}" x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${BAR}" fill="${fill}" fill-opacity="${opacity}"/>`,
      ]
    : [];

const HATCH = markup`<defs><pattern id="unmarked" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="paper" width="2" height="4" fill="#fff"/></pattern></defs>`;

function legendOf(sheet: PageSheet, y: number, lang: Lang): Markup[] {
  const drawn = sheet.rows.flatMap(({ share }, at) => (share === null ? [] : [partsOf(sheet, at)]));
  const isAny = (part: 'moved' | 'open' | 'lost') => drawn.some((parts) => parts !== null && parts[part] > 0);
  const implied = sheet.valuesOf('implied')?.some((value) => isExact(value) && value.num > 0n) ?? false;
  const all = [
    { words: MOVED, tone: 'accent', opacity: 1, fill: 'currentColor', isThere: isAny('moved') },
    { words: OPEN, tone: 'accent', opacity: 0.55, fill: 'currentColor', isThere: isAny('open') },
    { words: LOST, tone: 'accent', opacity: 0.22, fill: 'currentColor', isThere: isAny('lost') },
    { words: UNMARKED, tone: 'accent', opacity: 1, fill: 'url(#unmarked)', isThere: implied },
    { words: REACHED, tone: 'soft', opacity: 0.7, fill: 'currentColor', isThere: drawn.includes(null) },
  ].filter(({ isThere }) => isThere);
  let next = 0;
  return all.map(({ words, tone, opacity, fill }) => {
    const x = px(next);
    next += 26 + widthOf(words[lang], 11);
    const under =
      fill === 'currentColor' ? null : markup`<rect class="${tone}" x="${x}" y="${y - 9}" width="10" height="10"/>`;
    return markup`${under}<rect class="${tone}" x="${x}" y="${y - 9}" width="10" height="10" fill="${fill}" fill-opacity="${opacity}"/><text class="soft" x="${x + 14}" y="${y}" font-size="11">${words[lang]}</text>`;
  });
}

const TITLE = text('Funnel', 'Воронка');
const HOW = text(
  'Bars: share of leads, above the seam of visits. ↓ of the stage before, as in the table below.',
  'Полосы: доля от лидов, над чертой от переходов. ↓ из предыдущего этапа, как в таблице ниже.',
);
const NORM = text('norm', 'норма');
const MOVED = text('moved on', 'дальше');
const OPEN = text('open', 'в работе');
const LOST = text('lost', 'отказы');
const UNMARKED = text('unmarked', 'без отметки');
const REACHED = text('reached', 'дошли');
