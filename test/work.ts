// Measures work by processor time: no clock is read, and other work on a busy machine does not count.

/** Milliseconds of processor time that a task takes in this process. */
export async function workOf(task: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await task();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
