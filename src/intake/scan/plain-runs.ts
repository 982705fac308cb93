import { makePass } from '../open/pass.js';

/** Records that lie side by side and are good and plain, all of one line. */
export interface Run {
  records: number;
  /** Where the last of them ends. */
  end: number;
  /** Those that end by CR and LF; the others end by LF. */
  crLfs: number;
  /** Bytes of the longest. */
  longest: number;
}

/**
 * What makes a record plain: its width, columns of which one must hold a number, and columns of which one must not be
 * empty.
 */
interface Plain {
  delimiter: number;
  width: number;
  identity: readonly number[];
  blank: readonly number[];
}

/** So many bytes are looked at together, and as many may be read behind them. */
const [TOGETHER, BEYOND] = [1 << 20, 64];
/** A longer run is handed over in parts, so that other work gets its turn. */
const LONGEST_RUN = 1 << 24;
/** As many columns as the pass has room for. */
const MOST = 64;

/** Finds the run of plain records that begins at a place in the bytes; undefined: no record of such a file is plain. */
export function plainRuns(
  bytes: Uint8Array,
  { delimiter, width, identity, blank }: Plain,
  together = Math.min(TOGETHER, bytes.length),
): ((position: number) => Run) | undefined {
  if (identity.length === 0 || identity.length > MOST || blank.length > MOST) return undefined;
  const pass = makePass({ newShape() {}, oddCell() {} });
  pass.expect(delimiter, width);
  for (const column of identity) pass.expectNumber(column);
  for (const column of blank) pass.expectFilled(column);
  const window = pass.take(together + BEYOND);
  const memory = new Uint8Array(pass.memory.buffer, window, together + BEYOND);
  let [from, to] = [0, 0];
  const show = (position: number) => {
    [from, to] = [position, Math.min(position + together, bytes.length)];
    memory.set(bytes.subarray(from, to));
    memory.fill(0, to - from);
  };
  const empty = (end: number): Run => ({ records: 0, end, crLfs: 0, longest: 0 });
  return (position) => {
    const run = empty(position);
    for (;;) {
      if (run.end < from || run.end >= to) show(run.end);
      const used = pass.plainRun(window + run.end - from, to - run.end);
      run.records += pass.found.value;
      run.crLfs += pass.crLfs.value;
      run.longest = Math.max(run.longest, pass.longest.value);
      run.end += used;
      // The run may have ended only because the window did: then it goes on with more of the file, unless the window is
      // mostly one record.
      const isCut = used > 0 || run.end > from;
      const isLong = run.end - position >= LONGEST_RUN;
      if (to === bytes.length || !isCut || isLong || to - run.end > together / 4) return run;
      show(run.end);
    }
  };
}
