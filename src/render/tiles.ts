import { day, interval, period as periodWords } from '../model/dates.js';
import { compare, type Exact, isExact, subtract } from '../model/exact.js';
import { ZERO } from '../model/measures.js';
import { formatWhole, number } from '../model/numbers.js';
import { PLANNED_WORDS, type PlanSoFar } from '../model/plans.js';
import type { Report, Ripeness } from '../model/report.js';
import { type Lang, text } from '../model/text.js';
import type { PageSheet } from './page-sheet.js';
import type { Told } from './told-columns.js';

/** One figure that a meeting begins with. */
export interface PageTile {
  /** Money by the day of the deal, or leads by the day of creation. A row never has both. */
  readonly of: 'money' | 'leads';
  readonly label: string;
  /** Null: it is too early to say. */
  readonly value: string | null;
  /** The days and leads that it is about, or how it is computed. */
  readonly basis: string;
  /** Figures to compare it with. */
  readonly beside: readonly string[];
  readonly tone: 'good' | 'bad' | null;
}

/** Tiles for a report that is not broken down. What the exports do not tell has no tile. */
export function pageTiles(
  { bridge, earned, ripeness, plan, basis }: Report,
  sheets: readonly PageSheet[],
  lang: Lang,
): PageTile[] {
  const total = rowOf(sheets, 'sources', '(total)', lang);
  // A report that was asked for alone has no tiles.
  if (!total('leads') && !total('spend')) return [];
  const qualified = rowOf(sheets, 'stages', 'qualified', lang);
  const [deals, revenue, cpl, norm, verdict] = [
    ...[total('deals'), total('revenue'), total('cpl')],
    ...[qualified('norm'), qualified('verdict')],
  ];
  const last = lastWhole(sheets, lang);
  const ofDeals = basis === 'event' ? BY_DEAL[lang] : OF_LEADS[lang];
  // By their own day deals are final; the leads of these days may still bring more.
  const ripe = ripeness?.deals ?? null;
  const ofThese = (found: Found | undefined, of: 'deals' | 'revenue'): PageTile[] =>
    ripe === null ? tile('money', found, ofDeals, last(of)) : early('money', found, ripe, last(of), lang);
  const soFar = ripe === null ? OF_LEADS[lang] : SO_FAR[lang];
  // If no deal was closed, revenue is known to be zero.
  const closedFor = earned ?? (bridge?.closed === 0 ? { revenue: ZERO, priced: 0 } : null);
  const closed = {
    heading: DEALS[lang],
    words: bridge && formatWhole(bridge.closed, lang),
    value: null,
    note: undefined,
    tone: null,
  };
  return [
    ...tile('money', total('spend'), OF_DAYS[lang], last('spend')),
    ...(bridge && basis !== 'event'
      ? tile('money', closed, BY_DEAL[lang], [
          ...(bridge.undated > 0 ? [`${UNDATED[lang]}: ${formatWhole(bridge.undated, lang)}`] : []),
          ...(deals ? [`${soFar}: ${deals.words}`] : []),
        ])
      : ofThese(deals, 'deals')),
    ...(revenue && bridge && closedFor && basis !== 'event'
      ? tile('money', { ...revenue, words: number(closedFor.revenue, 'money', lang) }, BY_DEAL[lang], [
          ...(bridge.undated > 0 ? [`${UNDATED[lang]}: ${formatWhole(bridge.undated, lang)}`] : []),
          `${soFar}: ${revenue.words}`,
          ...(closedFor.priced < bridge.closed
            ? [`${UNPRICED[lang]}: ${formatWhole(bridge.closed - closedFor.priced, lang)}`]
            : []),
        ])
      : ofThese(revenue, 'revenue')),
    ...planTile(plan ?? null, sheets, lang),
    ...tile('leads', total('leads'), BY_CREATION[lang], last('leads')),
    ...tile('leads', cpl, cpl?.note ?? '', last('cpl')),
    ...qualifiedTile(ripeness, total('qualified_rate'), lang, { norm, verdict, last: last('qualified_rate') }),
  ];
}

