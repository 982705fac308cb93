import type { FormatKey, UserError } from '../error.js';
import type { Text } from '../model/text.js';

/** What is known of a folder of exports before anybody has configured it. */
export interface Draft {
  timezone: string | undefined;
  /** As asked for. */
  currency: string | undefined;
  /** In which the exports hold amounts, the CRM's first. */
  currencies: readonly string[];
  files: DraftFile[];
  /** Files with which nothing runs, and why: to be put right first. */
  wrong: readonly UserError[];
  /** Lists of leads that nothing links to the others: drafted, and not read. */
  spare: readonly DraftFile[];
  /** Where nothing at all can be read: tables of which a person must say what they are, with their headings. */
  open: readonly { path: string; headings: readonly string[] }[];
  /** Files that are no exports, as far as can be told, as `ignore` would name them. */
  left: readonly string[];
  /** Of these, tables with a column for each day or month: nothing reads them so. */
  wide: readonly string[];
  /** Words that other files explain: how a status is called is needed, what else they say is not. */
  lookUps: readonly { of: string; file: string; key: string; value: string; isNeeded: boolean }[];
  /** Columns by which leads could be told apart. */
  dimensions: readonly DraftDimension[];
  /** Statuses that nobody has explained: how many rows bear each, and what it may mean; undefined: nobody can tell. */
  statuses: { status: string; count: number; meaning: string | undefined }[];
  /** How many more there are that hold people, and so are not written. */
  unshown?: number;
  sources: { name: string; leads: number; spellings: readonly string[] }[];
  leadsWithoutSource: number;
}

export interface DraftDimension {
  name: string;
  heading: string;
  /** What stands between the values of a cell that holds several. */
  split: string | undefined;
}

export interface DraftFile {
  /** Relative to the configuration. */
  path: string;
  /** Of a workbook of which several sheets are read. */
  sheet: string | undefined;
  table: string;
  entity: 'lead' | 'deal';
  source: string;
  /** Where columns were guessed, by their headings or by what stands in them. */
  guessed: readonly DraftColumn[] | undefined;
  /** Of spend: it counts leads, deals or revenue as well, and they are left aside. */
  hasResults: boolean;
  /** Of a file of one stage: the status that each of its rows enters. */
  status: string | undefined;
  /** To which other file its IDs belong. */
  linked: string | undefined;
  /** Its headings alone would have it read: that it is not must be said of it. */
  isNamed: boolean;
  /** Settings of this file that the command line gave: `dates: dmy`. */
  settings: ReadonlyMap<string, string>;
  /** Settings that a person must give, and why: nothing in the file tells. */
  unsettled: ReadonlyMap<FormatKey, Text>;
}

export interface DraftColumn {
  field: string;
  /** As funnel.yaml names it; `$row`. */
  column: string;
  /** What stands in it, for the person who must say whether it is that. */
  holds: Text | undefined;
  /** It may be, and something else is taken, or nothing says it but what it holds. */
  isAlternative: boolean;
}
