import { partsOf } from '../model/figures/formula.js';
import type { Scoped } from '../model/figures/scoped.js';
import type { Step } from '../model/figures/steps.js';
import { isLeadStage, type LeadStage } from '../model/funnel-stages.js';
import { isMuch, LEAD_MEASURES, type Rows } from '../model/measures.js';
import type { AnyFormula } from './gated-intervals.js';

/** Whether so many of the leads may still reach what the figure counts that nothing can be said of it yet. */
export function isEarly(formula: AnyFormula<Scoped>, { own }: Scoped): boolean {
  if (formula.op === 'judged') return false;
  const awaited = partsOf(formula, { own, margin: null }).flatMap((part) =>
    awaitedIn(part.rows({ own, margin: null })),
  );
  if (awaited.length === 0) return false;
  const stage = awaited.includes('deal') ? 'deal' : (awaited[0] as LeadStage);
  const young = stage === 'deal' ? null : own[`too_early.${stage}`];
  return young ? isMuch(young, own.leads) : isMuch(own.young, own.leads);
}

/**
 * The stages that leads still have to reach for a measure. New leads and reasons of loss are known at once; deals and
 * their revenue are not.
 */
function awaitedIn(rows: Rows): LeadStage[] {
  if (rows.of !== 'leads') return [];
  const { on } = LEAD_MEASURES[rows.measure];
  return on === undefined || on === 'lead' || on === 'loss' ? [] : [on === 'win' ? 'deal' : on];
}

export const isStep = (row: unknown): row is Step =>
  typeof row === 'object' && row !== null && 'stage' in row && 'before' in row;
export function isStepEarly(formula: AnyFormula<Step>, step: Step): boolean {
  const { stage, before, total } = step;
  if (!isLeadStage(stage) || before === undefined || formula.op === 'judged') return false;
  const isAwaited = partsOf(formula, step).some((part) => awaitedIn(part.rows(step)).length > 0);
  return isAwaited && isMuch(total[`too_early.${stage}`], before.reached);
}
