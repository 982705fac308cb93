import { type Exact, parseExact } from '../model/exact.js';
import { SCORED } from '../model/figures/compared-figures.js';
import { type Part, part } from '../model/figures/formula.js';
import { isLessBetter, KPIS, type Kpi, type KpiName } from '../model/kpis.js';
import type { ReportContext } from './report-context.js';
import type { Measured, ScoredGroup, ScoreLine } from './score-line.js';
import { scoreOfLeads } from './score-of-leads.js';
import { scoreOfAnswers, scoreOfStandard } from './score-of-shares.js';
import { scoreOfSums } from './score-of-sums.js';
import type { Windows } from './score-windows.js';

/** The figures of a group, in the order of the configuration. */
export async function scoreLines(
  context: ReportContext,
  kpis: readonly Kpi[],
  windows: Windows,
  group: ScoredGroup,
): Promise<ScoreLine[]> {
  const norms = context.scores.norms();
  const lines: ScoreLine[] = [];
  for (const { side, name } of kpis) {
    const { due = null, ...own } = await measured(context, name, windows, group);
    const agreed = norms.get(name) ?? (name === 'qualified_rate' ? stepNorm(context) : undefined);
    lines.push({
      ...{ ...own, name, side, expected: null, isLessBetter: isLessBetter(name) },
      ...{ norm: agreed ? agreedNorm(name, agreed) : due, group: group.keys, keys: group.keys },
    });
  }
  return lines;
}

function measured(
  context: ReportContext,
  name: KpiName,
  windows: Windows,
  group: ScoredGroup,
): Measured | Promise<Measured> {
  if (name === 'within_rate' || name === 'feedback_rate') return scoreOfAnswers(name, windows, group);
  if (name === 'standard_rate') return scoreOfStandard(windows, group);
  if (name === 'revenue' || name === 'deals' || name === 'leads' || name === 'spend')
    return scoreOfSums(context, name, windows, group);
  const figure = SCORED.find((one) => one.name === name);
  if (!figure) throw new RangeError(`no figure ${name}`);
  return scoreOfLeads(context, figure, windows, group);
}

/** The share of qualified leads is a step of the funnel, so its norm is that of the stage. */
function stepNorm({ norms }: ReportContext): Exact | undefined {
  const step = norms.steps.get('qualified');
  return step === undefined ? undefined : parseExact(step);
}

const CALLED = { share: 'norm', amount: 'agreed amount', ratio: 'agreed ratio', plan: 'agreed amount' } as const;
const agreedNorm = (name: KpiName, norm: Exact): Part<unknown> =>
  part(
    CALLED[KPIS[name].norm],
    () => norm,
    () => ({ of: 'configuration' }),
  );
