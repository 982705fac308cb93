import type { FormatKey, UserError } from '../error.js';
import type { Text } from '../model/text.js';

/** What is known of a folder of exports before it is configured. */
export interface Draft {
  timezone: string | undefined;
  /** The currency that was asked for. */
  currency: string | undefined;
  /** The currencies of the exports, the CRM's first. */
  currencies: readonly string[];
  files: DraftFile[];
  /** Files that prevent any report, and why: they must be put right first. */
  wrong: readonly UserError[];
  /** Tables that are drafted but not read, such as lists of leads that nothing links to the others. */
  spare: readonly DraftFile[];
  /** If nothing can be read: the tables, with their headings, for a person to say what each is. */
  open: readonly { path: string; headings: readonly string[] }[];
  /** Files that seem to be no exports, as `ignore` would name them. */
  left: readonly string[];
  /** Those of them that have a column for each day or month: such tables are not read. */
  wide: readonly string[];
  /** Words that other files explain. `isNeeded`: the names of statuses are; other meanings are only useful. */
  lookUps: readonly { of: string; file: string; key: string; value: string; isNeeded: boolean }[];
  /** Columns that could be dimensions of leads. */
  dimensions: readonly DraftDimension[];
  /** Statuses that nobody has explained: the number of rows with each, and its likely meaning; undefined: unknown. */
  statuses: { status: string; count: number; meaning: string | undefined }[];
  /** The number of further statuses that are not written because they hold data of people. */
  unshown?: number;
  sources: { name: string; leads: number; spellings: readonly string[] }[];
  leadsWithoutSource: number;
}

export interface DraftDimension {
  name: string;
  heading: string;
  /** The separator of values, if cells hold several. */
  split: string | undefined;
}

export interface DraftFile {
  /** The path, relative to the configuration. */
  path: string;
  /** The sheet, if several of a workbook are read. */
  sheet: string | undefined;
  table: string;
  entity: 'lead' | 'deal';
  source: string;
  /** The columns, if they were guessed by their headings or values. */
  guessed: readonly DraftColumn[] | undefined;
  /** It is spend, and also counts leads, deals or revenue, which are not read. */
  hasResults: boolean;
  /** For a file of entries into one stage: the status of that stage. */
  status: string | undefined;
  /** The file that its IDs belong to. */
  linked: string | undefined;
  /** By its headings it would be read; that it is not must be said. */
  isNamed: boolean;
  /** Settings of the file that were given on the command line: `dates: dmy`. */
  settings: ReadonlyMap<string, string>;
  /** Settings that a person must give, since nothing in the file tells, and why. */
  unsettled: ReadonlyMap<FormatKey, Text>;
}

export interface DraftColumn {
  field: string;
  /** The column as funnel.yaml names it, or `$row`. */
  column: string;
  /** What the column holds, so that a person can confirm the guess. */
  holds: Text | undefined;
  /** It is a mere possibility: another column is taken, or only its values suggest it. */
  isAlternative: boolean;
}
