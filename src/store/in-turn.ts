/**
 * Gives the results of `work` for each of the list, in its order, with at most `atOnce` running at a time. The first
 * failure ends it.
 */
export async function inTurn<T, R>(list: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  const left = list.entries();
  const one = async () => {
    for (const [at, each] of left) found[at] = await work(each);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, one));
  return found;
}
