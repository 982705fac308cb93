import { compare, type Exact, exact } from '../exact.js';
import { type Measures, rowsBehind, ZERO } from '../measures.js';
import { text } from '../text.js';
import { answer, type Figure, figure, judged } from './figure.js';
import { over, part } from './formula.js';
import { PRICES } from './prices.js';
import { costedEarnings, costedSpend, measure, paidSpend, type Scoped, tellsProfit } from './scoped.js';
import type { Line } from './source-line.js';
import { verdictInWords, verdictOfSource } from './source-verdict.js';

/** Ranks of whole sources by a figure: 1 is best, equal ones share a rank, and those without the figure have none. */
export function placesBy(
  of: Figure<Scoped, 'unit_cost' | 'ratio', Exact | null>,
  best: 'lowest' | 'highest',
  scoped: readonly Scoped[],
): Map<Measures, Exact> {
  const sorted = scoped
    .flatMap((one) => {
      // Costs alone give no place among what is paid for.
      if (costedSpend.of(one) === null) return [];
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
    isOfCohorts: true,
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
    isOfCohorts: true,
    kind: 'rank',
    label: text('# by ROMI', 'Место по ROMI'),
    sentence: text(
      '# by ROMI = place of the source by return on marketing investment among all sources; the highest is 1',
      'место по ROMI — место источника по окупаемости маркетинга среди всех источников; самая высокая — 1',
    ),
    from: [costedSpend, costedEarnings],
    judge: (line: Line): Exact | null => (answer(PRICES.romi, line) ? line.places.romi : null),
  }),
  quadrant: judged({
    isOfCohorts: true,
    kind: 'verdict',
    label: text('Verdict', 'Вывод'),
    sentence: text(
      'verdict = cheap or dear by CPL, qualified or weak by CPQL and ROAS together, against all other sources with spend together; what differs by a tenth at most is alike',
      'вывод = дёшево или дорого по CPL, качественно или слабо по CPQL и ROAS вместе, против всех остальных источников с расходом вместе; разница до десятой части не в счёт',
    ),
    from: [paidSpend, measure('leads'), measure('revenue'), measure('reached.deal')],
    judge: verdictOfSource,
    told: verdictInWords,
  }),
  pays: judged({
    isOfCohorts: true,
    kind: 'verdict',
    label: text('Pays', 'Окупается'),
    sentence: text(
      'pays = whether the gross profit of its deals is no less than its spend; unknown without margin or profit',
      'окупается = валовая прибыль сделок не меньше расхода; без маржи или прибыли неизвестно',
    ),
    from: [costedSpend, costedEarnings],
    judge: (scoped: Line): 'yes' | 'no' | null => {
      if (scoped.isOfOutcome) return null;
      const romi = scoped.margin === null && !tellsProfit(scoped) ? null : answer(PRICES.romi, scoped);
      return romi === null ? null : compare(romi, ZERO) < 0 ? 'no' : 'yes';
    },
  }),
} as const;
