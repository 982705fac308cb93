import { compare, type Exact, exact, fromNumber } from '../exact.js';
import { isPositive, type Measures, rowsBehind } from '../measures.js';
import { number } from '../numbers.js';
import { type Text, text } from '../text.js';
import { answer, type Figure, figure, judged } from './figure.js';
import { over, part } from './formula.js';
import { PRICES } from './prices.js';
import { costedSpend, hasUnknownDepth, measure, paidSpend, type Scoped } from './scoped.js';
import { wilson } from './wilson.js';

/** A verdict needs as many leads; below it a rate says nothing. */
export const FEWEST_LEADS = exact(30);
/** And as many deals, unless the deal rate is clearly below that of all others. */
const FEWEST_DEALS = exact(10);

/** A row of sources beside those that it stands among. */
export interface Line extends Scoped {
  /** `source`; deals that belong to none; what stands for many: `paid`, `total`; or what a sheet counts of a source. */
  readonly row: 'source' | 'deals_without_lead' | 'paid' | 'total' | 'aggregate';
  readonly among: SourceTable;
  /** Those of its source, however finely it is broken down; null where it has none. */
  readonly places: Record<'cpl' | 'romi', Exact | null>;
}

/** The sources of one table. */
export interface SourceTable {
  readonly total: Measures;
  /** All sources with spend above zero, together. */
  readonly paid: Measures;
}

/** Places of whole sources by a figure, 1 is best, ties share a place; what lacks the figure has none. */
export function placesBy(
  of: Figure<Scoped, 'unit_cost' | 'ratio', Exact | null>,
  best: 'lowest' | 'highest',
  scoped: readonly Scoped[],
): Map<Measures, Exact> {
  const sorted = scoped
    .flatMap((one) => {
      const value = answer(of, one);
      return value ? [{ own: one.own, value }] : [];
    })
    .sort((a, b) => (best === 'lowest' ? 1 : -1) * compare(a.value, b.value));
  const places = new Map<Measures, Exact>();
  let place = 0;
  for (const [index, { own, value }] of sorted.entries()) {
    const before = sorted[index - 1];
    if (!before || compare(before.value, value) !== 0) place = index + 1;
    places.set(own, exact(place));
  }
  return places;
}

export type Quadrant = 'cheap_qualified' | 'cheap_weak' | 'dear_qualified' | 'dear_weak' | 'mixed' | 'too few';

const whole = (name: 'spend' | 'revenue') =>
  part<Line>(
    `${name} of all`,
    ({ among }) => among.total[name],
    () => rowsBehind(name, { table: true }),
  );

export const STANDING = {
  spend_share: figure<Line, 'rate'>({
    kind: 'rate',
    label: text('Of spend', 'Доля расхода'),
    sentence: text('of spend = spend / spend of all sources', 'доля расхода = расход / расход всех источников'),
    formula: over(measure('spend'), whole('spend')),
  }),
  revenue_share: figure<Line, 'rate'>({
    kind: 'rate',
    label: text('Of revenue', 'Доля выручки'),
    sentence: text('of revenue = revenue / revenue of all sources', 'доля выручки = выручка / выручка всех источников'),
    formula: over(measure('revenue'), whole('revenue')),
  }),
  cpl_rank: judged({
    kind: 'rank',
    label: text('# by CPL', 'Место по CPL'),
    sentence: text(
      '# by CPL = place of the source by cost per lead among all sources; the lowest is 1',
      'место по CPL — место источника по цене лида среди всех источников; самая низкая — 1',
    ),
    note: text(
      '# by CPL, # by ROMI = place by cost per lead, by return on marketing investment; 1 is best',
      'место по CPL, по ROMI — по цене лида и по окупаемости маркетинга; 1 — лучшее',
    ),
    from: [costedSpend, measure('costed_leads')],
    judge: (line: Line): Exact | null => (answer(PRICES.cpl, line) ? line.places.cpl : null),
  }),
  romi_rank: judged({
    kind: 'rank',
    label: text('# by ROMI', 'Место по ROMI'),
    sentence: text(
      '# by ROMI = place of the source by return on marketing investment among all sources; the highest is 1',
      'место по ROMI — место источника по окупаемости маркетинга среди всех источников; самая высокая — 1',
    ),
    from: [costedSpend, measure('costed_revenue')],
    judge: (line: Line): Exact | null => (answer(PRICES.romi, line) ? line.places.romi : null),
  }),
  quadrant: judged({
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = cheap or dear by CPL, qualified or weak by CPQL and ROAS together, against all sources with spend',
      'вывод = дёшево или дорого по CPL, качественно или слабо по CPQL и ROAS вместе, против всех источников с расходом',
    ),
    from: [paidSpend, measure('leads'), measure('revenue'), measure('reached.qualified'), measure('reached.deal')],
    judge: ({ row, own, margin, among }: Line): Quadrant | null =>
      row === 'source' ? quadrant({ own, margin }, { own: among.paid, margin }) : null,
    told: ({ own, margin, among }: Line): Text | null => quadrantInWords({ own, margin }, { own: among.paid, margin }),
  }),
} as const;

