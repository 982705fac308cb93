import { type Exact, exact } from '../exact.js';
import { FOLLOWED_FIGURES, type FollowedFigure } from '../followed.js';
import { type Rows, rowsBehind } from '../measures.js';
import type { Expected } from '../poisson-binomial.js';
import { type Text, text } from '../text.js';
import { COUNTS } from './counts.js';
import { type Figure, figure } from './figure.js';
import { type Formula, minus, over, part } from './formula.js';
import { PRICES } from './prices.js';
import type { Scoped } from './scoped.js';

const OF_CATALOGUE: Readonly<Record<FollowedFigure, Figure<Scoped>>> = { ...COUNTS, ...PRICES };

/** A period beside the one before it. */
export interface Moving extends Scoped {
  /** null: there is none, or one of the two is not whole. */
  readonly previous: { readonly period: string; readonly scoped: Scoped } | null;
  /** How many of the open leads are expected to become deals yet; null: nobody knows, or all had the time. */
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

function changeOf({ label, formula }: Figure<Scoped>): Figure<Moving, 'points', Exact | null> {
  if (formula.op === 'judged') throw new TypeError(`${label.en} is no number`);
  return figure({
    kind: 'points',
    label: text(`${label.en}, ±%`, `${label.ru}, ±%`),
    sentence: text(
      `${label.en}, ±% = (this period − the one before it) / the one before it; unknown from or to a period that is not whole`,
      `${label.ru}, ±% = (этот период − предыдущий) / предыдущий; не считается от неполного или раннего периода и к нему`,
    ),
    formula: over(minus(formula, before(formula)), before(formula)),
  });
}

const CHANGES = Object.fromEntries(
  FOLLOWED_FIGURES.map((name) => [`${name}_change`, changeOf(OF_CATALOGUE[name])]),
) as Record<ChangeName, Figure<Moving, 'points', Exact | null>>;

/** Deals there are, and those that the open leads of the period are expected to become. */
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
