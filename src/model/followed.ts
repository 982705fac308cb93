/** Figures whose changes from period to period can be followed. */
export const FOLLOWED_FIGURES = [
  ...(['leads', 'qualified', 'deals', 'spend', 'revenue', 'cpl', 'cpql', 'cost_per_deal'] as const),
  ...(['qualified_rate', 'deal_rate', 'roas', 'romi'] as const),
] as const;
export type FollowedFigure = (typeof FOLLOWED_FIGURES)[number];

/** What is followed where nothing is asked for. */
export const USUALLY_FOLLOWED: readonly FollowedFigure[] = ['leads', 'cpl', 'qualified_rate', 'deals'];

/** They are the same however old the leads become. */
export const AT_ONCE: ReadonlySet<FollowedFigure> = new Set<FollowedFigure>(['leads', 'spend', 'cpl']);
