/** So long nothing else gets a turn, in milliseconds. */
const AT_MOST = 50;
let last = 0;

/**
 * What goes through much asks this after every piece of it, so that a signal is obeyed at once: nothing else has a turn
 * before a loop has ended, or waits.
 */
export async function giveWay(): Promise<void> {
  if (performance.now() - last < AT_MOST) return;
  await new Promise(setImmediate);
  last = performance.now();
}
