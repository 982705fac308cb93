import type { FieldKind } from '../../model/tables.js';

export interface Wanted {
  /** The column of the raw table. */
  column: string;
  heading: string;
  kind: Exclude<FieldKind, 'text' | 'id'>;
  /** Money in millionths, which takes six digits more. */
  wide?: boolean;
}
