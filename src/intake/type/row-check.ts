import type { Sql } from '../../engines/sql.js';
import type { Text } from '../../error.js';
import type { Column } from '../recognise/recognised.js';

/** Why a row of a table is rejected: the first check that holds counts. */
export interface Check {
  column: Column | null;
  when: Sql;
  reason: Text;
}
