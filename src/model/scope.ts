export const PERIODS = ['day', 'week', 'month', 'quarter'] as const;
export type Period = (typeof PERIODS)[number];

/** Keeps rows whose dimension has one of the values, or none of them. */
export interface Filter {
  dimension: string;
  values: readonly string[];
  not: boolean;
}

/** Which leads and which spend a report is about, and how finely it is broken down. */
export interface Scope {
  /** ISO days, both included; null: no bound. */
  from: string | null;
  to: string | null;
  where: readonly Filter[];
  by: readonly string[];
  period: Period | null;
}
