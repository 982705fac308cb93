import { compare, divide, type Exact, exact, fromNumber, toNumber } from '../model/exact.js';
import { FEWEST_LEADS, fewLeads, tooEarly } from '../model/figures/enough.js';
import { evaluate, type Formula, over, type Part, part, times } from '../model/figures/formula.js';
import type { Scored } from '../model/figures/scored-figures.js';
import { wilson } from '../model/figures/wilson.js';
import { isMuch, isPositive, rowsBehind, ZERO } from '../model/measures.js';
import { text } from '../model/text.js';
import type { ReportContext } from './report-context.js';
import type { ScoredGroup, ScoreLine } from './score-line.js';
import type { Window } from './score-windows.js';
import { totalOf } from './source-tables.js';

/**
 * The rows for a manager's deals: their number, compared with the deals that leads of the same sources bring the whole
 * company. No rows if nothing tells of deals.
 */
export async function againstExpected(
  context: ReportContext,
  { scope, sides }: Window,
  { id, keys }: ScoredGroup,
): Promise<ScoreLine[]> {
  const rows = sides.get(id)?.printed ?? [];
  const own = totalOf(rows, context);
  const [leads, deals] = [own.leads, own['reached.deal']];
  if (leads === null || deals === null) return [];
  const where = scope.where.filter(({ dimension }) => dimension !== 'manager');
  const company = await context.within({ ...scope, where, by: [], period: null }).cube(['source']);
  const all = new Map(company.map(({ keys: of, measures }) => [of.get('source') ?? '', measures]));
  const whole = { ...scope, where, called: text('the whole company', 'вся компания') };
  const terms = rows
    .filter(({ measures }) => isPositive(measures.leads))
    .map(({ keys: of, measures }): Formula<unknown> => {
      const source = of.get('source') ?? '';
      const ofAll = (name: 'leads' | 'reached.deal'): Part<unknown> =>
        part(
          name,
          () => all.get(source)?.[name] ?? null,
          () => rowsBehind(name, { scope: whole, sources: [source], without: 'manager' }),
        );
      const his: Part<unknown> = part(
        'leads',
        () => measures.leads,
        () => rowsBehind('leads', { scope, sources: [source] }),
      );
      return times(his, over(ofAll('reached.deal'), ofAll('leads')));
    });
  const expected: Formula<unknown> = { op: 'sum', terms: () => terms };
  const his = (name: 'leads' | 'reached.deal', value: Exact): Part<unknown> =>
    part(
      name,
      () => value,
      () => rowsBehind(name, { scope }),
    );
  return [
    {
      ...{ name: 'against_expected', side: 'sales', kind: 'ratio', isLessBetter: false, before: null, table: 'leads' },
      ...{ value: over(his('reached.deal', deals), expected), n: his('leads', leads), expected },
      norm: part(
        'agreed ratio',
        () => exact(1),
        () => ({ of: 'configuration' }),
      ),
      bounds: boundsOf(deals, leads, evaluate(expected, null)),
      doubt: doubtOf(leads, own.young),
      ...{ group: keys, keys },
    },
  ];
}

/** The Wilson interval of the manager's own deal rate, divided by the rate that is expected. */
function boundsOf(deals: Exact, leads: Exact, expected: Exact | null): Scored['bounds'] {
  const found = wilson(toNumber(deals, 0), toNumber(leads, 0));
  if (!found || !isPositive(expected)) return null;
  const rate = divide(expected, leads) as Exact;
  const [low, high] = [divide(fromNumber(found.low), rate), divide(fromNumber(found.high), rate)];
  return low && high && { low, high };
}

function doubtOf(leads: Exact, young: Exact | null): Scored['doubt'] {
  if (compare(leads, FEWEST_LEADS) < 0) return { word: 'too few', told: fewLeads(leads) };
  return isMuch(young, leads) ? { word: 'too early', told: tooEarly(young ?? ZERO, leads) } : null;
}
