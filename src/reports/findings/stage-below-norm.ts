import { add, compare, divide, type Exact, exact, multiply, round, subtract } from '../../model/exact.js';
import { FEWEST_LEADS } from '../../model/figures/enough.js';
import { answer } from '../../model/figures/figure.js';
import { STEP_FIGURES } from '../../model/figures/step-figures.js';
import { intervalOf } from '../../model/figures/step-parts.js';
import type { StepVerdict } from '../../model/figures/step-verdict.js';
import type { ReachedStage, Step } from '../../model/figures/steps.js';
import { isLeadStage, STAGE_LABELS, type Stage } from '../../model/funnel-stages.js';
import { isPositive, type Measures } from '../../model/measures.js';
import type { Finding } from '../../model/report.js';
import { plural, text } from '../../model/text.js';
import { totalOf } from '../source-tables.js';
import { sourcesUnmatched } from '../sources-unmatched.js';
import { stepsIn } from '../stage-funnels.js';
import { defineFinding, type Evidence } from './define-finding.js';
import { sentence } from './finding-words.js';

export const stageBelowNorm = defineFinding({
  name: 'stage-below-norm',
  looksAt: text(
    'The stage that misses its norm by the most leads, and what that costs at the end of the funnel.',
    'Этап, которому до нормы не хватает больше всего лидов, и сколько это в сделках и выручке.',
  ),
  async find({ context: asked, ...rest }) {
    const context = { ...asked, unmatched: await sourcesUnmatched(asked) };
    const evidence = { ...rest, context };
    const worst = furthestBelow(evidence);
    if (!worst) return null;
    const { stage, before, rate, norm, missing, there, of, verdict, deals, revenue } = worst;
    const count = exact(ceil(missing));
    const wanted = add(there, count);
    const isUnproven = verdict === 'unproven';
    return {
      tone: 'bad',
      owner: OWNERS[stage],
      text: sentence(context.currency, {
        en(write) {
          const doubt = isUnproven ? ' (gaps in the CRM: more than a tenth is inferred, not marked)' : '';
          const reaching = `${STAGE_LABELS[before.stage].en} → ${STAGE_LABELS[stage].en}`;
          const short = `${write.count(count)} ${unitEn(stage, count)} short (at the norm ${write.count(wanted)} of ${write.count(of)})`;
          const parts = [
            ...(deals ? [`${write.count(deals)} ${deals.num === deals.den ? 'deal' : 'deals'}`] : []),
            ...(revenue ? [`${write.estimate(revenue)} of revenue`] : []),
          ];
          const worth = parts.length > 0 ? `: up to ${parts.join(' and ')}, if all that follows goes on as now` : '';
          return `${reaching}: ${write.rate(rate)}, the norm is ${write.rate(norm)}${doubt}. ${short}${worth}`;
        },
        ru(write) {
          const doubt = isUnproven ? ' (пробелы в CRM: больше десятой части не отмечено, а выведено)' : '';
          const reaching = `${STAGE_LABELS[before.stage].ru} → ${STAGE_LABELS[stage].ru}`;
          const short = `Не хватает ${write.count(count)} ${unitRu(stage, count)} (по норме было бы ${write.count(wanted)} из ${write.count(of)})`;
          const parts = [
            ...(deals ? [`${write.count(deals)} ${plural(deals.num, 'сделки', 'сделок', 'сделок')}`] : []),
            ...(revenue ? [`${write.estimate(revenue)} выручки`] : []),
          ];
          const worth = parts.length > 0 ? `, это до ${parts.join(' и ')}, если дальше всё как сейчас` : '';
          return `${reaching}: ${write.rate(rate)} при норме ${write.rate(norm)}${doubt}. ${short}${worth}`;
        },
      }),
      ...withoutWorst(worst, evidence),
    };
  },
});

/** Who makes the step: the qualification is where both meet. */
const OWNERS: Record<Stage, Finding['owner']> = {
  visit: 'marketing',
  action: 'marketing',
  lead: 'marketing',
  qualified: 'both',
  contact: 'sales',
  proposal: 'sales',
  decision: 'sales',
  deal: 'sales',
};

interface Shortfall {
  stage: Stage;
  before: ReachedStage;
  rate: Exact;
  norm: Exact;
  verdict: StepVerdict | null;
  /** How many are there now, and of how many. */
  there: Exact;
  of: Exact;
  /** How many more of them it takes to reach the norm. */
  missing: Exact;
  /** The same in leads, as far as that is known: what stages are compared by. */
  leads: Exact | null;
  /** What they would come to at the rates of now; null: less than one, or unknown. */
  deals: Exact | null;
  revenue: Exact | null;
}

interface Matched extends Evidence {
  context: Evidence['context'] & { unmatched: ReadonlySet<string> };
}

