/** Lets a number of requests through at once; the others wait in line. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A gate for `limit` at once. What fails makes room like what succeeds. */
export function createGate(limit: number): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    // Whoever leaves hands the place on, so that nobody overtakes the line.
    if (inside >= limit) await new Promise<void>((enter) => waiting.push(enter));
    else inside += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
