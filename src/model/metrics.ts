import { divide, type Exact, exact, multiply, subtract } from './exact.js';
import { LEAD_STAGES } from './funnel-stages.js';
import { isPositive, type Measures } from './measures.js';
import type { Kind } from './sheet.js';
import { type Text, text } from './text.js';

export interface MetricSettings {
  /** The share of revenue that is gross profit; null: ROMI is of revenue. */
  margin: Exact | null;
}

/** A figure that is divided: computed here and nowhere else, for rows, totals, periods and breakdowns alike. */
export interface Metric {
  kind: Kind;
  numerator: (measures: Measures, settings: MetricSettings) => Exact | null;
  denominator: (measures: Measures) => Exact | null;
  label: Text;
  /** Its definition, in one sentence. */
  sentence: Text;
}

const reached = (stage: (typeof LEAD_STAGES)[number]) => (measures: Measures) =>
  measures.reached[LEAD_STAGES.indexOf(stage)] ?? null;
/** Sources without spend, or with a known zero, have no price of anything. */
const paid =
  (measure: (measures: Measures) => Exact | null) =>
  (measures: Measures): Exact | null =>
    isPositive(measures.spend) ? measure(measures) : null;

export const METRICS = {
  cpl: {
    kind: 'unit_cost',
    numerator: ({ spend }) => spend,
    denominator: paid(({ leads }) => leads),
    label: text('CPL', 'CPL'),
    sentence: text('CPL, cost per lead = spend / leads', 'CPL, цена лида = расход / лиды'),
  },
  cpql: {
    kind: 'unit_cost',
    numerator: ({ spend }) => spend,
    denominator: paid(reached('qualified')),
    label: text('CPQL', 'CPQL'),
    sentence: text(
      'CPQL, cost per qualified lead = spend / qualified leads',
      'CPQL, цена квалифицированного лида = расход / квал. лиды',
    ),
  },
  cost_per_deal: {
    kind: 'unit_cost',
    numerator: ({ spend }) => spend,
    denominator: paid(reached('deal')),
    label: text('Per deal', 'За сделку'),
    sentence: text('per deal = spend / deals', 'за сделку = расход / сделки'),
  },
  revenue_per_lead: {
    kind: 'unit_cost',
    numerator: ({ revenue }) => revenue,
    denominator: ({ leads }) => leads,
    label: text('Revenue per lead', 'Выручка с лида'),
    sentence: text('revenue per lead = revenue / leads', 'выручка с лида = выручка / лиды'),
  },
  average_deal: {
    kind: 'money',
    numerator: ({ revenue }) => revenue,
    denominator: reached('deal'),
    label: text('Average deal', 'Средняя сделка'),
    sentence: text('average deal = revenue / deals', 'средняя сделка = выручка / сделки'),
  },
  qualified_rate: {
    kind: 'rate',
    numerator: reached('qualified'),
    denominator: ({ leads }) => leads,
    label: text('Qual. rate', 'Доля квал.'),
    sentence: text('qual. rate = qualified leads / leads', 'доля квал. = квалифицированные / лиды'),
  },
  deal_rate: {
    kind: 'rate',
    numerator: reached('deal'),
    denominator: ({ leads }) => leads,
    label: text('Deal rate', 'В сделку'),
    sentence: text('deal rate = deals / leads', 'в сделку = сделки / лиды'),
  },
  roas: {
    kind: 'ratio',
    numerator: ({ revenue }) => revenue,
    denominator: paid(({ spend }) => spend),
    label: text('ROAS', 'ROAS'),
    sentence: text('ROAS, return on ad spend = revenue / spend', 'ROAS, выручка на единицу расхода = выручка / расход'),
  },
  romi: {
    kind: 'ratio',
    numerator: ({ revenue, spend }, { margin }) =>
      revenue === null || spend === null ? null : subtract(margin ? multiply(revenue, margin) : revenue, spend),
    denominator: paid(({ spend }) => spend),
    label: text('ROMI', 'ROMI'),
    sentence: text(
      'ROMI, return on marketing investment = (revenue − spend) / spend',
      'ROMI, окупаемость маркетинга = (выручка − расход) / расход',
    ),
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** A metric of some measures; null where a part of it is unknown or its denominator is zero. */
export function metric(name: MetricName, measures: Measures, settings: MetricSettings): Exact | null {
  const { numerator, denominator }: Metric = METRICS[name];
  const [above, below] = [numerator(measures, settings), denominator(measures)];
  return above === null || below === null ? null : divide(above, below);
}

/** Of fewer leads, or of fewer in the stage before, nothing is judged. */
export const FEWEST = exact(30);

/** The 95 % interval of a rate by Wilson's score, without continuity correction. Null where n is zero. */
export function wilson(hits: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null;
  const z = 1.959963984540054;
  const rate = hits / n;
  const scale = 1 + (z * z) / n;
  const middle = rate + (z * z) / (2 * n);
  const margin = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return { low: Math.max(0, (middle - margin) / scale), high: Math.min(1, (middle + margin) / scale) };
}
