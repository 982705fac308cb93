import type { StatusMeaning } from '../model/settings.js';
import type { Field, FieldKind, Table } from '../model/tables.js';
import { type Text, text as words } from '../model/text.js';

/** A heading as the platform writes it (case and blanks are folded when compared), or a pattern over the whole of it. */
export type Heading = string | RegExp;

export interface FieldSource {
  kind: FieldKind;
  headings: readonly Heading[];
}

/** Which rows of an export count, by the cells under the headings that it fits (over the whole cell; blank cells too). */
export interface RowRule {
  heading: RegExp;
  /** Rows of another form are left out, and counted as excluded. */
  keep?: RegExp;
  /** Rows of this form are left out; beside `keep` a cell of neither form is refused rather than guessed. */
  drop?: RegExp;
  /** Why they are left out, where a person may have taken them for leads: it is said. A rule of `lead` keeps a row. */
  why?: Text;
  /** Why a cell of neither form is refused, unless `exclude` of the configuration looks at the column: then that decides. */
  unclear?: Text;
  /** Where such a row has something under this heading, somebody works on it: how many do is said. */
  unless?: RegExp;
}

/** What exports write for yes and for no. */
export const YES = /^(?:true|yes|y|1|да|истина|\+)$/iu;
export const NO = /^(?:false|no|n|0|нет|ложь|-)?$/iu;

/** A lead that somebody sent to try the form is no lead. */
export const noTests: readonly RowRule[] = [
  { heading: /^(?:is[ _]?test(?:[ _]lead)?|test[ _]?lead|тест(?:овый(?: лид)?)?)$/iu, keep: NO, drop: YES },
];

export const DELETED = words('rows marked as deleted are no leads', 'строки с пометкой об удалении — не лиды');

/** What somebody has deleted, and a database keeps, is no lead. A day of noughts, or the year 9999, is that of no deletion. */
export const noDeleted: readonly RowRule[] = [
  [/^(?:is[ _]?deleted|deleted|удал[её]н[ао]?)$/iu, YES],
  [/^(?:deleted[ _]?(?:at|on|date)|date[ _]deleted|дата удаления)$/iu, /(?:20\d\d|\d\d?[./-]\d\d?[./-]20\d\d).*/u],
].map(([heading, drop]) => ({
  ...{ heading: heading as RegExp, drop: drop as RegExp },
  why: DELETED,
}));

/** One shape of export of a platform. Recognised when every `required` field finds a heading. */
export interface Export {
  table: Table;
  fields: Partial<Record<Field, FieldSource>>;
  /** Fields (or plain headings, for what is not read) without which it is not this export. */
  required: readonly (Field | RegExp)[];
  /** A cell that marks a row of totals, besides the words known everywhere. */
  total?: RegExp;
  /**
   * By days or weeks it has the totals of each as well: rows with this label and no name, whatever their day. `words`: how
   * a label may begin, as it is written.
   */
  totalsPerDay?: { words: readonly string[]; label: RegExp };
  /** Cells that mean nothing, besides the empty one. */
  empty?: readonly string[];
  /** What the platform always writes, so that a column need not prove it. */
  decimal?: '.' | ',';
  dates?: string;
  /** Columns all empty in a row of totals that bears no label (Meta writes one with a blank name). */
  blankTotal?: readonly Field[];
  /** The heading that stands in for them where an export has none of them: an account's name. */
  blankAccount?: RegExp;
  /** Columns of a breakdown: a row with `All` in them is the sum of those without, where both are there. */
  breakdowns?: RegExp;
  /** Headings with which a file is not this export, whatever else it has. */
  absent?: readonly RegExp[];
  /**
   * Target actions that are read from a column `of` this name are only those rows whose cell under `heading` has this
   * form (Meta's results mix objectives; its leads do not).
   */
  actionsWhen?: { of: RegExp; heading: RegExp; value: RegExp };
  /**
   * Rows that do not count by the export's own rule: test leads, calls that are not the target, deleted ones, changes of
   * other fields.
   */
  rows?: readonly RowRule[];
  /** It is this only where funnel.yaml says so (`table: calls`): else another export of the source takes the same headings. */
  isAsked?: true;
  /** What the file must be called, where another export has the same headings (the tables of a connector). */
  named?: RegExp;
  /** `outcome` is a column of yes and no, won or not; what this one says is closed, and is not won, is lost. */
  closed?: RegExp;
  /** A line above the header that this platform alone writes: beside it the headings that people use too are its own. */
  stamp?: RegExp;
  /** Fields that hold for every row and stand in a line above the header: the first group of a pattern over that line. */
  above?: Partial<Record<Field, RegExp>>;
  /** Its costs include VAT, though no heading says so: the configuration must give the rate. */
  includesVat?: boolean;
  /** Its parts are joined as they come, each with its header: the header may come again. */
  joined?: true;
  /** Of the table `none`: what it is, and that it is not read. */
  unread?: Text;
  /** In crm: headings of a name that stands in for the ID of a row where an export has none, and no two rows share a name. */
  names?: readonly Heading[];
  /**
   * In crm: its rows stand for leads and are deals: orders beside any list of leads, what leads are `converted` to beside
   * leads of the same CRM that name them.
   */
  stands?: 'orders' | 'converted';
  /** In crm: a view may leave its IDs out. The rest of what is required tells it then, and each row is one of its own. */
  mayLackIds?: true;
  /** What to type where the rows have no IDs, instead of the general advice; `place`: how an entry of funnel.yaml begins. */
  withoutIds?: (place: string) => Text;
  /** Headings that stand in for clicks and are something else: read, and warned of. */
  standIns?: readonly Heading[];
  /**
   * Its amounts are those under `to`, which the platform made in one currency of those under `from`. `by` is the column
   * of their own currencies; `plain`, which export it is where they all are of one.
   */
  converted?: { from: RegExp; to: RegExp; by: RegExp; plain?: Export };
  /** Its amounts are in the currency of the account, whatever a column says of each row. */
  inAccountCurrency?: true;
  /** Money stands in millionths; `perhaps` where that is a setting of the export, and the file does not tell. */
  micros?: boolean | 'perhaps';
  /** IDs that are longer by a checksum of three characters are cut to it: Salesforce's 18 are its 15. */
  idLength?: number;
  /** What the default statuses of this export mean, where they differ from the CRM's others. */
  statuses?: Readonly<Record<string, StatusMeaning>>;
  /** In crm: whether a row is a lead (the default) or a deal. */
  entity?: 'lead' | 'deal';
  /**
   * In crm: headings of dates that name the status entered then, as the groups `status` and, where there is one, `pipeline`.
   * Such an export feeds `stage_events` as well.
   */
  entered?: readonly RegExp[];
}

export interface Source {
  name: string;
  title: string;
  /** Where a person clicks to get the export. */
  where: Text;
  /** Of a CRM: how a person gets the stages that lost deals came to into its export. */
  stages?: Text;
  exports: readonly Export[];
  /** It only watches leads, like call tracking: a row without a source has none, and not this one. */
  watches?: boolean;
  /** It counts the visits of all sources and sells none: rows that name no source have none. */
  isAnalytics?: boolean;
  /** What a CRM's own default statuses mean; a company's own ones are explained in funnel.yaml. */
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
/** How long a call took: `125` are seconds, `02:05` minutes and seconds. */
export const talk = field('talk');
