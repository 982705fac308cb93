import { compareWords } from '../../model/compare-words.js';
import { add, type Exact, exact, isExact, toNumber } from '../../model/exact.js';
import { centsOf, number } from '../../model/numbers.js';
import { type Lang, text } from '../../model/text.js';
import type { PageSheet } from '../page-sheet.js';
import { type Markup, markup } from './markup.js';

const [MOST_REASONS, MOST_SOURCES, LONGEST] = [14, 7, 60];

/** How many leads were lost, and what they cost; null if the cost is not known for all of them. */
interface Lost {
  readonly count: Exact;
  readonly money: Exact | null;
}

/**
 * Why each source loses its leads: a table whose cells are the darker, the more leads there are. Rare sources and
 * reasons are put together, in the last place.
 */
export function reasonsHeat(sheet: PageSheet, lang: Lang): Markup | null {
  const [source, reason] = ['source', 'reason'].map((name) => sheet.columns.find((one) => one.name === name));
  const isOfThese = sheet.columns.filter(({ isKey }) => isKey).length === 2;
  if (!sheet.name.startsWith('reasons') || !isOfThese || !source || !reason) return null;
  const [counts, spent] = [sheet.valuesOf('lost'), sheet.valuesOf('money_spent')];
  const cells = sheet.rows.flatMap((row, at) => {
    const [count, money] = [counts?.[at] ?? null, spent?.[at] ?? null];
    if (row.isTotal || !isExact(count)) return [];
    const own = { count, money: isExact(money) ? money : null };
    return [{ source: source.cells[at]?.text ?? '', reason: reason.cells[at]?.text ?? '', own }];
  });
  const rows = ranked(
    cells.map((cell) => [cell.reason, cell.own]),
    MOST_REASONS,
    REST_OF_REASONS[lang],
  );
  const columns = ranked(
    cells.map((cell) => [cell.source, cell.own]),
    MOST_SOURCES,
    REST_OF_SOURCES[lang],
  );
  if (rows.shown.length < 2 || columns.shown.length < 2) return null;
  const found = new Map<string, Lost>();
  for (const { source: of, reason: why, own } of cells) {
    const key = JSON.stringify([rows.called(why), columns.called(of)]);
    found.set(key, together(found.get(key), own));
  }
  const most = Math.max(...[...found.values()].map(({ count }) => toNumber(count, 6)));
  const cents = centsOf([...found.values()].flatMap(({ money }) => money ?? []));
  const cellOf = (why: string, of: string): Markup => {
    const own = found.get(JSON.stringify([why, of]));
    if (!own) return markup`<td></td>`;
    const depth = Math.ceil((toNumber(own.count, 6) / most) * 4);
    const money = own.money ? markup`<br><small>${number(own.money, 'money', lang, cents)}</small>` : null;
    return markup`<td class="h${depth}">${number(own.count, 'quantity', lang)}${money}</td>`;
  };
  return markup`<figure class="wide" id="chart-reasons">
<figcaption><h2 id="chart-reasons-title">${sheet.title}</h2></figcaption>
<div class="scroll" tabindex="0" role="region" aria-labelledby="chart-reasons-title">
<table class="heat">
<caption class="key"><span>${HOW[lang]}</span></caption>
<thead><tr><th scope="col">${reason.heading}</th>${columns.shown.map((of) => markup`<th scope="col" class="n long">${short(of)}</th>`)}<th scope="col" class="n">${ALL[lang]}</th></tr></thead>
<tbody>
${rows.shown.map(
  (why) =>
    markup`<tr><th scope="row" class="long">${short(why)}</th>${columns.shown.map((of) => cellOf(why, of))}<td><b>${number(rows.sum(why), 'quantity', lang)}</b></td></tr>\n`,
)}</tbody>
</table>
</div>
</figure>`;
}

/** Long names are cut here: the tables have them whole. */
const short = (name: string): string => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

const together = (one: Lost | undefined, other: Lost): Lost => ({
  count: one ? add(one.count, other.count) : other.count,
  money: !one ? other.money : one.money && other.money ? add(one.money, other.money) : null,
});

/** The most frequent names; `rest` is the common name of all others. */
function ranked(all: readonly (readonly [string, Lost])[], most: number, rest: string) {
  const sums = new Map<string, Exact>();
  for (const [name, { count }] of all) sums.set(name, add(sums.get(name) ?? exact(0), count));
  const order = [...sums].sort((a, b) => toNumber(b[1], 6) - toNumber(a[1], 6) || compareWords(a[0], b[0]));
  const kept = new Set((order.length > most + 1 ? order.slice(0, most) : order).map(([name]) => name));
  const called = (name: string): string => (kept.has(name) ? name : rest);
  const totals = new Map<string, Exact>();
  for (const [name, sum] of order) totals.set(called(name), add(totals.get(called(name)) ?? exact(0), sum));
  return { shown: [...totals.keys()], called, sum: (name: string): Exact => totals.get(name) ?? exact(0) };
}

const HOW = text(
  'Lost leads; in small figures what these leads cost, where it is known. The darker, the more.',
  'Отказы; мелко — во что обошлись эти лиды, если это известно. Чем темнее, тем больше.',
);
const ALL = text('Total', 'Всего');
const REST_OF_REASONS = text('(other reasons)', '(остальные причины)');
const REST_OF_SOURCES = text('(other sources)', '(остальные источники)');
