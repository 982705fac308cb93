/**
 * What goes through much asks this after every piece of it (a megabyte, say), so that a signal is obeyed at once: nothing
 * else has a turn before a loop has ended, or waits.
 */
export const giveWay = (): Promise<void> => new Promise((done) => setImmediate(done));