/**
 * The share of qualified leads: a week after creation, beside the days before; else the share by now. The verdict is
 * about the share by now, and is not told of another share.
 */
function qualifiedTile(
  ripeness: Ripeness | undefined,
  all: Found | undefined,
  lang: Lang,
  { norm, verdict, last }: { norm: Found | undefined; verdict: Found | undefined; last: readonly string[] },
): PageTile[] {
  const held = norm ? [`${norm.heading.toLocaleLowerCase(lang)} ${norm.words}`] : [];
  const judged = (words: string) => (verdict ? `${words}: ${verdict.words}` : words);
  const atAge = ripeness?.atAge ?? null;
  if (!all || atAge === null) {
    const ripe = ripeness?.qualified ?? null;
    if (ripe !== null) return early('leads', all, ripe, [...held, ...last], lang);
    return tile('leads', all, OF_CREATED[lang], [...held.map(judged), ...last], verdict?.tone);
  }
  const { rate, ripe, before, isAtLeast } = atAge;
  const least = isAtLeast ? '≥\u00a0' : '';
  const own = { ...all, heading: AT_AGE[lang] };
  const earlier = before
    ? [
        `${IN[lang]} ${interval(before.from, before.to, lang)}: ${before.isAtLeast ? '≥\u00a0' : ''}${number(before.rate, 'rate', lang)}${isAtLeast || before.isAtLeast ? '' : changed(rate, before.rate, lang)}`,
      ]
    : [];
  // A mature value is shown beside it: that of the days before, else the last one.
  if (ripe !== null) return early('leads', own, ripe, [...(earlier.length > 0 ? earlier : last), ...held], lang);
  if (rate === null) return [];
  const byNow = `${BY_NOW[lang]}: ${all.words}`;
  return tile(
    'leads',
    { ...own, words: least + number(rate, 'rate', lang) },
    WITHIN_AGE[lang],
    [...earlier, norm && verdict ? `${byNow}, ${verdict.words}` : byNow, ...held],
    areOnOneSide(rate, all.value, norm?.value ?? null) ? verdict?.tone : null,
  );
}

/** Whether both shares are on the same side of the norm, so that the verdict on one holds for the other. */
const areOnOneSide = (a: Exact | null, b: Exact | null, norm: Exact | null): boolean =>
  a !== null && b !== null && norm !== null && compare(a, norm) < 0 === compare(b, norm) < 0;

/** The change in percentage points. */
const changed = (now: Exact | null, before: Exact, lang: Lang): string =>
  now === null ? '' : ` (${number(subtract(now, before), 'points', lang)}\u00a0${POINTS[lang]})`;

const tile = (
  of: PageTile['of'],
  found: Found | undefined,
  basis: string,
  beside: readonly string[],
  tone: PageTile['tone'] = null,
): PageTile[] => (found ? [{ of, label: found.heading, value: found.words, basis, beside, tone }] : []);

/** A tile without a value, and without one that could be taken for it: it says from which day on there will be one. */
const early = (
  of: PageTile['of'],
  found: Found | undefined,
  ripe: string,
  beside: readonly string[],
  lang: Lang,
): PageTile[] => tile(of, found && { ...found, words: null }, `${EARLY[lang]} ${day(ripe, lang)}`, beside);

interface Found {
  readonly heading: string;
  /** Null: it is too early to say. */
  readonly words: string | null;
  readonly value: Exact | null;
  readonly note: string | undefined;
  readonly tone: PageTile['tone'];
}

/** Gives what a column says in a row, if anything is known; nothing for a table that is broken down. */
function rowOf(
  sheets: readonly PageSheet[],
  sheet: string,
  row: string,
  lang: Lang,
): (column: string) => Found | undefined {
  const found = sheets.find(({ name, columns }) => name === sheet && isWhole(columns));
  const at = found?.rows.findIndex(({ name }) => name === row) ?? -1;
  return (column) => found && told(found.columns, column, at, lang);
}

/** Whether a single key names the rows. */
const isWhole = (columns: readonly Told[]): boolean => columns.filter(({ isKey }) => isKey).length === 1;

