import { awaitedBy } from '../came-in-time.js';
import { add, compare, divide, type Exact, exact } from '../exact.js';
import {
  type Awaited,
  isMuch,
  isPositive,
  type Measures,
  plus,
  type Rows,
  rowsBehind,
  type StandsWithAnswer,
} from '../measures.js';
import { AT_AGE } from '../review.js';
import type { Scope } from '../scope.js';
import type { Kind } from '../sheet.js';
import { type Text, text } from '../text.js';
import { figure, judged } from './figure.js';
import { evaluate, type Formula, over, type Part, part, partsOf } from './formula.js';
import { type Brought, broughtBy } from './plan-figures.js';
import { costedSpend, hasUnknownDepth } from './scoped.js';

/** The figures of a week in the order in which they are shown. Deals are won deals, also those without a lead. */
export const OF_A_WEEK = [
  ...(['spend', 'leads', 'cpl', 'qualified', 'contacted', 'within_rate', 'deals', 'revenue'] as const),
] as const;
export type WeeklyFigure = (typeof OF_A_WEEK)[number];

/** Figures of leads at a certain age, and the stage whose date tells it. */
export const AGED = { qualified: 'qualified', contacted: 'contact' } as const;
const MEASURED = { qualified: 'reached.qualified', contacted: 'contacted' } as const;
const isAged = (name: WeeklyFigure): name is keyof typeof AGED => name in AGED;

/** Some weeks: their leads and spend, and what happened in them. */
export interface WeekReading {
  readonly scope: Scope & { readonly called: Text };
  readonly own: Measures;
  /** What came of each lead up to that age; null: some leads are younger. */
  readonly aged: Measures | null;
  /** Leads of which nothing says when they came to that. */
  readonly undated: Readonly<Record<keyof typeof AGED, Exact | null>>;
  /** How leads stand with their answers; null where nothing tells. */
  readonly answers: Readonly<Partial<Record<StandsWithAnswer, Exact | null>>>;
  readonly brought: Brought;
}

/** One figure of a week beside others. */
export interface WeeklyLine {
  readonly name: WeeklyFigure;
  readonly now: WeekReading;
  /** Whether all of it is over and in the exports. */
  readonly isWhole: boolean;
  readonly previous: WeekReading;
  readonly usual: readonly WeekReading[];
  /** What was won up to the end of the week, and how much of it has no date. */
  readonly wins: Pick<Measures, 'won_deals' | 'undated_wins'>;
  /** So many of them at least must tell it. */
  readonly fewest: number;
}

export const kindOfWeekly = ({ name }: Pick<WeeklyLine, 'name'>): Kind =>
  name === 'within_rate'
    ? 'rate'
    : name === 'cpl'
      ? 'unit_cost'
      : name === 'spend' || name === 'revenue'
        ? 'money'
        : 'count';

type Valued = Formula<unknown>;
const told = (name: string, value: Exact | null, rows: Rows): Part<unknown> =>
  part(
    name,
    () => value,
    () => rows,
  );

/** More than a tenth of what needs a date has none: then the figure is unknown. */
const isUndated = (name: keyof typeof AGED, { own, undated }: WeekReading): boolean =>
  undated[name] === null || isMuch(undated[name], own[MEASURED[name]]);

function agedIn(name: keyof typeof AGED, reading: WeekReading): Valued {
  const { aged, scope } = reading;
  const value = aged === null || isUndated(name, reading) ? null : aged[MEASURED[name]];
  return told(
    MEASURED[name],
    value,
    rowsBehind(MEASURED[name], {
      scope,
      followed: { awaited: awaitedBy(MEASURED[name]) as Awaited, seconds: AT_AGE },
    }),
  );
}

function answeredIn(stands: StandsWithAnswer, { answers, scope }: WeekReading): Valued {
  return told(stands, answers[stands] ?? null, rowsBehind('leads', { answer: stands, scope }));
}

function formulaOf(name: WeeklyFigure, reading: WeekReading): Valued {
  const { own, scope } = reading;
  if (isAged(name)) return agedIn(name, reading);
  switch (name) {
    case 'spend':
    case 'leads':
      return told(name, own[name], rowsBehind(name, { scope }));
    case 'cpl':
      return over(
        told(costedSpend.name, costedSpend.of({ own }), rowsBehind('costed_spend', { scope })),
        told('costed_leads', own.costed_leads, rowsBehind('costed_leads', { scope })),
      );
    case 'within_rate':
      return over(answeredIn('within', reading), answeredIn('due', reading));
    default:
      return broughtBy(
        () => (name === 'deals' ? 'won_deals' : 'revenue'),
        () => reading.brought,
      );
  }
}

const amountIn = (name: WeeklyFigure, reading: WeekReading): Exact | null =>
  evaluate(formulaOf(name, reading), undefined);

