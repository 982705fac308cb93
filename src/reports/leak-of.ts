import type { CubeRow } from '../facts/cube.js';
import { add, compare, divide, type Exact, subtract } from '../model/exact.js';
import { FEWEST_LEADS } from '../model/figures/enough.js';
import { answer } from '../model/figures/figure.js';
import type { Leak } from '../model/figures/leaks.js';
import { STEP_FIGURES } from '../model/figures/step-figures.js';
import { isBelow } from '../model/figures/step-verdict.js';
import type { Step } from '../model/figures/steps.js';
import { isLeadStage } from '../model/funnel-stages.js';
import type { Measures } from '../model/measures.js';
import { formatWhole, number } from '../model/numbers.js';
import { valueInWords } from '../model/silent.js';
import { join, type Text, text } from '../model/text.js';
import type { ReportContext } from './report-context.js';
import { totalOf } from './source-tables.js';
import { stepsIn } from './stage-funnels.js';

/** Some leads: their sources, the sum of these, the same leads by manager, and those of them that missed the SLA. */
interface Among {
  readonly sources: readonly CubeRow[];
  readonly total: Measures;
  /** The source that all these leads come from; undefined: they may be of any. */
  readonly source?: string | undefined;
  managers(): Promise<readonly CubeRow[]>;
  missed(): Promise<Measures | undefined>;
}

type Context = ReportContext & { readonly unmatched: ReadonlySet<string> };

/**
 * A step beside its norm: the source without which most of the gap would close, and which department should start with
 * it, with the proof.
 */
export async function leakOf(step: Step, steps: readonly Step[], among: Among, context: Context): Promise<Leak> {
  const intoLead = steps.find(({ stage }) => stage === 'lead');
  const without = worstOf(step, among, context);
  return { ...step, intoLead, without, ...(await ownerOf(step, steps, among, { without, context })) };
}

/**
 * The source without which the rate of the step would be the highest. Enough leads for a rate must be left; null: there
 * is no such source.
 */
function worstOf(step: Step, { sources, source }: Among, context: Context): Leak['without'] {
  const { stage, norm, above, below, before } = step;
  const rate = answer(STEP_FIGURES.step_rate, step);
  if (!norm || !rate || !above || !below || compare(rate, norm) >= 0 || sources.length < 2) return null;
  const likely = sources
    .flatMap((row) => {
      const left = restOf(step, row.measures, row.keys.get('source'));
      return left && compare(left.rate, rate) > 0 ? [{ row, rate: left.rate }] : [];
    })
    .sort((a, b) => compare(b.rate, a.rate));
  for (const { row } of likely) {
    const others = sources.filter((other) => other !== row);
    const found = stepsIn(totalOf(others, context), others, context, source).find((one) => one.stage === stage);
    // Without this source another stage may come before, or many leads may have come that far without any export
    // telling it.
    if (!found?.above || found.before?.stage !== before?.stage) continue;
    return {
      source: row.keys.get('source') ?? '',
      others: others.map(({ keys }) => keys.get('source') ?? ''),
      step: found,
    };
  }
  return null;
}

/** The rate of a step without a part of its leads; null: too few leads are left, or the part is not in the step. */
function restOf({ stage, before, above, below, both }: Step, own: Measures, source?: string): { rate: Exact } | null {
  if (!above || !below || !before || (both && source !== undefined && !both.includes(source))) return null;
  const of = (one: Step['stage']) =>
    one === 'visit' ? own.visits : one === 'action' ? own.actions : own[`reached.${one}`];
  // The step from ad statistics into the CRM counts leads.
  const came = isLeadStage(stage) && !isLeadStage(before.stage) ? own.leads : of(stage);
  const from = of(before.stage);
  if (came === null || from === null) return null;
  const [left, leftOf] = [subtract(above, came), subtract(below, from)];
  const rate = compare(leftOf, FEWEST_LEADS) < 0 ? null : divide(left, leftOf);
  return rate && { rate };
}

