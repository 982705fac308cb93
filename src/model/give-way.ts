/**
 * Awaited after each piece (a megabyte, say) of a long computation, so that signals get their turn: nothing else runs
 * before a loop ends or waits.
 */
export const giveWay = (): Promise<void> => new Promise((done) => setImmediate(done));

/** So many bytes are read one by one before other work gets its turn; a native search takes more. */
export const TURN = 1 << 22;

/**
 * A long loop that yields after every turn, with the bytes done so far where it knows them. The caller decides when it
 * goes on.
 */
export type Work<T> = Generator<number | undefined, T, void>;

/** Runs a work, and waits wherever it yields. `reach` is told how far it has come. */
export async function inTurns<T>(work: Work<T>, reach?: (bytes: number) => void): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (step.value !== undefined) reach?.(step.value);
    await giveWay();
  }
}

/** Does a work at once: where there is little to go through. */
export function atOnce<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
