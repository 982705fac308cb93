import type { Older } from '../type/running.js';
import type { Subtotals } from './subtotals.js';

/** Rows of a file that others of it stand for: no file has both. */
export interface Aside {
  /** Of running totals: the rows that a later one stands for. */
  older: Older | null;
  /** Rows that are the sums of others, without a word that says so. */
  subtotals: Subtotals | null;
}

/** The table of their records; null: all rows count. */
export const tableOf = ({ older, subtotals }: Aside): string | null => older?.table ?? subtotals?.table ?? null;
