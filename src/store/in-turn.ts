/** What `work` gives of each, in their order, of so many at a time; the first that fails ends it. */
export async function inTurn<T, R>(list: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const found: R[] = [];
  const left = list.entries();
  const one = async () => {
    for (const [at, each] of left) found[at] = await work(each);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, list.length) }, one));
  return found;
}
