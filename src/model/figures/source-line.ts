import type { Exact } from '../exact.js';
import { less, type Measures, without } from '../measures.js';
import type { Scoped, Spending } from './scoped.js';

/** A row of sources beside those that it stands among. */
export interface Line extends Scoped {
  /** `source`; deals that belong to none; a sum of rows (`paid`, `total`); or what a sheet counts for a source. */
  readonly row: 'source' | 'deals_without_lead' | 'paid' | 'total' | 'aggregate';
  readonly among: SourceTable;
  /** The ranks of its source, however finely it is broken down; null where it has none. */
  readonly places: Record<'cpl' | 'romi', Exact | null>;
  /** Whether its source is among those with spend above zero. */
  readonly isPaid: boolean;
  /** Its leads are chosen by what became of them: then their cost and revenue do not measure the source. */
  readonly isOfOutcome: boolean;
}

/** The sources of one table. */
export interface SourceTable {
  readonly total: Measures;
  /** All sources with spend above zero, together. */
  readonly paid: Measures;
}

/** All paid sources except the row itself: a source is compared with the others, never with a part of itself. */
export const othersOf = ({ own, margin, among }: Line): Scoped => ({ own: without(among.paid, own), margin });

/** The same of their spend alone: of ten thousand campaigns hardly one has enough leads for more to be asked. */
export const spendOfOthers = ({ own, among: { paid } }: Line): Spending => ({
  own: { spend: less(paid.spend, own.spend), open_spend: less(paid.open_spend, own.open_spend) },
});
