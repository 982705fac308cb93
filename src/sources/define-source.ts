import type { StatusMeaning } from '../model/settings.js';
import type { Field, FieldKind, Table } from '../model/tables.js';
import { type Text, text as words } from '../model/text.js';

/**
 * A heading as the platform writes it (case and blanks do not matter), or a pattern that must fit the whole heading.
 */
export type Heading = string | RegExp;

export interface FieldSource {
  kind: FieldKind;
  headings: readonly Heading[];
}

/**
 * Says which rows of an export count, by their cells in the columns whose heading fits. Patterns must fit the whole
 * cell; blank cells are looked at too.
 */
export interface RowRule {
  heading: RegExp;
  /** Rows whose cell does not fit are left out, and counted as excluded. */
  keep?: RegExp;
  /**
   * Rows whose cell fits are left out. If there is `keep` as well, a cell that fits neither is refused rather than
   * guessed.
   */
  drop?: RegExp;
  /**
   * Why rows are left out: said where a person might take them for leads. A rule of `lead` in the configuration keeps a
   * row.
   */
  why?: Text;
  /**
   * Why a cell that fits neither is refused. Where `exclude` of the configuration looks at the column, that decides
   * instead.
   */
  unclear?: Text;
  /**
   * A row that is left out but has something in this column is one that somebody works on. How many there are is said.
   */
  unless?: RegExp;
}

/** What exports write for yes and for no (nothing is a no). */
export const YES = /^(?:true|yes|y|1|да|истина|\+)$/iu;
export const NO = /^(?:false|no|n|0|нет|ложь|-)?$/iu;

/** A lead that was sent to try out a form does not count. */
export const noTests: readonly RowRule[] = [
  { heading: /^(?:is[ _]?test(?:[ _]lead)?|test[ _]?lead|тест(?:овый(?: лид)?)?)$/iu, keep: NO, drop: YES },
];

export const DELETED = words('rows marked as deleted are no leads', 'строки с пометкой об удалении — не лиды');

/**
 * Rows that were deleted in the CRM, but are kept by a database, are no leads. A date of zeros or of the year 9999
 * means that the row was not deleted.
 */
export const noDeleted: readonly RowRule[] = [
  [/^(?:is[ _]?deleted|deleted|удал[её]н[ао]?)$/iu, YES],
  [/^(?:deleted[ _]?(?:at|on|date)|date[ _]deleted|дата удаления)$/iu, /(?:20\d\d|\d\d?[./-]\d\d?[./-]20\d\d).*/u],
].map(([heading, drop]) => ({
  ...{ heading: heading as RegExp, drop: drop as RegExp },
  why: DELETED,
}));

