import type { Engine } from '../engines/engine.js';
import type { Warning } from '../model/report.js';
import type { Aside } from './ledger/aside.js';
import { coarseDays } from './ledger/coarse-days.js';
import { perhapsApart, runningTotals } from './ledger/running-totals.js';
import { subtotalsIn } from './ledger/subtotals.js';
import { subtotalsSaid } from './ledger/subtotals-said.js';
import type { Tally } from './ledger/tally.js';
import type { Loaded } from './scan/loaded.js';
import { olderRows, perhapsRunning } from './type/running.js';
import { type Coarse, strideOf } from './type/stride.js';
import type { Typed } from './type/type.js';

/** What the rows of a file mean as a whole, which no row tells by itself. */
export interface Meaning extends Aside {
  /** What its days stand for; null: for themselves. */
  stride: Coarse | null;
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
    const stride = await strideOf(engine, one, rows, tallies[index]?.days ?? null);
    const running = await perhapsRunning(engine, one, rows, tallies[index]?.perhapsAlike ?? false);
    const older = await olderRows(engine, one, rows, index);
    const subtotals = tallies[index]?.perhapsSums ? await subtotalsIn(engine, one, rows, index) : null;
    const warnings = [
      ...[...coarseDays(one, stride), ...runningTotals(one, running), ...perhapsApart(one, older)],
      ...subtotalsSaid(one, subtotals),
    ];
    meant.push({ stride, older, subtotals, warnings });
  }
  return meant;
}
