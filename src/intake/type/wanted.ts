import type { FieldKind } from '../../model/tables.js';

/** A column whose cells become something else than text. */
export interface Wanted {
  index: number;
  heading: string;
  kind: Exclude<FieldKind, 'text' | 'id'>;
  /** Money in millionths, which takes six digits more. */
  wide?: boolean;
}

/** What takes so long: no number of anything. */
export const isTime = ({ kind }: Pick<Wanted, 'kind'>): boolean => kind === 'duration' || kind === 'talk';
export const isDate = ({ kind }: Pick<Wanted, 'kind'>): boolean => kind === 'moment' || kind === 'day';
