// How long something works, by the processor it takes: no clock is read, and the neighbours of a busy machine do not count.

/** Milliseconds that this process worked for it. */
export async function workOf(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
