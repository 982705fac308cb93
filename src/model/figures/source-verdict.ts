import { compare, type Exact, exact, fromNumber, multiply, subtract } from '../exact.js';
import { isMuch, isPositive, ZERO } from '../measures.js';
import { number } from '../numbers.js';
import { type Text, text } from '../text.js';
import { FEWEST_DEALS, FEWEST_LEADS, fewDeals, fewLeads, tooEarly, wholeOf } from './enough.js';
import { answer } from './figure.js';
import { PRICES } from './prices.js';
import { costedSpend, hasUnknownDepth, type Scoped } from './scoped.js';
import { type Line, othersOf, spendOfOthers } from './source-line.js';
import { wilson } from './wilson.js';

export type Quadrant =
  | 'cheap_qualified'
  | 'cheap_weak'
  | 'dear_qualified'
  | 'dear_weak'
  | 'mixed'
  | 'near'
  | 'too few'
  | 'too early'
  | 'unproven';

/**
 * Compares a source with all other paid sources together. If several verdicts apply, the order is: blank, too few, too
 * early, unproven, then the judgement.
 */
export function verdictOfSource(line: Line): Quadrant | null {
  const { row, isPaid, own } = line;
  const { leads, deals } = wholeOf(line);
  if (row !== 'source' || !isPaid || line.isOfOutcome || !leads || !deals || !own.revenue) return null;
  // Where nothing else is paid for there is nothing to compare with.
  if (costedSpend.of(line) === null || costedSpend.of(spendOfOthers(line)) === null) return null;
  if (compare(leads, FEWEST_LEADS) < 0) return 'too few';
  const others = othersOf(line);
  if (compare(deals, FEWEST_DEALS) < 0 && !sellsClearlyLess(line, others)) return 'too few';
  // Of split leads both the young ones and the total are parts.
  if (isMuch(own.young, own.leads)) return 'too early';
  if (isUnproven(line, others)) return 'unproven';
  // Without a price, or what it brought, there is none to judge.
  if ([line, others].some((one) => answer(PRICES.cpl, one) === null || answer(PRICES.roas, one) === null)) return null;
  const [price, worth] = [besideOthers('cpl', line, others), worthOf(line, others)];
  if (price === 'alike' || worth === 'near') return 'near';
  return worth === 'mixed' ? worth : `${price === 'better' ? 'cheap' : 'dear'}_${worth}`;
}

/** The value of its leads: by the price of a qualified one together with the revenue per unit of spend. */
function worthOf(line: Line, others: Scoped): 'qualified' | 'weak' | 'mixed' | 'near' {
  if (line.own['reached.deal']?.num === 0n && sellsClearlyLess(line, others)) return 'weak';
  const found = BY[isOfRevenueAlone(line, others) ? 'revenue' : 'both'].map((name) => besideOthers(name, line, others));
  const [isBetter, isWorse] = [found.includes('better'), found.includes('worse')];
  if (isBetter && isWorse) return 'mixed';
  return isBetter ? 'qualified' : isWorse ? 'weak' : 'near';
}

const BY = { both: ['cpql', 'roas'], revenue: ['roas'] } as const;

/** Where nothing tells who is qualified, or how many more are, only revenue is left to judge by. */
const isOfRevenueAlone = (line: Line, others: Scoped): boolean =>
  line.own['reached.qualified'] === null || [line, others].some(hasUnknownDepth);

/** More than a tenth of its qualified leads are not marked as such: only a later stage implies it. */
const isUnproven = (line: Line, others: Scoped): boolean =>
  !isOfRevenueAlone(line, others) && isMuch(line.own['implied.qualified'], line.own['reached.qualified']);

/**
 * A tenth more or less counts as equal. A tenth of its size, since returns are negative where more was paid back than
 * came in.
 */
const ofSize = (value: Exact): Exact =>
  multiply({ ...value, num: value.num < 0n ? -value.num : value.num }, exact(1, 10));