/** One kind of export of a platform. A file is recognised as it when each of `required` finds a heading. */
export interface Export {
  table: Table;
  fields: Partial<Record<Field, FieldSource>>;
  /** Fields that an export of this kind must have; or patterns of headings, for columns that are not read. */
  required: readonly (Field | RegExp)[];
  /** The cell that marks a row of totals, besides the words that every source knows. */
  total?: RegExp;
  /**
   * An export by days or weeks has the totals of each day or week as well: rows with this label and no name, whatever
   * their day. `words`: how such a label begins, spelt exactly.
   */
  totalsPerDay?: { words: readonly string[]; label: RegExp };
  /** Cells that count as empty, such as `--`. */
  empty?: readonly string[];
  /** The decimal mark and the order of dates that the platform always uses, so that the cells need not prove them. */
  decimal?: '.' | ',';
  dates?: string;
  /** Columns that are all empty in a row of totals without a label (Meta writes one with a blank name). */
  blankTotal?: readonly Field[];
  /** The heading to look at if the export has none of these columns: the name of the account. */
  blankAccount?: RegExp;
  /**
   * Columns of a breakdown. A row with `All` in them is the sum of the others; where both are there, it must not count
   * again.
   */
  breakdowns?: RegExp;
  /** A file with one of these headings is not this export, whatever else it has. */
  absent?: readonly RegExp[];
  /**
   * If the actions are read from a column whose heading fits `of`, they count only in rows where the cell under
   * `heading` fits `value` (Meta's results mix objectives; its column of leads does not).
   */
  actionsWhen?: { of: RegExp; heading: RegExp; value: RegExp };
  /**
   * Rows that the export itself says do not count: test leads, calls that are not the target, deleted rows, changes of
   * other fields.
   */
  rows?: readonly RowRule[];
  /**
   * Taken only if funnel.yaml asks for it (`table: calls`); otherwise another export of the source has the same
   * headings.
   */
  isAsked?: true;
  /** What the file's name must fit, where another export has the same headings (the tables of a connector). */
  named?: RegExp;
  /**
   * Here `outcome` is a column of yes and no: won or not. What the column with this heading says is closed, and is not
   * won, is lost.
   */
  closed?: RegExp;
  /**
   * A line above the header that only this platform writes. Beside it, headings that other sheets use too are the
   * platform's own.
   */
  stamp?: RegExp;
  /** Fields whose value stands in a line above the header and holds for every row: the first group of the pattern. */
  above?: Partial<Record<Field, RegExp>>;
  /** Its costs include VAT, though no heading says so. The configuration must give the rate. */
  includesVat?: boolean;
  /** The export comes in parts that people join as they are, so its header may repeat within the file. */
  joined?: true;
  /** For the table `none`: what the file is, and that it is not read. */
  unread?: Text;
  /** In crm: headings of a name that stands in for the ID if the export has none and no two rows share a name. */
  names?: readonly Heading[];
  /**
   * In crm: rows that are leads, unless there is another list of leads; then they are deals. `orders`: beside any list
   * of leads. `converted`, for what leads are converted to: beside leads of the same CRM that name them.
   */
  stands?: 'orders' | 'converted';
  /**
   * In crm: the user's view may lack the IDs. Then the rest of `required` is enough, and each row is one lead or deal.
   */
  mayLackIds?: true;
  /**
   * What to type where the rows have no IDs, instead of the general advice. `place`: how the entry of funnel.yaml
   * begins.
   */
  withoutIds?: (place: string) => Text;
  /** Headings that are read as clicks although they count something else; this is warned of. */
  standIns?: readonly Heading[];
  /**
   * The amounts are read from the column `to`: the platform's conversion of the column `from` into one currency. `by`
   * is the column of the original currencies. `plain`: the export to use instead if all amounts have one currency.
   */
  converted?: { from: RegExp; to: RegExp; by: RegExp; plain?: Export };
  /** Amounts are in the currency of the account, whatever a column of currencies says. */
  inAccountCurrency?: true;
  /** Money is in millionths. `perhaps`: it depends on a setting of the export, and the file does not tell. */
  micros?: boolean | 'perhaps';
  /**
   * Length of an ID without its checksum of three characters, which is cut off: Salesforce's IDs of 18 characters
   * become those of 15.
   */
  idLength?: number;
  /** What the default statuses of this export mean, where the CRM's other exports differ. */
  statuses?: Readonly<Record<string, StatusMeaning>>;
  /** In crm: whether a row is a lead (the default) or a deal. */
  entity?: 'lead' | 'deal';
  /**
   * In crm: the list that it is an export of. What exports of one list call a field, in whatever language, are names of
   * one column: a download in Russian is newer or older than one in English, and no second list.
   */
  list?: 'leads' | 'deals' | 'contacts' | 'orders';
  /**
   * In crm: headings of dates that name the status entered on that date, as the groups `status` and, if there is one,
   * `pipeline`. Such an export feeds `stage_events` as well.
   */
  entered?: readonly RegExp[];
}

export interface Source {
  name: string;
  title: string;
  /** Where a person clicks to get the export. */
  where: Text;
  /** For a CRM: how to get the stages that lost deals had reached into its export. */
  stages?: Text;
  exports: readonly Export[];
  /** It only watches leads, as call tracking does. A row without a source has no source; it is not this service. */
  watches?: boolean;
  /** It counts visits from all sources but sells no advertising. A row without a source has no source. */
  isAnalytics?: boolean;
  /** What the CRM's default statuses mean. A company's own ones are explained in funnel.yaml. */
  statuses?: Readonly<Record<string, StatusMeaning>>;
}

export const defineSource = (source: Source): Source => source;

const field =
  (kind: FieldKind) =>
  (...headings: Heading[]): FieldSource => ({ kind, headings });

export const id = field('id');
export const text = field('text');
export const moment = field('moment');
export const date = field('day');
export const money = field('money');
export const count = field('count');
export const decimal = field('quantity');
/** The length of a talk: `125` is seconds, `02:05` is minutes and seconds. */
export const talk = field('talk');