function quadrant(scoped: Scoped, paid: Scoped): Quadrant | null {
  const { leads, 'reached.deal': deals } = scoped.own;
  if (!scoped.own.spend || !leads || !deals) return null;
  if (compare(leads, FEWEST_LEADS) < 0) return 'too few';
  if (compare(deals, FEWEST_DEALS) < 0 && !sellsClearlyLess(scoped, paid)) return 'too few';
  // Where there is nothing else to compare with, a source would be compared with itself.
  const [spend, all] = [scoped, paid].map(costedSpend.of);
  if (spend && all && compare(spend, all) === 0) return null;
  // Without a price there is none to judge.
  if ([scoped, paid].some((one) => answer(PRICES.cpl, one) === null)) return null;
  const cheap = isBetter('cpl', scoped, paid) ? 'cheap' : 'dear';
  const roas = isBetter('roas', scoped, paid);
  // Where nothing tells how many more are qualified, what was earned is all there is to go by.
  const cpql = [scoped, paid].some(hasUnknownDepth) ? roas : isBetter('cpql', scoped, paid);
  return cpql !== roas ? 'mixed' : `${cheap}_${cpql ? 'qualified' : 'weak'}`;
}

/** What there is too little of, and which of the two a mixed verdict praises. */
function quadrantInWords(scoped: Scoped, paid: Scoped): Text | null {
  const { leads, 'reached.deal': deals } = scoped.own;
  const verdict = quadrant(scoped, paid);
  if (verdict === 'mixed')
    return isBetter('cpql', scoped, paid)
      ? text('disputed: qualified cheaper, money worse', 'спорно: квал дешевле, деньги хуже')
      : text('disputed: qualified dearer, money better', 'спорно: квал дороже, деньги лучше');
  if (verdict !== 'too few' || !leads || !deals) return null;
  return compare(leads, FEWEST_LEADS) < 0 ? fewLeads(leads) : fewOf('deals', 'сделок', deals, FEWEST_DEALS);
}

const fewOf = (en: string, ru: string, some: Exact, least: Exact): Text =>
  text(
    `few ${en}: ${number(some, 'count', 'en')} of ${number(least, 'count', 'en')}`,
    `мало ${ru}: ${number(some, 'count', 'ru')} из ${number(least, 'count', 'ru')}`,
  );
export const fewLeads = (some: Exact): Text => fewOf('leads', 'лидов', some, FEWEST_LEADS);

/** Prices are better below, returns above. */
export function isBetter(name: 'cpl' | 'cpql' | 'roas', own: Scoped, others: Scoped): boolean {
  const [mine, theirs] = [answer(PRICES[name], own), answer(PRICES[name], others)];
  const direction = name === 'roas' ? -1 : 1;
  // No qualified lead at all is the dearest there is.
  return mine !== null && (theirs === null || direction * compare(mine, theirs) < 0);
}

/** Whether the deal rate is below that of the others with its whole interval. */
export function sellsClearlyLess({ own }: Scoped, others: Scoped): boolean {
  const { leads, 'reached.deal': deals } = own;
  const usual = answer(PRICES.deal_rate, others);
  const bounds = wilson(Number(deals?.num ?? 0n), Number(leads?.num ?? 0n));
  return isPositive(leads) && bounds !== null && usual !== null && compare(fromNumber(bounds.high), usual) < 0;
}
