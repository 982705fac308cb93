import { compare, type Exact } from '../exact.js';
import { ZERO } from '../measures.js';
import { type Text, text } from '../text.js';
import { comparedInWords, verdictOfComparison } from './compared-verdict.js';
import {
  amountOf,
  type Comparison,
  countedIn,
  formulaOf,
  intervalOf,
  isLeast,
  numberOf,
  type Which,
} from './comparison.js';
import { figure, judged } from './figure.js';
import { type Formula, minus, over, type Part, part } from './formula.js';
import { mixAndRate } from './mix-and-rate.js';

/** What cannot be told of its row. */
export const NONE: Part<Comparison> = part(
  'nothing comparable',
  () => null,
  () => ({ of: 'nobody' }),
);

/** A figure whose formula is that of its row. */
const ofRow = (label: Text, sentence: Text, formula: (row: Comparison) => Formula<Comparison> | null) =>
  figure<Comparison, 'by_figure'>({
    ...{ kind: 'by_figure', label, sentence },
    formula: {
      op: 'sum',
      terms: (row) => {
        return [formula(row) ?? NONE];
      },
    },
  });

const both = (row: Comparison) => {
  const [a, b] = [formulaOf(row, 'a'), formulaOf(row, 'b')];
  return a && b && !isLeast(row, 'a') && !isLeast(row, 'b') ? { a, b } : null;
};

/** What a side is of: as reports print it, or of what came in time. */
const number = (which: Which, isFollowed: boolean): Part<Comparison> =>
  part(
    `n_${which}`,
    (row) => numberOf(row, which, isFollowed),
    (row) => countedIn(row, which, isFollowed),
  );
/** What sides are of. */
export const NUMBERS = [number('a', false), number('b', false)] as const;
export const NUMBERS_IN_TIME = [number('a', true), number('b', true)] as const;

const bound = (end: 'low' | 'high', label: Text) =>
  judged({
    kind: 'by_figure',
    label,
    sentence: text(
      `the ${end === 'low' ? 'lower' : 'upper'} end of the 95% interval of the difference, both sides followed equally long: rates by Newcombe, costs by the inverse of the interval of the count per unit of spend (as much wider as the count varies more from day to day), what is earned by 2,000 compound draws of its deals`,
      `${end === 'low' ? 'нижняя' : 'верхняя'} граница 95 % интервала разницы при равном сроке наблюдения: доли — Ньюкомб, цены — обратный интервал числа на единицу расхода (тем шире, чем сильнее оно скачет по дням), выручка — 2 000 составных розыгрышей сделок`,
    ),
    from: NUMBERS,
    judge: (row: Comparison): Exact | null => intervalOf(row)?.[end] ?? null,
  });

const share = (of: 'mix' | 'rate', label: Text, sentence: Text) =>
  judged({
    ...{ kind: 'by_figure', label, sentence, from: NUMBERS },
    judge: (row: Comparison): Exact | null => mixAndRate(row)?.[of] ?? null,
  });

const side = (which: Which, label: Text) =>
  ofRow(
    label,
    text(
      `${label.en} = the figure of side ${label.en}, as reports print it; what is paid for is of sources with spend`,
      `${label.ru} = показатель стороны ${label.ru}, как в отчётах; цены — по источникам с расходом`,
    ),
    (row) => formulaOf(row, which),
  );

const followed = (which: Which, label: Text) =>
  ofRow(
    label,
    text(
      `${label.en} = the same of what each lead had come to within the time for which both sides are followed, by the date of a stage or of a later one; what has neither had not come`,
      `${label.ru} = то же, но по тому, куда лид дошёл за срок, одинаковый для обеих сторон, по дате этапа или более позднего; нет ни той, ни другой — не дошёл`,
    ),
    (row) => formulaOf(row, which, true),
  );

export const COMPARISONS = {
  side_a: side('a', text('A', 'A')),
  side_b: side('b', text('B', 'B')),
  n_a: figure<Comparison, 'count'>({
    kind: 'count',
    label: text('Of, A', 'Из, A'),
    sentence: text('of = what the figure is divided by, on side A', 'из = на что делится показатель, на стороне A'),
    formula: NUMBERS[0],
  }),
  n_b: figure<Comparison, 'count'>({
    kind: 'count',
    label: text('Of, B', 'Из, B'),
    sentence: text('of = what the figure is divided by, on side B', 'из = на что делится показатель, на стороне B'),
    formula: NUMBERS[1],
  }),
  change: ofRow(text('Change', 'Изменение'), text('change = B − A', 'изменение = B − A'), (row) => {
    const sides = both(row);
    return sides && minus(sides.b, sides.a);
  }),
  change_share: figure<Comparison, 'rate'>({
    kind: 'rate',
    label: text('Change, %', 'Изменение, %'),
    sentence: text(
      'change, % = (B − A) / A; none of what is zero or below',
      'изменение, % = (B − A) / A; от нуля и ниже не считается',
    ),
    formula: {
      op: 'sum',
      terms: (row) => {
        const [sides, a] = [both(row), amountOf(row, 'a')];
        return [sides && a !== null && compare(a, ZERO) > 0 ? over(minus(sides.b, sides.a), sides.a) : NONE];
      },
    },
  }),
  a_followed: followed('a', text('A, followed', 'A, равный срок')),
  b_followed: followed('b', text('B, followed', 'B, равный срок')),
  change_low: bound('low', text('95% from', '95 % от')),
  change_high: bound('high', text('to', 'до')),
  compared_verdict: judged({
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = up or down where the whole interval of the difference, followed equally long, lies on that side of zero; sums have none, nor have rates of those who came to the stage before',
      'вывод = выше или ниже, если весь интервал разницы при равном сроке наблюдения лежит по эту сторону нуля; у сумм и у долей от предыдущего этапа вывода нет',
    ),
    from: NUMBERS,
    judge: (row: Comparison) => verdictOfComparison(row),
    told: (row: Comparison) => comparedInWords(row),
  }),
  mix: share(
    'mix',
    text('By mix', 'За счёт состава'),
    text(
      'by mix = the part of the change that comes of other shares of sources; with the part by rate it is the change',
      'за счёт состава = часть изменения из-за других долей источников; вместе с частью за счёт качества — всё изменение',
    ),
  ),
  by_rate: share(
    'rate',
    text('By rate', 'За счёт качества'),
    text(
      "by rate = the part of the change that comes of the sources' own rates or costs",
      'за счёт качества = часть изменения из-за долей или цен самих источников',
    ),
  ),
} as const;
