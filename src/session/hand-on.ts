import { readFile } from 'node:fs/promises';
import type { Engine } from '../engines/engine.js';
import { literal, type Sql, sql } from '../engines/sql.js';
import type { Scratch } from '../scratch.js';

/** The name of the one file that an engine may write, to hand rows on. */
export const HANDED_ON = 'handed-on.parquet';

/**
 * Gives a function that returns the rows of a statement as a Parquet file. Statements must come one after the other,
 * since there is one file.
 */
export const handOnBy =
  (engine: Engine, scratch: Scratch): ((rows: Sql) => Promise<Uint8Array>) =>
  async (rows) => {
    const path = await scratch.path(HANDED_ON);
    await engine.run(sql`copy (${rows}) to ${literal(path)} (format parquet, compression zstd, use_tmp_file false)`);
    return readFile(path);
  };
