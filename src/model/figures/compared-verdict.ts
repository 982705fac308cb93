import { compare, type Exact, exact, multiply } from '../exact.js';
import { isMuch, ZERO } from '../measures.js';
import { type Text, text } from '../text.js';
import {
  amountOf,
  type Comparison,
  groupOf,
  intervalOf,
  isLeast,
  isWatched,
  numberOf,
  type Which,
} from './comparison.js';
import { FEWEST_DEALS, FEWEST_LEADS, fewOf, tooEarly } from './enough.js';

export type ComparedVerdict =
  | 'clearly up'
  | 'clearly down'
  | 'too close to call'
  | 'too few'
  | 'too early'
  | 'undated'
  | 'unproven';

/**
 * Whether a figure differs on the second side. If several verdicts apply, the order is: blank, too few, too early,
 * undated, unproven, then the judgement. Sums have no verdict, nor have rates from a later stage, since who comes to it
 * differs. `isInTime`: there must be enough of what came in time, for a report that prints that.
 */
export function verdictOfComparison(row: Comparison, isInTime = false): ComparedVerdict | null {
  const { way } = row.figure;
  if (way === 'total' || way === 'per day' || way === 'step') return null;
  if (SIDES.some((which) => amountOf(row, which) === null || isLeast(row, which))) return null;
  if (fewest(row, isInTime) !== null) return 'too few';
  if (SIDES.some((which) => youngOn(row, which) !== null)) return 'too early';
  if (SIDES.some((which) => isUndated(row, which))) return 'undated';
  if (SIDES.some((which) => isUnproven(row, which))) return 'unproven';
  const bounds = intervalOf(row);
  if (!bounds) return null;
  if (compare(bounds.low, ZERO) > 0) return 'clearly up';
  return compare(bounds.high, ZERO) < 0 ? 'clearly down' : 'too close to call';
}

const SIDES: readonly Which[] = ['a', 'b'];
/** A count must vary for a while before it is known how much it does. */
const FEWEST_DAYS = exact(14);

/** What there is too little of, and how much is wanted. */
interface Lack {
  readonly what: readonly [en: string, ru: string];
  readonly some: Exact;
  readonly least: Exact;
}

const inWords = ({ what: [en, ru], some, least }: Lack): Text => fewOf(en, ru, some, least);

/** Which side has too little of what, in words: of the two, the one that is further from enough. Null: both have enough. */
function fewest(row: Comparison, isInTime: boolean): Text | null {
  const [first, second = first] = SIDES.map((which) => lackOn(row, which, isInTime)).filter((lack) => lack !== null);
  if (!first || !second) return null;
  const isSecondFurther = compare(multiply(second.some, first.least), multiply(first.some, second.least)) < 0;
  return inWords(isSecondFurther ? second : first);
}

/** What this side has too little of, in words. */
export function fewestOn(row: Comparison, which: Which): Text | null {
  const lack = lackOn(row, which, false);
  return lack && inWords(lack);
}

function lackOn(row: Comparison, which: Which, isInTime: boolean): Lack | null {
  const { days } = row[which];
  const group = groupOf(row, which);
  const of = numberOf(row, which, isInTime);
  if (of === null || compare(of, FEWEST_LEADS) < 0)
    return { what: WHAT[whatOf(row)], some: of ?? ZERO, least: FEWEST_LEADS };
  if (row.figure.way === 'cost' && (days === null || compare(exact(days), FEWEST_DAYS) < 0))
    return { what: ['days', 'дней'], some: exact(days ?? 0), least: FEWEST_DAYS };
  const deals = group.followed['reached.deal'];
  if (row.figure.way === 'earned' && deals && isWatched(row) && compare(deals, FEWEST_DEALS) < 0)
    return { what: WHAT.deals, some: deals, least: FEWEST_DEALS };
  return null;
}

const WHAT = {
  leads: ['leads', 'лидов'],
  qualified: ['qualified', 'квалов'],
  deals: ['deals', 'сделок'],
  lost: ['lost', 'отказов'],
} as const;

const whatOf = ({ figure: { of } }: Comparison): keyof typeof WHAT =>
  /qualified/.test(of?.name ?? '')
    ? 'qualified'
    : /deals/.test(of?.name ?? '')
      ? 'deals'
      : of?.name === 'lost'
        ? 'lost'
        : 'leads';

/** How many leads of a side are too young for the figure; null: not more than a tenth. */
function youngOn(row: Comparison, which: Which) {
  const { stage } = row.figure;
  if (stage === null) return null;
  const { own } = groupOf(row, which);
  const young = stage === 'deal' ? own.young : own[`too_early.${stage}`];
  if (isMuch(young, own.leads)) return { young: young ?? ZERO, leads: own.leads ?? ZERO };
  return isWatched(row) ? null : { young: ZERO, leads: ZERO };
}

/** More than a tenth of those who came have no date, or nobody has. */
function isUndated(row: Comparison, which: Which): boolean {
  const { stage } = row.figure;
  if (stage === null) return false;
  const { own, undated } = groupOf(row, which);
  const without = undated.get(stage);
  return without === undefined || isMuch(without, own[`reached.${stage}`]);
}

/** More than a tenth of the qualified are not marked as such: only a later stage implies it. */
export function isUnproven(row: Comparison, which: Which): boolean {
  const { name } = row.figure;
  // Of the qualified, too, who are a figure's deals of.
  const stage = name === 'qualified_to_deal' ? 'qualified' : row.figure.stage;
  if (stage === null || stage === 'deal') return false;
  const { own } = groupOf(row, which);
  return isMuch(own[`implied.${stage}`], own[`reached.${stage}`]);
}

/** Says more than the verdict: how many there are, and how many are missing. */
export function comparedInWords(row: Comparison, isInTime = false): Text | null {
  const verdict = verdictOfComparison(row, isInTime);
  if (verdict === 'too few') return fewest(row, isInTime);
  if (verdict !== 'too early') return null;
  const young = SIDES.map((which) => youngOn(row, which)).find((one) => one !== null);
  return young && young.leads.num > 0n ? tooEarly(young.young, young.leads) : NOT_OVER;
}

const NOT_OVER = text('too early: the days are not over', 'рано судить: период ещё не кончился');
