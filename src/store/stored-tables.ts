import type { Sql } from '../engines/sql.js';

/** A table of a load that lies in a store. */
export interface StoredTable {
  /** The name by which statements of reports read it. */
  readonly name: string;
  /** The SQL after `from` that reads all of it in our engine. */
  readonly relation: Sql;
  /**
   * How it is spread over the machines. `lead`: by `key`, the lead's, so that two such tables can be joined on each
   * machine by itself; `rows`: anyhow, since it is joined to nothing; `whole`: all of it on each machine, since it is
   * small.
   */
  readonly spread: 'lead' | 'rows' | 'whole';
}
