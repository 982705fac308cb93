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

/** The sources of some leads, what they add up to, the same leads by who works on them, and those of them that missed the SLA. */
interface Among {
  readonly sources: readonly CubeRow[];
  readonly total: Measures;
  /** The source that all of them are of; undefined: of whatever there are. */
  readonly source?: string | undefined;
  managers(): Promise<readonly CubeRow[]>;
  missed(): Promise<Measures | undefined>;
}

type Context = ReportContext & { readonly unmatched: ReadonlySet<string> };

/** One of some steps beside its norm: whose absence would close most of what is missing, and who takes it up, with the proof. */
export async function leakOf(step: Step, steps: readonly Step[], among: Among, context: Context): Promise<Leak> {
  const intoLead = steps.find(({ stage }) => stage === 'lead');
  const without = worstOf(step, among, context);
  return { ...step, intoLead, without, ...(await ownerOf(step, steps, among, { without, context })) };
}

/** The source whose absence raises the rate the most, where as many are left as a rate takes. */
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
    // Without it another stage may be the one before, or many may have come so far of whom no export tells.
    if (!found?.above || found.before?.stage !== before?.stage) continue;
    return {
      source: row.keys.get('source') ?? '',
      others: others.map(({ keys }) => keys.get('source') ?? ''),
      step: found,
    };
  }
  return null;
}

/** The rate of a step without a part of its leads; null: too few are left, or the part is none of it. */
function restOf({ stage, before, above, below, both }: Step, own: Measures, source?: string): { rate: Exact } | null {
  if (!above || !below || !before || (both && source !== undefined && !both.includes(source))) return null;
  const of = (one: Step['stage']) =>
    one === 'visit' ? own.visits : one === 'action' ? own.actions : own[`reached.${one}`];
  // Out of ad statistics it is the leads that come.
  const came = isLeadStage(stage) && !isLeadStage(before.stage) ? own.leads : of(stage);
  const from = of(before.stage);
  if (came === null || from === null) return null;
  const [left, leftOf] = [subtract(above, came), subtract(below, from)];
  const rate = compare(leftOf, FEWEST_LEADS) < 0 ? null : divide(left, leftOf);
  return rate && { rate };
}

/** So many sources are no accident of one of them. */
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

  /** It is below at several sources, and within the norm without one of those who work on the leads. */
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

  /** It is within the norm without those who missed the SLA, and most of those who were lost at the stage before it did. */
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

/** Who it is, is not said: it is proven of no one what they did. */
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
