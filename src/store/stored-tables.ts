import type { Sql } from '../engines/sql.js';

/** A table that a store holds of a load. */
export interface StoredTable {
  /** By which statements of reports read it. */
  readonly name: string;
  /** What stands after `from` to read all of it where the exports are. */
  readonly relation: Sql;
  /**
   * `lead`: by `key`, which is the lead's, so that two such tables are joined on each machine for itself; `rows`: in whatever
   * way, since it is joined to nothing; `whole`: on each machine all of it, since it is small.
   */
  readonly spread: 'lead' | 'rows' | 'whole';
}
