import type { Text } from '../../error.js';
import type { FileSettings } from '../../model/settings.js';
import type { FieldKind, Table } from '../../model/tables.js';
import type { Export, RowRule, Source } from '../../sources/define-source.js';
import type { Span } from '../shape/span-words.js';
import type { Mixed } from './mixed-results.js';

/** What a file is: the table it feeds, and which of its columns is which field. */
export interface Recognised {
  /** The name of a platform, `configured`, or `guess`: recognised by what its headings usually mean. */
  source: string;
  table: Table;
  columns: ReadonlyMap<string, Column>;
  /** Fields whose column the configuration holds as a draft that nobody has confirmed. */
  drafted: ReadonlySet<string>;
  /** The lead's ID is the row itself. */
  rowIsLead: boolean;
  /** What the configuration says of this file. */
  settings: FileSettings | undefined;
  total: RegExp | undefined;
  /** It has totals of each day, too: how they are called. */
  totalsPerDay: Export['totalsPerDay'];
  /** Cells that mean nothing in this export. */
  empty: readonly string[];
  decimal: '.' | ',' | undefined;
  dates: string | undefined;
  /** In crm: whether a row is a lead or a deal. */
  entity: 'lead' | 'deal';
  /** In crm: the list of its platform, where that has several names for a column. */
  list: string | undefined;
  /** Columns that are all empty in a row of totals without a label. */
  blankTotal: readonly number[];
  /** Money stands in millionths. */
  micros: boolean;
  /** It may, and nothing has said yet. */
  perhapsMicros: boolean;
  /** What the source always writes, for what a column leaves open. */
  profile: { decimal: '.' | ',' | undefined; dates: string | undefined };
  /** Target actions count only where this column has this form. */
  actionsWhen: { index: number; value: RegExp } | undefined;
  /** The column of target actions holds results of several kinds, and which of them count. */
  mixed?: Mixed | undefined;
  /** Columns that could all be the target actions. Only a person knows which is meant, so none is read. */
  openActions: readonly string[];
  /** Columns of a breakdown: rows with `All` in them may be sums of others. */
  breakdowns: readonly number[];
  /** Which rows count, by a rule of the export's own. */
  rows: readonly (Omit<RowRule, 'heading' | 'unless'> & {
    column: Omit<Column, 'kind'>;
    unless: Omit<Column, 'kind'> | undefined;
  })[];
  /**
   * Where the outcome is a column of yes and no: what yes means, or what `where` fits, and the column that says whether
   * a deal is closed, if any. `with`: it means so only beside a filled cell of this column.
   */
  flags: { says: 'won' | 'lost'; closed?: number | undefined; where?: RegExp; with?: Column } | undefined;
  /** Fields whose heading stands several times; these columns must hold the same cells. */
  repeats: readonly { field: string; heading: string; indexes: readonly number[] }[];
  /** What the lines above the header say of every row. */
  constants: ReadonlyMap<string, string>;
  /** Costs include VAT, whatever their heading says. */
  includesVat: boolean;
  /** Its header may come again: such exports are joined of parts. */
  isJoined: boolean;
  /** What it is that is known and not read. */
  unread: Text | undefined;
  /** Which of its amounts the platform converted. */
  converted: Export['converted'];
  /** The ID is read from a column of names, and counts only if no two rows share a name. */
  nameIsId: boolean;
  /** Its rows stand for leads, but beside some lists of leads they are deals. */
  stands: Export['stands'];
  /** What to type where the rows have no IDs. */
  withoutIds: Export['withoutIds'];
  /** A known list whose IDs were left out. Each row counts by itself, and no other list may stand beside it. */
  isUnnumbered: boolean;
  /** The clicks are something else that stands in for them. */
  clicksStandIn: boolean;
  /** What the CRM's own default statuses mean. */
  statuses: Source['statuses'];
  /** IDs that are longer by a checksum are cut to it. */
  idLength: number | undefined;
  /** In crm: columns of dates that each name a status. */
  entered: readonly Entered[];
  /** In running totals: columns that tell rows apart though no field is read from them. */
  splits?: readonly Split[];
}

export interface Split extends Omit<Column, 'kind'> {
  /** It may as well say how a row stood at the moment: `Status`. */
  isState: boolean;
}

export interface Column {
  index: number;
  heading: string;
  kind: FieldKind;
  /** For a column with a month, a week or a range of days in each cell: the days of each distinct cell. */
  spans?: ReadonlyMap<string, Span>;
  /** Of such: the column of the year, which stands behind the cell. */
  beside?: number;
}

/** A column of dates under the name of a status: `Date entered "Closed Won (Sales Pipeline)"`. */
export interface Entered extends Column {
  status: string;
  pipeline: string | null;
}
