import type { LeadStage } from '../model/funnel-stages.js';
import type { PersonField } from '../model/person-ids.js';
import type { Reach } from '../model/report.js';
import type { Costs, Repeats } from '../model/settings.js';
import type { Table } from '../model/tables.js';
import type { LeadMoment } from './fact-tables.js';
import type { SumFile } from './leads-in-sums.js';
import type { TypedLeads } from './left-out.js';
import type { MoneySettings } from './money.js';
import type { AdFile } from './overlaps/ad-sides.js';
import type { Refuse } from './overlaps/overlaps.js';

/** An export of a CRM beside its others. */
export interface CrmFile {
  /** The number of its list: downloads of one list hold the same leads at different moments. */
  list: number;
  /** The canonical columns that its rows fill: of others it says nothing. */
  fills: ReadonlySet<string>;
  /** Lead stages of which it holds evidence of its own. */
  knows: ReadonlySet<LeadStage>;
  /** Its date of creation is that of a later event, like the win. No lead was made then. */
  isCreationBorrowed: boolean;
}

/** What facts are made by, besides the rows: what the exports have, and what the configuration says. */
export interface FactsSettings extends MoneySettings {
  reach: Reach;
  /** Lead stages of which the exports hold evidence. */
  stages: ReadonlySet<LeadStage>;
  aliases: ReadonlyMap<string, readonly string[]>;
  reasons: ReadonlyMap<string, readonly string[]>;
  /** Folded texts in the place of a reason that say nothing, in addition to those that never do. */
  noContent: ReadonlySet<string>;
  /** Fields that some export of a table has. */
  fields: Readonly<Record<Table, ReadonlySet<string>>>;
  /** Per file: the days that it covers, where its rows have none but the file says so elsewhere. */
  periods: readonly ({ from: string; to: string } | undefined)[];
  /** Per file: the account that all of it belongs to, as the lines above its header say. */
  accounts: readonly (string | null)[];
  /** Per file: the platform whose export it is, as configured or recognised; else null. */
  platforms: readonly (string | null)[];
  /** Files of call tracking and the like. Their leads may be in the CRM without an ID that proves it. */
  watched: readonly number[];
  /** Per file of ad leads: the journal that numbers its leads; null for the others. */
  journals: readonly (string | null)[];
  /** What a platform's export is called, where its rows name no source. */
  titles: ReadonlyMap<string, string>;
  /** Per file: of which sheet it is a part or a download, by a number. */
  sheets: readonly number[];
  /** Per file of the CRM: which list it is a download of; null for the others. */
  crmFiles: readonly (CrmFile | null)[];
  /** Per file: the stages of which it tells whether a lost lead reached them. */
  tells: readonly ReadonlySet<LeadStage>[];
  hasCrm: boolean;
  /** Whether the CRM has so many rows that they are not copied into a table of their own. */
  isView: boolean;
  /** Whether some CRM export is of leads, and some of deals. */
  hasLeads: boolean;
  hasDeals: boolean;
  /** Whether there is a history of stages, and whether the ID of a deal in it is that of a lead here. */
  hasHistory: boolean;
  dealsAreLeads: boolean;
  /** Dates of stages after this moment are no evidence yet; undefined: everything counts. */
  asOf: string | undefined;
  /** The last means to find leads of forms in the CRM, and what tells who has come before: phone, email. */
  fallback: readonly PersonField[];
  repeats: Repeats | undefined;
  /** What marketing costs besides advertising. */
  costs: Costs;
  hasAdLeads: boolean;
  /** The files of leads, with what a rule leaves out. */
  typed: readonly TypedLeads[];
  /** Whether there are ad statistics. */
  hasAds: boolean;
  /** Whether there is a sheet of sums. */
  hasSums: boolean;
  /** Whether there is a list of touches; a touch counts so many days before its lead. */
  hasTouches: boolean;
  /** Whether there is a list of payments: then revenue is what was paid. */
  hasPayments: boolean;
  /** Whether there is a list of calls. */
  hasCalls: boolean;
  /** A talk is evidence of `contact`. */
  areCallsContact: boolean;
  lookback: number;
  dimensions: number;
  /**
   * The dimensions that somebody asks for. Keywords of spend, and keywords and accounts of leads, are laid down only
   * then.
   */
  asked: ReadonlySet<string>;
  /** When things happened to a lead: what somebody asks for. */
  moments: ReadonlySet<LeadMoment>;
  /** Per file: whether it has a column of answers. And the statuses (folded) that say nothing of an answer. */
  answers: { tells: readonly boolean[]; none: readonly string[] };
  /** Per file: what is known of an export of ad statistics; null for the others. If empty, overlaps are not looked for. */
  ads: readonly (AdFile | null)[];
  /** The same of sheets of sums. */
  sums: readonly (SumFile | null)[];
  /** What to do where two of them cannot both count. */
  refuse: Refuse;
}
