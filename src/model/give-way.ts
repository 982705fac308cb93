/**
 * What goes through much asks this after every piece of it (a megabyte, say), so that a signal is obeyed at once: nothing
 * else has a turn before a loop has ended, or waits.
 */
export const giveWay = (): Promise<void> => new Promise((done) => setImmediate(done));

/** So many bytes are looked at, byte by byte, before whatever else there is to do gets its turn; a native search takes more. */
export const TURN = 1 << 22;

/**
 * A loop over much that yields after every turn, and with it how many bytes are behind it, where it knows: its steps stay as they
 * are, and whoever does it decides when it goes on.
 */
export type Work<T> = Generator<number | undefined, T, void>;

/** Does a work, and gives way wherever it yields; `reach`: who is told how far it has come. */
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
