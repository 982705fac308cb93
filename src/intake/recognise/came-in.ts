import { saysWhatCameIn } from '../../model/paid-words.js';
import type { Recognised } from './recognised.js';
import type { ValuesOf } from './unread-table.js';

/** Drops the rule of which payments came in, where a column with such a heading says something else in this file. */
export const withoutOtherStates = (recognised: Recognised, valuesOf: ValuesOf): Recognised => ({
  ...recognised,
  rows: recognised.rows.filter(
    ({ unclear, column }) => !unclear || saysWhatCameIn(column.heading, valuesOf(column.index)),
  ),
});