/** Prices are better below, returns above. */
export function besideOthers(name: 'cpl' | 'cpql' | 'roas', own: Scoped, others: Scoped): 'better' | 'worse' | 'alike' {
  const [mine, theirs] = [answer(PRICES[name], own), answer(PRICES[name], others)];
  const [below, above] = name === 'roas' ? (['worse', 'better'] as const) : (['better', 'worse'] as const);
  // No qualified lead at all is the dearest there is.
  if (mine === null || theirs === null) return mine === theirs ? 'alike' : mine === null ? above : below;
  const tenth = ofSize(theirs);
  if (compare(subtract(theirs, mine), tenth) > 0) return below;
  return compare(subtract(mine, theirs), tenth) > 0 ? above : 'alike';
}

/** Whether the deal rate, with its whole interval, is below that of the others. */
export function sellsClearlyLess({ own }: Scoped, others: Scoped): boolean {
  const { leads, 'reached.deal': deals } = own;
  // Parts of leads have no interval.
  if (own.whole_leads !== null) return false;
  const usual = answer(PRICES.deal_rate, others);
  const bounds = wilson(Number(deals?.num ?? 0n), Number(leads?.num ?? 0n));
  return isPositive(leads) && bounds !== null && usual !== null && compare(fromNumber(bounds.high), usual) < 0;
}

/** What a table says of one row: what there is too little of, what is better, and capitals where money is lost. */
export function verdictInWords(line: Line): Text | null {
  const verdict = verdictOfSource(line);
  return verdict === null ? null : (IN_WORDS[verdict]?.(line) ?? null);
}

const IN_WORDS: { readonly [Q in Quadrant]?: (line: Line) => Text | null } = {
  'too few': (line) => {
    const { leads, deals } = wholeOf(line);
    return !leads || !deals ? null : compare(leads, FEWEST_LEADS) < 0 ? fewLeads(leads) : fewDeals(deals);
  },
  'too early': ({ own: { leads, young } }) => leads && young && tooEarly(young, leads),
  unproven: ({ own: { 'implied.qualified': some, 'reached.qualified': all } }) => some && all && unmarked(some, all),
  near: (line) => (isSold(line) ? null : text('A LEAD AS ELSEWHERE, NO DEAL', 'ЛИД КАК У ДРУГИХ, СДЕЛОК НЕТ')),
  mixed: (line) =>
    besideOthers('cpql', line, othersOf(line)) === 'better'
      ? text('disputed: qualified cheaper, money worse', 'спорно: квал дешевле, деньги хуже')
      : text('disputed: qualified dearer, money better', 'спорно: квал дороже, деньги лучше'),
  cheap_qualified: (line) => praised(line, text('lead cheaper', 'лид дешевле'), text(' and ', ' и ')),
  dear_qualified: (line) => praised(line, text('lead dearer', 'лид дороже'), text(', but ', ', но ')),
  cheap_weak: (line) => (isWaste(line) ? null : text('cheap, little return', 'дёшево и без отдачи')),
  dear_weak: (line) => (isWaste(line) ? null : text('dear, little return', 'дорого и без отдачи')),
};

const unmarked = (some: Exact, all: Exact): Text =>
  text(
    `gaps in the CRM: ${number(some, 'count', 'en')} of ${number(all, 'count', 'en')} qualified not marked`,
    `пробелы в CRM: не отмечены ${number(some, 'count', 'ru')} из ${number(all, 'count', 'ru')} квалов`,
  );

/** Only a source that pays off is said to; otherwise it is said which of the two is better than elsewhere. */
function praised(line: Line, lead: Text, and: Text): Text {
  const better = isPositive(answer(PRICES.romi, line))
    ? text(`${and.en}pays off`, `${and.ru}окупается`)
    : besideOthers('roas', line, othersOf(line)) === 'better'
      ? text(', money better', ', деньги лучше')
      : text(', qualified better', ', квалы лучше');
  return text(lead.en + better.en, lead.ru + better.ru);
}

const isSold = ({ own }: Line): boolean => isPositive(own['reached.deal']);

/** No deal came, or less money than was spent. */
function isWaste(line: Line): boolean {
  const romi = answer(PRICES.romi, line);
  return !isSold(line) || (romi !== null && compare(romi, ZERO) < 0);
}
