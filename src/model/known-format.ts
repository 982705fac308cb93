import type { Table } from './tables.js';
import type { Text } from './text.js';

/** A platform, and what each of its exports is known by. */
export interface KnownFormat {
  name: string;
  title: string;
  where: Text;
  /** Of a CRM: how to get the stages of lost deals into its export. */
  stages?: Text;
  exports: {
    table: Table;
    /** In crm: whether a row is a lead or a deal. */
    entity?: 'lead' | 'deal';
    /** Of each list the file must have a heading. */
    needs: string[][];
    /** A part of the name that the file must have, where headings do not tell. */
    named?: string;
  }[];
}

/** What any other sheet of a table is read by: of each list the most telling heading that it must have. */
export interface UsualSheet {
  table: Table;
  needs: string[][];
  /** And two of these; none: nothing further. */
  twoOf: string[];
}
