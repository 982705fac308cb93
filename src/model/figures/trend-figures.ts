import { type Exact, exact } from '../exact.js';
import { FOLLOWED_FIGURES, type FollowedFigure } from '../followed.js';
import { type Rows, rowsBehind, ZERO } from '../measures.js';
import type { Expected } from '../poisson-binomial.js';
import { type Text, text } from '../text.js';
import { COUNTS } from './counts.js';
import { type Figure, figure } from './figure.js';
import { evaluate, type Formula, minus, over, part } from './formula.js';
import { PRICES } from './prices.js';
import { hasUnknownDepth, type Scoped } from './scoped.js';

const OF_CATALOGUE: Readonly<Record<FollowedFigure, Figure<Scoped>>> = { ...COUNTS, ...PRICES };

/** A period beside the one before it. */
export interface Moving extends Scoped {
  /** null: there is none, or one of the two is not whole. */
  readonly previous: { readonly period: string; readonly scoped: Scoped } | null;
  /** How many of the open leads are expected to become deals; null: unknown, or all have had their time. */
  readonly expected: Expected | null;
}

export type ChangeName = `${FollowedFigure}_change`;

/** The same figure of the period before. */
function before(formula: Formula<Scoped>): Formula<Moving> {
  if (formula.op === 'part')
    return part(
      formula.name,
      ({ previous }) => (previous ? formula.of(previous.scoped) : null),
      ({ previous, ...own }) =>
        previous ? ofPeriod(formula.rows(previous.scoped), previous.period) : formula.rows(own),
    );
  if (formula.op === 'sum')
    return {
      op: 'sum',
      terms: ({ previous }) => (previous ? formula.terms(previous.scoped).map(before) : []),
    };
  return { op: formula.op, left: before(formula.left), right: before(formula.right) };
}

const ofPeriod = (rows: Rows, period: string): Rows =>
  rows.of === 'leads' || rows.of === 'spend' || rows.of === 'costs'
    ? { ...rows, within: { ...rows.within, period } }
    : rows;

const NOTHING = part<Moving>(
  'nothing comparable',
  () => null,
  () => ({ of: 'nobody' }),
);

/** Whether a count of a period is only a minimum: then it is not compared with others. */
export const isLeastOf = (name: FollowedFigure, scoped: Scoped): boolean =>
  name === 'qualified' && hasUnknownDepth(scoped);

function changeOf(name: FollowedFigure): Figure<Moving, 'points', Exact | null> {
  const { label, formula } = OF_CATALOGUE[name];
  if (formula.op === 'judged') throw new TypeError(`${label.en} is no number`);
  const base = before(formula);
  const change = over(minus(formula, base), base);
  // With negative values there are no shares: from −0.2 to 0.2 would be down by 200 %.
  const isUntold = (row: Moving) =>
    (evaluate(base, row) ?? ZERO).num < 0n || [row, row.previous?.scoped].some((one) => one && isLeastOf(name, one));
  return figure({
    kind: 'points',
    label: text(`${label.en}, ±%`, `${label.ru}, ±%`),
    sentence: text(
      `${label.en}, ±% = (this period − the one before it) / the one before it; unknown from or to a period that is not whole, or from below zero`,
      `${label.ru}, ±% = (этот период − предыдущий) / предыдущий; не считается от неполного или раннего периода и к нему, а также от значения меньше нуля`,
    ),
    formula: { op: 'sum', terms: (row) => [isUntold(row) ? NOTHING : change] },
  });
}

const CHANGES = Object.fromEntries(FOLLOWED_FIGURES.map((name) => [`${name}_change`, changeOf(name)])) as Record<
  ChangeName,
  Figure<Moving, 'points', Exact | null>
>;

/** Deals so far plus those that the open leads of the period are expected to become. */
const yet = (end: 'low' | 'high', label: Text, sentence: Text) =>
  figure<Moving, 'count'>({
    kind: 'count',
    label,
    sentence,
    formula: {
      op: 'sum',
      terms: () => [
        part(
          'reached.deal',
          ({ own, expected }) => (expected ? own['reached.deal'] : null),
          () => rowsBehind('reached.deal'),
        ),
        part(
          `expected, ${end}`,
          ({ expected }) => expected && exact(expected[end]),
          () => ({ of: 'leads', measure: 'open', as: 'estimate' }),
        ),
      ],
    },
  });

export const TREND_FIGURES = {
  deals_low: yet(
    'low',
    text('Deals in the end, from', 'Сделок в итоге, от'),
    text(
      'deals in the end, from = deals there are + as many as open leads will become with a chance of 95% at least (the 5th percentile of the exact sum of their chances by age, Poisson-binomial)',
      'сделок в итоге, от = уже есть + сколько сделок с вероятностью 95 % ещё даст работа с открытыми лидами (5-й процентиль точной суммы их шансов по возрасту, распределение Пуассона — биномиальное)',
    ),
  ),
  deals_high: yet(
    'high',
    text('to', 'до'),
    text(
      'to = deals there are + as many as open leads will become with a chance of 95% at most (the 95th percentile of the same sum)',
      'до = уже есть + больше скольких сделок с вероятностью 95 % открытые лиды не дадут (95-й процентиль той же суммы)',
    ),
  ),
  ...CHANGES,
} as const;
