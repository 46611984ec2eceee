/** Does something for every item, at most `limit` at a time, and keeps the order. The first failure stops new starts. */
export async function eachBounded<Item, Result>(
  items: readonly Item[],
  limit: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  let failed = false;
  async function work(): Promise<void> {
    for (const [at, item] of queue) {
      if (failed) return;
      try {
        results.set(at, await run(item));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  }
  const workers = Array.from({ length: Math.min(limit, items.length) }, work);
  // Waits for what is under way before it reports the first failure, so that nothing is written after the report.
  const outcomes = await Promise.allSettled(workers);
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return [...results].toSorted(([left], [right]) => left - right).map(([, result]) => result);
}
