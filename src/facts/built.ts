import type { Sql } from '../engines/sql.js';
import type { LeadStage } from '../model/funnel-stages.js';
import type { Warning } from '../model/report.js';
import type { Matching } from './ad-leads.js';
import type { AlikePair } from './alike-rows.js';
import type { Calls } from './calls.js';
import type { Census } from './census.js';
import type { LeadMoment } from './fact-tables.js';
import type { MatchedBy } from './forms.js';
import type { History } from './history.js';
import type { SourceNames } from './lead-source.js';
import type { KindedSettings } from './leads.js';
import type { PaidBeside } from './payments.js';
import type { Place } from './places.js';
import type { ReasonNames } from './reason-names.js';
import type { ToldOfLeads } from './told-of-leads.js';
import type { Touches } from './touches.js';

/** What a run knows of its exports once their facts are laid down. */
export interface Built {
  currency: string | null;
  sources: SourceNames;
  reasons: ReasonNames;
  /** Lead stages of which there is evidence, in the history too; and what is told of leads. */
  stages: ReadonlySet<LeadStage>;
  ofLeads: ToldOfLeads;
  /** What leads have of the moments that were asked for. */
  moments: ReadonlySet<LeadMoment>;
  /** Rows that another one says were merged into it, and rows that a later one of the same lead replaces. */
  merged: number;
  again: number;
  /** Downloads of one list that hold rows without an ID alike. */
  alike: readonly AlikePair[];
  /** Leads and deals that reached a stage of which only an older download tells. */
  gained: number;
  /** What was paid beside what the CRM has; null: there is no list of payments. */
  paid: PaidBeside | null;
  /** Sources that should bear costs and that no export has. */
  unborne: readonly string[];
  history: History;
  matching: Matching;
  matchedBy: MatchedBy;
  touches: Touches;
  calls: Calls;
  overlaps: Warning[];
  census: Census;
  /** Rows that another one stands for: they are counted as duplicates. */
  replaced: Place[];
  /** As sub-selects: the rows of the CRM, one per lead and deal, with all their evidence; and its leads, one row each. */
  crm: Sql;
  leads: Sql;
  bare: Sql;
  /** Where the CRM keeps deals: its rows, each with the `key` of its lead. */
  linked: Sql | null;
  /** The same where a deal is won: whose it is, and when. */
  wonDeals: Sql | null;
  /** What a further table of leads takes. */
  kinded: KindedSettings;
}