/** If so many sources are below the norm, it is hardly the fault of one of them. */
const SEVERAL = 3;

async function ownerOf(
  step: Step,
  steps: readonly Step[],
  { sources, managers, missed, total }: Among,
  { without, context }: { without: Leak['without']; context: Context },
): Promise<Pick<Leak, 'owner' | 'proof'>> {
  const { stage, norm, before } = step;
  if (!norm || !before || !isBelow(step)) return { owner: null, proof: null };
  const rest = without && answer(STEP_FIGURES.step_rate, without.step);
  const ofSource = without && rest && compare(rest, norm) >= 0 ? sourceProof(without.source, rest) : null;
  const ofSales = [await managerProof(), await missedProof()].filter((one) => one !== null);
  const proofs = [...(ofSource ? [ofSource] : []), ...ofSales];
  const owner = ofSource && ofSales.length === 0 ? 'marketing' : !ofSource && ofSales.length > 0 ? 'sales' : 'both';
  return { owner, proof: proofs.length > 0 ? join(proofs, '; ') : null };

  /**
   * Proof against sales: the step is below the norm at several sources, and reaches it without the leads of one
   * manager.
   */
  async function managerProof(): Promise<Text | null> {
    if (!isLeadStage(stage) || !before || !isLeadStage(before.stage) || !norm) return null;
    const below = sources.filter((row) => {
      const own = stepsIn(totalOf([row], context), [row], context, row.keys.get('source'));
      return own.some((one) => one.stage === stage && isBelow(one));
    }).length;
    if (below < SEVERAL) return null;
    const rates = (await managers()).flatMap(({ measures }) => restOf(step, measures)?.rate ?? []);
    const [best] = rates.filter((rate) => compare(rate, norm) >= 0).sort((a, b) => compare(b, a));
    return best ? manyProof(below, best) : null;
  }

  /**
   * Proof against sales: the step reaches the norm without the leads that missed the SLA, and most leads that were lost
   * at the stage before had missed it.
   */
  async function missedProof(): Promise<Text | null> {
    if (!isLeadStage(stage) || !before || !isLeadStage(before.stage) || !norm) return null;
    if (!context.sla.hasCalendar || !context.sla.tellsAnswers) return null;
    const lost = total[`lost_here.${before.stage}`];
    if (!lost || steps.find((one) => one.stage === before.stage)?.isLossOpen) return null;
    const own = await missed();
    const late = own?.[`lost_here.${before.stage}`];
    const rest = own && restOf(step, own)?.rate;
    if (!late || !rest || compare(rest, norm) < 0 || compare(add(late, late), lost) <= 0) return null;
    return lateProof(late, lost, rest);
  }
}

const sourceProof = (source: string, rate: Exact): Text =>
  text(
    `without ${valueInWords(source, 'en')}: ${number(rate, 'rate', 'en')}, within the norm`,
    `без источника «${valueInWords(source, 'ru')}»: ${number(rate, 'rate', 'ru')}, это в норме`,
  );

/** The manager is not named: nothing proves what he or she did. */
const manyProof = (sources: number, rate: Exact): Text =>
  text(
    `below the norm at ${formatWhole(sources, 'en')} sources; without the leads of one manager: ${number(rate, 'rate', 'en')}, within the norm`,
    `ниже нормы у источников: ${formatWhole(sources, 'ru')}; без лидов одного менеджера: ${number(rate, 'rate', 'ru')}, это в норме`,
  );

const lateProof = (late: Exact, lost: Exact, rate: Exact): Text =>
  text(
    `of ${formatWhole(lost.num, 'en')} lost at the stage before, ${formatWhole(late.num, 'en')} were answered late or not at all; without all such leads: ${number(rate, 'rate', 'en')}, within the norm`,
    `на предыдущем этапе потеряно лидов: ${formatWhole(lost.num, 'ru')}, из них с ответом позже срока или без ответа: ${formatWhole(late.num, 'ru')}; без всех таких лидов: ${number(rate, 'rate', 'ru')}, это в норме`,
  );