function told(columns: readonly Told[], column: string, at: number, lang: Lang): Found | undefined {
  const own = columns.find(({ name }) => name === column);
  const cell = own?.cells[at];
  if (!own || !cell || (own.values[at] ?? null) === null) return undefined;
  const tone = cell.style === 'good' || cell.style === 'bad' ? cell.style : null;
  const value = own.values[at] ?? null;
  return {
    heading: own.heading,
    words: alone(own, at, lang),
    value: isExact(value) ? value : null,
    note: own.note,
    tone,
  };
}

/** An amount that stands alone has as many decimals as it needs itself, not as many as its column in the table. */
function alone({ kind, values, cells }: Told, at: number, lang: Lang): string {
  const [value, words] = [values[at] ?? null, cells[at]?.text ?? ''];
  const isAmount = isExact(value) && (kind === 'money' || kind === 'unit_cost');
  return isAmount && !words.startsWith('≥') ? number(value, kind, lang) : words;
}

/** What a figure was in the last period of the trend that is whole and not too early, with its change. */
function lastWhole(sheets: readonly PageSheet[], lang: Lang): (column: string) => string[] {
  const trend = sheets.find(({ name, columns }) => name === 'trend' && isWhole(columns));
  const at = trend?.valuesOf('state')?.lastIndexOf('whole') ?? -1;
  if (!trend || at === -1) return () => [];
  return (column) => {
    const [period, value, change] = ['period', column, `${column}_change`].map((one) =>
      told(trend.columns, one, at, lang),
    );
    return period && value
      ? [`${IN[lang]} ${period.words}: ${value.words}${change ? ` (${change.words}${PERCENT[lang]})` : ''}`]
      : [];
  };
}

const PERCENT = text('%', '\u00a0%');

/** The plan for the period in which the days end. */
function planTile(plan: PlanSoFar | null, sheets: readonly PageSheet[], lang: Lang): PageTile[] {
  if (plan === null) return [];
  const { figure, period, value, amount, due } = plan;
  const written = (one: Exact) => number(one, figure === 'revenue' || figure === 'spend' ? 'money' : 'quantity', lang);
  const sheet = sheets.find(({ name }) => name === 'plan');
  const [figures, periods] = [sheet?.valuesOf('figure'), sheet?.valuesOf('period')];
  const at = figures?.findIndex((one, row) => one === figure && periods?.[row] === period) ?? -1;
  const pace = sheet && told(sheet.columns, 'run_rate', at, lang);
  return [
    {
      ...{ of: 'money', label: `${PLAN[lang]}, ${PLANNED_WORDS[figure][lang]}, ${periodWords(period, lang)}` },
      ...{ value: written(value), basis: `${OF[lang]} ${written(amount)}`, tone: null },
      beside: [...(due ? [`${DUE[lang]} ${written(due)}`] : []), ...(pace ? [`${pace.heading}: ${pace.words}`] : [])],
    },
  ];
}

const DEALS = text('Deals', 'Сделки');
const PLAN = text('Plan', 'План');
const DUE = text('due by now', 'к этому дню должно быть');
const IN = text('in', 'за');
const OF = text('of', 'из');
const OF_DAYS = text('spent on these days', 'потрачено за эти дни');
const BY_DEAL = text('by the day of the deal', 'по дню сделки');
const UNPRICED = text('without an amount', 'без суммы');
const UNDATED = text('besides, without a date', 'ещё без даты');
const OF_LEADS = text('of these leads', 'от этих лидов');
const SO_FAR = text('of these leads so far', 'от этих лидов пока');
const BY_CREATION = text('by the day of creation', 'по дню создания');
const OF_CREATED = text('of the leads of these days', 'от лидов этих дней');
const AT_AGE = text('Qual. rate at day 7', 'Доля квал. за 7 дней');
const WITHIN_AGE = text('within 7 days of the creation of each lead', 'за 7 дней от создания каждого лида');
const BY_NOW = text('by the as-of date', 'на дату среза');
const POINTS = text('pp', 'п. п.');
const EARLY = text('too early: ripe on', 'рано: дозреет');
