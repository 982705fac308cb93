/** Whose figure it is. */
export const KPI_SIDES = ['marketing', 'sales', 'shared'] as const;
export type KpiSide = (typeof KPI_SIDES)[number];

/**
 * Figures by which departments may be measured, with the form of the norm: a share, a unit cost or revenue, a ratio to
 * spend, or the plan. `less`: less is better.
 */
export const KPIS = {
  standard_rate: { norm: 'share' },
  qualified_of_worked: { norm: 'share' },
  qualified_rate: { norm: 'share' },
  cpl: { norm: 'amount', less: true },
  cpql: { norm: 'amount', less: true },
  cost_per_deal: { norm: 'amount', less: true },
  qualified_to_deal: { norm: 'share' },
  deal_rate: { norm: 'share' },
  within_rate: { norm: 'share' },
  feedback_rate: { norm: 'share' },
  contacted_rate: { norm: 'share' },
  lost_without_reason: { norm: 'share', less: true },
  average_deal: { norm: 'amount' },
  revenue_per_lead: { norm: 'amount' },
  roas: { norm: 'ratio' },
  romi: { norm: 'ratio' },
  revenue: { norm: 'plan' },
  deals: { norm: 'plan' },
  leads: { norm: 'plan' },
  spend: { norm: 'plan', less: true },
} as const satisfies Record<string, { readonly norm: 'share' | 'amount' | 'ratio' | 'plan'; readonly less?: true }>;
export type KpiName = keyof typeof KPIS;
export const KPI_NAMES = Object.keys(KPIS) as readonly KpiName[];

export const isLessBetter = (name: KpiName): boolean => 'less' in KPIS[name];

/** Figures that stand in the scorecard, in their order. */
export interface Kpi {
  readonly side: KpiSide;
  readonly name: KpiName;
}

/** The figures of the two departments where nobody says: each can influence its own, and both share the plan. */
export const usualKpis = (hasStandard: boolean): readonly Kpi[] => [
  { side: 'marketing', name: hasStandard ? 'standard_rate' : 'qualified_of_worked' },
  { side: 'marketing', name: 'cpql' },
  { side: 'sales', name: 'qualified_to_deal' },
  { side: 'sales', name: 'within_rate' },
  { side: 'shared', name: 'revenue' },
];

/** Shares of the qualified among all leads are shown beside those among decided leads: the former include open ones. */
export const withBeside = (kpis: readonly Kpi[]): readonly Kpi[] =>
  kpis.some(({ name }) => name === 'qualified_rate')
    ? kpis
    : kpis.flatMap((kpi) =>
        kpi.name === 'qualified_of_worked' ? [kpi, { side: kpi.side, name: 'qualified_rate' as const }] : [kpi],
      );
