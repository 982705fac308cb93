import { compare, divide, type Exact, exact, multiply, subtract } from '../exact.js';
import type { AskedHypothesis } from '../hypothesis.js';
import { ZERO } from '../measures.js';
import { type Text, text } from '../text.js';
import { type ComparedVerdict, comparedInWords, verdictOfComparison } from './compared-verdict.js';
import { amountOf, type Comparison, formulaOf, intervalOf, type Which } from './comparison.js';
import { NONE, NUMBERS_IN_TIME } from './comparisons.js';
import { figure, judged } from './figure.js';
import { type Formula, minus, over, type Part, part } from './formula.js';

/** A hypothesis with what came of it. */
export interface Judged {
  readonly hypothesis: AskedHypothesis;
  /** The place of the change before and after it; null: there is nothing to judge yet. */
  readonly compared: Comparison | null;
  /** Everywhere else; null where it was made everywhere. */
  readonly rest: Comparison | null;
}

type HypothesisVerdict =
  | 'worked'
  | 'did not'
  | 'undecided'
  | Exclude<ComparedVerdict, `clearly ${string}` | 'too close to call'>;

const turned = <Of>(one: Part<Comparison>, of: (subject: Of) => Comparison | null): Part<Of> =>
  part(
    one.name,
    (subject) => {
      const own = of(subject);
      return own && one.of(own);
    },
    (subject) => {
      const own = of(subject);
      return own ? one.rows(own) : { of: 'nobody' };
    },
  );

const compared = ({ compared: own }: Judged) => own;
const [N_BEFORE, N_AFTER] = NUMBERS_IN_TIME.map((one) => turned(one, compared)) as [Part<Judged>, Part<Judged>];

/** A figure of its comparison, the same of whoever has none. */
function formulaIn(row: Judged, which: Which) {
  const formula = row.compared && formulaOf(row.compared, which, true);
  return formula ? bound(formula, row.compared as Comparison) : NONE_OF_IT;
}

function bound(formula: Formula<Comparison>, of: Comparison): Formula<Judged> {
  if (formula.op === 'part') return turned(formula, () => of);
  if (formula.op === 'sum') return { op: 'sum', terms: () => formula.terms(of).map((one) => bound(one, of)) };
  return { op: formula.op, left: bound(formula.left, of), right: bound(formula.right, of) };
}
const NONE_OF_IT: Part<Judged> = turned(NONE, compared);

const value = (label: Text, sentence: Text, which: Which) =>
  figure<Judged, 'by_figure'>({
    ...{ kind: 'by_figure', label, sentence },
    formula: { op: 'sum', terms: (row) => [formulaIn(row, which)] },
  });

const WEEKS: Part<Judged> = part(
  'weeks',
  ({ hypothesis }) => exact(hypothesis.weeks),
  () => ({ of: 'configuration' }),
);

/** The relative change of a figure, followed equally long on both sides. */
export function changeShare(row: Comparison | null): Exact | null {
  const [before, after] = row ? [amountOf(row, 'a', true), amountOf(row, 'b', true)] : [null, null];
  return before && after && compare(before, ZERO) > 0 ? divide(subtract(after, before), before) : null;
}

const bounds = (end: 'low' | 'high', label: Text) =>
  judged({
    kind: 'by_figure',
    label,
    sentence: text(
      `the ${end === 'low' ? 'lower' : 'upper'} end of the 95% interval of the difference, after − before, both followed equally long`,
      `${end === 'low' ? 'нижняя' : 'верхняя'} граница 95 % интервала разницы «после − до» при равном сроке наблюдения`,
    ),
    from: [N_BEFORE, N_AFTER],
    judge: ({ compared: own }: Judged): Exact | null => (own && intervalOf(own)?.[end]) ?? null,
  });

/** The verdict on a hypothesis; null: it has not begun, or its figure is unknown. */
export function verdictOf({ hypothesis, compared: own, rest }: Judged): HypothesisVerdict | null {
  const verdict = own && verdictOfComparison(own, true);
  if (hypothesis.state === 'running') return verdict === 'too few' ? verdict : 'too early';
  if (verdict === 'too close to call') return 'undecided';
  if (verdict !== 'clearly up' && verdict !== 'clearly down') return verdict;
  if (isEverywhere(changeShare(own), changeShare(rest))) return 'undecided';
  return verdict === `clearly ${hypothesis.expect}` ? 'worked' : 'did not';
}

/** Whether the rest has changed the same way, and as much. */
const isEverywhere = (own: Exact | null, rest: Exact | null): boolean =>
  own !== null &&
  rest !== null &&
  compare(multiply(own, rest), ZERO) > 0 &&
  compare(multiply(rest, rest), multiply(own, own)) >= 0;

function inWords(row: Judged): Text | null {
  const verdict = verdictOf(row);
  if (verdict === 'too early' && row.hypothesis.state === 'running') return RUNNING;
  return row.compared && comparedInWords(row.compared, true);
}
const RUNNING = text('too early: it still runs', 'рано судить: ещё идёт');

const NUMBER_OF = (label: Text, formula: Part<Judged>) =>
  figure<Judged, 'count'>({
    kind: 'count',
    label,
    sentence: text('of = what the figure is divided by', 'из = на что делится показатель'),
    formula,
  });

export const HYPOTHESES = {
  before: value(
    text('Before', 'До'),
    text(
      'before = the figure of as many weeks before the day of the change, each lead followed as long as after it',
      'до = показатель за столько же недель до дня изменения; лиды прослежены тот же срок, что и после',
    ),
    'a',
  ),
  after: value(
    text('After', 'После'),
    text(
      'after = the figure of the whole weeks after the day of the change, which is in neither',
      'после = показатель за целые недели после дня изменения; сам этот день не входит никуда',
    ),
    'b',
  ),
  n_before: NUMBER_OF(text('Of, before', 'Из, до'), N_BEFORE),
  n_after: NUMBER_OF(text('Of, after', 'Из, после'), N_AFTER),
  hypothesis_change: figure<Judged, 'rate'>({
    kind: 'rate',
    label: text('Change, %', 'Изменение, %'),
    sentence: text('change, % = (after − before) / before', 'изменение, % = (после − до) / до'),
    formula: {
      op: 'sum',
      terms: (row) => {
        const [a, b] = [formulaIn(row, 'a'), formulaIn(row, 'b')];
        return [changeShare(row.compared) === null ? NONE_OF_IT : over(minus(b, a), a)];
      },
    },
  }),
  hypothesis_low: bounds('low', text('95% from', '95 % от')),
  hypothesis_high: bounds('high', text('to', 'до')),
  rest_change: judged({
    kind: 'rate',
    label: text('Elsewhere, %', 'В остальном, %'),
    sentence: text(
      'elsewhere, % = the change of the same figure where the change was not made',
      'в остальном, % = изменение того же показателя там, где ничего не меняли',
    ),
    from: [N_BEFORE, N_AFTER],
    judge: ({ rest }: Judged): Exact | null => changeShare(rest),
  }),
  hypothesis_verdict: judged({
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = worked where the whole interval of the difference lies on the side that was hoped for, did not where it lies on the other; undecided in between, or where the rest changed as much',
      'вывод = сработала, если весь интервал разницы по ту сторону нуля, на которую рассчитывали; не сработала, если по другую; не решено — между ними или если остальное изменилось не меньше',
    ),
    from: [WEEKS],
    judge: verdictOf,
    told: inWords,
  }),
} as const;