function furthestBelow({ context, rows, total }: Matched): Shortfall | undefined {
  const steps = stepsIn(total, rows, context);
  return steps
    .flatMap((step): Shortfall[] => {
      const { stage, before, norm, above, below } = step;
      const [rate, verdict] = [answer(STEP_FIGURES.step_rate, step), answer(STEP_FIGURES.step_verdict, step)];
      if (!before || !rate || !norm || !above || !below || !isBelow(step, norm, verdict)) return [];
      const missing = subtract(multiply(norm, below), above);
      const toLead = steps.find((other) => other.stage === 'lead');
      const intoLeads = stage !== 'action' ? exact(1) : toLead ? answer(STEP_FIGURES.step_rate, toLead) : null;
      const leads = intoLeads && multiply(missing, intoLeads);
      return [
        { stage, before, rate, norm, verdict, there: above, of: below, missing, leads, ...worth(stage, leads, total) },
      ];
    })
    .sort((a, b) => (a.leads && b.leads ? compare(b.leads, a.leads) : Number(!a.leads) - Number(!b.leads)))[0];
}

/** By the verdict of the report; an unproven figure too, where its whole interval lies below. */
function isBelow(step: Step, norm: Exact, verdict: StepVerdict | null): boolean {
  const bounds = verdict === 'unproven' ? intervalOf(step) : null;
  return verdict === 'below' || (bounds !== null && compare(bounds.high, norm) < 0);
}

/** Missing leads at the rates of the stages after, up to deals and revenue. */
function worth(stage: Stage, leads: Exact | null, total: Measures) {
  const reached = total[`reached.${isLeadStage(stage) ? stage : 'lead'}`];
  const deals = total['reached.deal'];
  const each = reached && deals && leads ? divide(multiply(leads, deals), reached) : null;
  const { revenue: earned, priced_deals: priced } = total;
  const perDeal = earned && priced ? divide(earned, priced) : null;
  const revenue = each && perDeal ? multiply(each, perDeal) : null;
  const rounded = each && exact(BigInt(round(each, 0)));
  // Beside "12 deals short" nothing is said of deals again.
  const isDeal = stage === 'deal';
  return {
    deals: isPositive(rounded) && !isDeal ? rounded : null,
    revenue: isPositive(rounded) && isPositive(revenue) ? revenue : null,
  };
}

/** Where one source explains it: the rate of all others together, if that is within the norm. */
function withoutWorst(short: Shortfall, { context, rows }: Matched): Pick<Finding, 'detail'> {
  const { stage, norm } = short;
  const stepOf = (of: typeof rows) => stepsIn(totalOf(of, context), of, context).find((step) => step.stage === stage);
  const [explained] = rows
    .flatMap((row) => {
      const own = stepOf([row]);
      if (!own?.above || !own.below) return [];
      const missing = subtract(multiply(norm, own.below), own.above);
      // The others are within the norm only where it lacks as many as all of them together: no need to add them up.
      const isEnough = own.before?.stage !== short.before.stage || compare(missing, short.missing) >= 0;
      return isEnough ? [{ row, missing }] : [];
    })
    .sort((a, b) => compare(b.missing, a.missing))
    .flatMap(({ row }) => {
      const others = stepOf(rows.filter((other) => other !== row));
      const rate = others ? answer(STEP_FIGURES.step_rate, others) : null;
      if (!others?.before || !rate) return [];
      if (compare(rate, norm) < 0 || compare(others.before.reached, FEWEST_LEADS) < 0) return [];
      return [{ name: row.keys.get('source') ?? '', rate }];
    });
  if (!explained) return {};
  const { name, rate } = explained;
  return {
    detail: sentence(context.currency, {
      en: (write) => `Without ${write.name(name)}: ${write.rate(rate)}, within the norm`,
      ru: (write) => `Без источника «${write.name(name)}»: ${write.rate(rate)}, это в норме`,
    }),
  };
}

const ceil = ({ num, den }: Exact): bigint => (num + den - 1n) / den;

/** What is missing, as people call it: 409 leads would be bought, 409 qualified leads are to be made. */
const UNITS: Record<Stage, { en: [one: string, many: string]; ru: [one: string, many: string] }> = {
  visit: { en: ['visit', 'visits'], ru: ['перехода', 'переходов'] },
  action: { en: ['target action', 'target actions'], ru: ['целевого действия', 'целевых действий'] },
  lead: { en: ['lead', 'leads'], ru: ['лида', 'лидов'] },
  qualified: { en: ['qualified lead', 'qualified leads'], ru: ['квала', 'квалов'] },
  contact: { en: ['contact', 'contacts'], ru: ['контакта', 'контактов'] },
  proposal: { en: ['proposal', 'proposals'], ru: ['предложения', 'предложений'] },
  decision: { en: ['lead at the decision', 'leads at the decision'], ru: ['лида на решении', 'лидов на решении'] },
  deal: { en: ['deal', 'deals'], ru: ['сделки', 'сделок'] },
};
const unitEn = (stage: Stage, { num }: Exact): string => UNITS[stage].en[num === 1n ? 0 : 1];
const unitRu = (stage: Stage, { num }: Exact): string => {
  const [one, many] = UNITS[stage].ru;
  return plural(num, one, many, many);
};