/** Whether it is only a minimum: of some it is unknown when, or whether, they came. */
export function isLeastWeekly({ name, now, wins }: WeeklyLine): boolean {
  if (name === 'deals' || name === 'revenue') return isPositive(wins.undated_wins);
  if (!isAged(name)) return false;
  const undated = now.undated[name];
  return (
    (undated !== null && undated.num > 0n) || (name === 'qualified' && hasUnknownDepth({ own: now.own, margin: null }))
  );
}

/** The lowest, the middle and the highest value of the weeks that tell the figure; null: too few do. */
function usualOf({ name, usual, fewest }: WeeklyLine): { low: Exact; median: Exact; high: Exact } | null {
  const values = usual.flatMap((reading) => amountIn(name, reading) ?? []).sort(compare);
  if (values.length < fewest) return null;
  const at = (index: number) => values[index] as Exact;
  const half = Math.floor(values.length / 2);
  const middle = values.length % 2 === 1 ? at(half) : (divide(add(at(half - 1), at(half)), exact(2)) as Exact);
  return { low: at(0), median: middle, high: at(values.length - 1) };
}

/** What each week that tells the figure is told by, the first one first. */
const tellingWeeks = ({ name, usual }: WeeklyLine): readonly Part<unknown>[] =>
  usual
    .filter((reading) => amountIn(name, reading) !== null)
    .flatMap((reading) => partsOf<unknown>(formulaOf(name, reading), undefined));

type WeeklyWord = 'above usual' | 'below usual' | 'too early' | 'undated';

/** More than a tenth of what was won has no date, and may belong to any week. */
const areWinsUndated = ({ wins: { undated_wins: undated, won_deals: dated } }: WeeklyLine): boolean =>
  isMuch(undated, plus(undated, dated));

/** Why there is no value; else whether it is outside of what is usual. A week that is not over is below for that alone. */
function wordOf(row: WeeklyLine): WeeklyWord | null {
  const { name, now, isWhole } = row;
  if (isAged(name) && now.own[MEASURED[name]] !== null) {
    if (now.aged === null) return 'too early';
    if (isUndated(name, now)) return 'undated';
  }
  const [value, usual] = [amountIn(name, now), usualOf(row)];
  if ((name === 'deals' || name === 'revenue') && value !== null && areWinsUndated(row)) return 'undated';
  if (value === null || usual === null) return null;
  if (compare(value, usual.high) > 0) return 'above usual';
  return isWhole && compare(value, usual.low) < 0 ? 'below usual' : null;
}

const WEEKS: Part<WeeklyLine> = part(
  'weeks',
  ({ usual }) => exact(usual.length),
  () => ({ of: 'configuration' }),
);
const usually = (which: 'low' | 'median' | 'high', label: Text, sentence: Text) =>
  judged({
    ...{ kind: 'by_figure', label, sentence },
    from: [WEEKS],
    among: tellingWeeks,
    judge: (row: WeeklyLine): Exact | null => usualOf(row)?.[which] ?? null,
  });

export const WEEKLY = {
  weekly_value: figure<WeeklyLine, 'by_figure'>({
    kind: 'by_figure',
    label: text('This week', 'За неделю'),
    sentence: text(
      'this week = spend by its day, leads by their creation, of them as they stood 7 days after the creation of each; won deals and their revenue by the day of the deal, those without a lead too',
      'за неделю = расход по дням, лиды по дню создания и то, что с каждым стало за 7 дней от создания; выигранные сделки и выручка по дню сделки, и те, что без лида',
    ),
    formula: { op: 'sum', terms: ({ name, now }) => [formulaOf(name, now)] },
  }),
  weekly_previous: figure<WeeklyLine, 'by_figure'>({
    kind: 'by_figure',
    label: text('Before', 'Прошлая'),
    sentence: text('before = the same of the week before it', 'прошлая = то же за предыдущую неделю'),
    formula: { op: 'sum', terms: ({ name, previous }) => [formulaOf(name, previous)] },
  }),
  usual_low: usually(
    'low',
    text('Usual, from', 'Обычно, от'),
    text(
      'usual, from = the least of the 12 whole weeks before it (of 6 at least that the exports hold)',
      'обычно, от = наименьшее за 12 целых недель до неё (нужно хотя бы 6, которые есть в выгрузках)',
    ),
  ),
  usual_median: usually(
    'median',
    text('Median', 'Медиана'),
    text('median = the middle of the same weeks', 'медиана = середина тех же недель'),
  ),
  usual_high: usually(
    'high',
    text('to', 'до'),
    text('to = the most of the same weeks', 'до = наибольшее за те же недели'),
  ),
  weekly_word: judged({
    kind: 'verdict',
    label: text('Word', 'Вывод'),
    sentence: text(
      'word = above or below usual where the week lies outside of the range of those before it; too early where leads are younger than 7 days, undated where more than a tenth of what came has no date',
      'вывод = выше или ниже обычного, если неделя вне диапазона прежних; рано, если лидам нет 7 дней; нет дат, если без даты больше десятой части дошедших',
    ),
    from: [WEEKS],
    among: tellingWeeks,
    judge: wordOf,
  }),
} as const;
