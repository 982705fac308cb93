import { saysWhatCameIn } from '../../model/paid-words.js';
import type { ValuesOf } from './blended.js';
import type { Recognised } from './recognised.js';

/** Without the rule of what came in where a list of payments has a column of such a heading that says something else. */
export const withoutOtherStates = (recognised: Recognised, valuesOf: ValuesOf): Recognised => ({
  ...recognised,
  rows: recognised.rows.filter(
    ({ unclear, column }) => !unclear || saysWhatCameIn(column.heading, valuesOf(column.index)),
  ),
});
