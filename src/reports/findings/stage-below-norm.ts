import { add, compare, type Exact, exact, multiply, round } from '../../model/exact.js';
import { answer } from '../../model/figures/figure.js';
import { LEAKS, type Leak } from '../../model/figures/leaks.js';
import { STEP_FIGURES } from '../../model/figures/step-figures.js';
import { isBelow } from '../../model/figures/step-verdict.js';
import type { ReachedStage, Step } from '../../model/figures/steps.js';
import { STAGE_LABELS } from '../../model/funnel-stages.js';
import { isPositive } from '../../model/measures.js';
import { NO_WORDS, plural, text } from '../../model/text.js';
import { leakOf } from '../leak-of.js';
import { shortWords, wholeOf } from '../short-words.js';
import { sourcesUnmatched } from '../sources-unmatched.js';
import { stepsIn } from '../stage-funnels.js';
import { defineFinding, type Evidence } from './define-finding.js';
import { sentence } from './finding-words.js';

export const stageBelowNorm = defineFinding({
  name: 'stage-below-norm',
  looksAt: text(
    'The stage that misses its norm by the most leads, what that costs at the end of the funnel, and who starts with it.',
    'Этап, которому до нормы не хватает больше всего лидов, сколько это в сделках и выручке и кто начинает.',
  ),
  async find(evidence) {
    const worst = await furthestBelow(evidence);
    if (!worst) return null;
    const { leak, before, norm, rate, missing, there, of } = worst;
    const { stage, proof } = leak;
    const proven = proof ? text(`. ${begun(proof.en)}`, `. ${begun(proof.ru)}`) : NO_WORDS;
    const short = shortWords(stage, missing);
    const wanted = add(there, wholeOf(missing));
    const { deals, revenue } = worth(leak);
    const isUnproven = answer(STEP_FIGURES.step_verdict, leak) === 'unproven';
    return {
      tone: 'bad',
      owner: leak.owner ?? 'both',
      money: answer(LEAKS.short_revenue, leak),
      ...{ figure: 'leak.short_leads', scope: `stage=${stage}`, n: of },
      behind: ['leak'],
      ...(proof && leak.without && leak.owner !== 'sales' ? { because: leak.without.source } : {}),
      decide: sentence(evidence.context.currency, {
        en: (write) =>
          `${STAGE_LABELS[before.stage].en} → ${STAGE_LABELS[stage].en}: what is changed to come to ${write.rate(norm)}, who does it, until when`,
        ru: (write) =>
          `${STAGE_LABELS[before.stage].ru} → ${STAGE_LABELS[stage].ru}: что меняем, чтобы дойти до ${write.rate(norm)}, кто и к какому дню`,
      }),
      text: sentence(evidence.context.currency, {
        en(write) {
          const doubt = isUnproven ? ' (gaps in the CRM: more than a tenth is inferred, not marked)' : '';
          const reaching = `${STAGE_LABELS[before.stage].en} → ${STAGE_LABELS[stage].en}`;
          const parts = [
            ...(deals ? [`${write.count(deals)} ${deals.num === deals.den ? 'deal' : 'deals'}`] : []),
            ...(revenue ? [`${write.estimate(revenue)} of revenue`] : []),
          ];
          const worth = parts.length > 0 ? `: up to ${parts.join(' and ')}, if all that follows goes on as now` : '';
          return `${reaching}: ${write.rate(rate)}, the norm is ${write.rate(norm)}${doubt}. ${short.en} (at the norm ${write.count(wanted)} of ${write.count(of)})${worth}${proven.en}`;
        },
        ru(write) {
          const doubt = isUnproven ? ' (пробелы в CRM: больше десятой части не отмечено, а выведено)' : '';
          const reaching = `${STAGE_LABELS[before.stage].ru} → ${STAGE_LABELS[stage].ru}`;
          const parts = [
            ...(deals ? [`${write.count(deals)} ${plural(deals.num, 'сделки', 'сделок', 'сделок')}`] : []),
            ...(revenue ? [`${write.estimate(revenue)} выручки`] : []),
          ];
          const worth = parts.length > 0 ? `, это до ${parts.join(' и ')}, если дальше всё как сейчас` : '';
          return `${reaching}: ${write.rate(rate)} при норме ${write.rate(norm)}${doubt}. ${begun(short.ru)} (по норме было бы ${write.count(wanted)} из ${write.count(of)})${worth}${proven.ru}`;
        },
      }),
    };
  },
});

interface Shortfall {
  leak: Leak;
  before: ReachedStage;
  rate: Exact;
  norm: Exact;
  missing: Exact;
  /** How many are there now, and out of how many. */
  there: Exact;
  of: Exact;
}

/** The step that lacks the most leads, as far as that is known. */
async function furthestBelow({ context: asked, rows, total }: Evidence): Promise<Shortfall | undefined> {
  const context = { ...asked, unmatched: await sourcesUnmatched(asked) };
  const steps = stepsIn(total, rows, context);
  const toLead = steps.find(({ stage }) => stage === 'lead');
  const inLeads = (step: Step, missing: Exact): Exact | null => {
    const intoLeads = step.stage !== 'action' ? exact(1) : toLead ? answer(STEP_FIGURES.step_rate, toLead) : null;
    return intoLeads && multiply(missing, intoLeads);
  };
  const [worst] = steps
    .flatMap((step) => {
      const { before, norm, above, below } = step;
      const rate = answer(STEP_FIGURES.step_rate, step);
      if (!before || !rate || !norm || !above || !below || !isBelow(step)) return [];
      const missing = answer(LEAKS.short_leads, { ...step, ...UNASKED });
      return missing
        ? [{ step, before, rate, norm, missing, there: above, of: below, leads: inLeads(step, missing) }]
        : [];
    })
    .sort((a, b) => (a.leads && b.leads ? compare(b.leads, a.leads) : Number(!a.leads) - Number(!b.leads)));
  if (!worst) return undefined;
  const { step, ...short } = worst;
  const among = {
    sources: rows,
    total,
    managers: () => context.cube(['manager']),
    missed: async () => (await context.missed([]))[0]?.measures,
  };
  return { ...short, leak: await leakOf(step, steps, among, context) };
}

const UNASKED = { intoLead: undefined, without: null, owner: null, proof: null };

/** What the missing leads would become at today's rates; null: less than one, or unknown. */
function worth(leak: Leak): { deals: Exact | null; revenue: Exact | null } {
  const [deals, revenue] = [answer(LEAKS.short_deals, leak), answer(LEAKS.short_revenue, leak)];
  const rounded = deals && exact(BigInt(round(deals, 0)));
  return {
    // If it is deals that are missing, their number has been said already.
    deals: isPositive(rounded) && leak.stage !== 'deal' ? rounded : null,
    revenue: isPositive(rounded) && isPositive(revenue) ? revenue : null,
  };
}

const begun = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
