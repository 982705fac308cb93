import type { Engine } from '../engines/engine.js';
import type { Warning } from '../model/report.js';
import { coarseDays } from './ledger/coarse-days.js';
import { perhapsApart, runningTotals } from './ledger/running-totals.js';
import { type Subtotals, subtotalsIn } from './ledger/subtotals.js';
import type { Tally } from './ledger/tally.js';
import type { Loaded } from './scan/loaded.js';
import { type Older, olderRows, perhapsRunning } from './type/running.js';
import { type Coarse, strideOf } from './type/stride.js';
import type { Typed } from './type/type.js';

/** What the rows of a file mean as a whole, which no row tells by itself. */
export interface Meaning {
  /** What its days stand for; null: for themselves. */
  stride: Coarse | null;
  /** Of running totals: the rows that a later one stands for. */
  older: Older | null;
  /** Rows that are the sums of others, without a word that says so. */
  subtotals: Subtotals | null;
  warnings: Warning[];
}

/** Per file. */
export async function meaningOf(
  engine: Engine,
  loaded: readonly Loaded[],
  typed: readonly Typed[],
  tallies: readonly Tally[],
): Promise<Meaning[]> {
  const meant: Meaning[] = [];
  for (const [index, rows] of typed.entries()) {
    const one = loaded[index] as Loaded;
    const stride = await strideOf(engine, one, rows);
    const running = await perhapsRunning(engine, one, rows, tallies[index]?.perhapsAlike ?? false);
    const older = await olderRows(engine, one, rows, index);
    const subtotals = await subtotalsIn(engine, one, rows, index);
    const warnings = [...coarseDays(one, stride), ...runningTotals(one, running), ...perhapsApart(one, older)];
    meant.push({ stride, older, subtotals, warnings });
  }
  return meant;
}

/** The table of a file's records that other rows of it stand for; null: all of them count. */
export const asideOf = (meaning: Meaning | undefined): string | null =>
  meaning?.older?.table ?? meaning?.subtotals?.table ?? null;
