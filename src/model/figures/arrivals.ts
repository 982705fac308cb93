import { type Exact, exact, fromNumber } from '../exact.js';
import type { LeadStage } from '../funnel-stages.js';
import { DAYS_TOLD, type Incidence, isUndated } from '../incidence.js';
import { type Measures, type Rows, rowsBehind } from '../measures.js';
import { text } from '../text.js';
import { figure } from './figure.js';
import { part } from './formula.js';

/** How often leads come to a stage, and how soon after they were made. */
export interface Arrival {
  readonly stage: LeadStage;
  readonly own: Measures;
  /** The incidence over all leads of the row, whatever the scope; null: no export dates the stage, or says who is lost. */
  readonly incidence: Incidence | null;
  /** Seconds, as funnel.yaml says or as the leads show. */
  readonly maturity: number | null;
  readonly isConfigured: boolean;
}

const CAME = ({ stage }: Arrival): Rows => rowsBehind(`reached.${stage}`);
const estimated = ({ stage }: Arrival): Rows => ({ of: 'leads', measure: `reached.${stage}`, as: 'estimate' });

/** F after so many days; the share is a double, and has nine decimals. */
const after = (days: (typeof DAYS_TOLD)[number]) => {
  const within = days === 1 ? text('a day', 'за сутки') : text(`${days} days`, `за ${days} дн.`);
  return figure<Arrival, 'rate'>({
    kind: 'rate',
    label: text(`By ${within.en}`, within.ru.replace(/^з/, 'З')),
    sentence: text(
      `by ${within.en} = the share of leads that came within ${within.en} of creation (Aalen–Johansen: the lost never come, of the open it is not known yet); nothing is said beyond the time up to which 30 are watched`,
      `${within.ru} = доля лидов, дошедших ${within.ru} после создания (оценка Аалена — Йохансена: потерянные не дойдут, о лидах в работе ещё неизвестно); за пределами срока, до которого прослежены 30 лидов, доля не показана`,
    ),
    formula: part(`came within ${within.en}`, (arrival) => shareAfter(arrival, days), estimated),
  });
};

function shareAfter({ incidence }: Arrival, days: (typeof DAYS_TOLD)[number]): Exact | null {
  const share = incidence && !isUndated(incidence) ? incidence.after[DAYS_TOLD.indexOf(days)] : null;
  return share === null || share === undefined ? null : fromNumber(share);
}

export const ARRIVALS = {
  came: figure<Arrival, 'count'>({
    kind: 'count',
    label: text('Reached', 'Дошли'),
    sentence: text('reached = leads that came to the stage', 'дошли = лиды, которые дошли до этапа'),
    formula: part('reached', ({ own, stage }) => own[`reached.${stage}`], CAME),
  }),
  maturity_seconds: figure<Arrival, 'seconds'>({
    kind: 'seconds',
    label: text('Maturity', 'Созревание'),
    sentence: text(
      'maturity = what funnel.yaml says, else the time since creation by which nine of ten of those came who come',
      'созревание = срок из funnel.yaml, иначе время от создания, за которое дошли девять из десяти тех, кто доходит',
    ),
    formula: part(
      'maturity',
      ({ maturity }) => (maturity === null ? null : exact(maturity)),
      (arrival) => (arrival.isConfigured ? { of: 'configuration' } : estimated(arrival)),
    ),
  }),
  by_1d: after(1),
  by_7d: after(7),
  by_14d: after(14),
  by_30d: after(30),
  by_60d: after(60),
  by_90d: after(90),
} as const;
