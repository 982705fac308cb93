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
    /** A part that the file's name must have, where headings are not enough. */
    named?: string;
  }[];
}

/** How any other sheet of a table is recognised: of each list, the most telling heading that it must have. */
export interface UsualSheet {
  table: Table;
  needs: string[][];
  /** And two of these; none: nothing further. */
  twoOf: string[];
}
