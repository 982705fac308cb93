import { openDuckDb } from '../engines/duckdb/open.js';
import type { Engine } from '../engines/engine.js';
import type { Loaded } from '../intake/scan/loaded.js';
import { columnsFile, namesOf } from '../intake/type/lay-out.js';
import type { Io } from '../io.js';
import type { Scratch } from '../scratch.js';
import { HANDED_ON } from './hand-on.js';
import type { ReadOptions } from './read-options.js';

/** Starts the engine of a run, which may read nothing but the files that the run writes for it. */
export async function engineOf(
  loaded: readonly Loaded[],
  { handsOn, memory, threads }: ReadOptions,
  io: Io,
  scratch: Scratch,
): Promise<Engine> {
  const isSmall = loaded.reduce((sum, { size }) => sum + size, 0) < SMALL;
  const columns = Array.from({ length: Math.max(loaded.length, FEW) }, (_, index) => namesOf(index).map(columnsFile));
  return openDuckDb({
    files: await Promise.all([...columns.flat(), ...(handsOn ? [HANDED_ON] : [])].map((name) => scratch.path(name))),
    // If there is no folder to write into, the engine keeps everything in memory.
    spill: await scratch.path('spill').catch(() => undefined),
    tell: io.env.FUNNEL_SQL === '1' ? io.err : undefined,
    threads: threads ?? (isSmall ? 1 : undefined),
    ...{ memory, isSmall },
  });
}

/** Bytes of exports below which a second thread costs more time and memory than it saves. */
const SMALL = 32 * 2 ** 20;
/**
 * The engine may read so many files even if there are fewer now, so that it can serve the next run with other files.
 */
const FEW = 8;
