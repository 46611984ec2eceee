/** Work that goes on between two timers, such as a request that a smoke test makes. */
export interface Background {
  /** Counts a piece of work until it ends, and hands its end to `then` or its failure to `failed`. */
  run<T>(work: Promise<T>, then: (value: T) => void, failed: (reason: unknown) => void): void;
  /** Resolves when nothing goes on. A virtual clock is moved only then, or simulated work takes too long. */
  settled(): Promise<void>;
  /** What still goes on may end, and nobody is told. */
  close(): void;
}

export function createBackground(): Background {
  let going = 0;
  let closed = false;
  let waiting: (() => void)[] = [];

  function ended(): void {
    going -= 1;
    if (going > 0) return;
    const resolved = waiting;
    waiting = [];
    for (const resolve of resolved) resolve();
  }

  return {
    run(work, then, failed) {
      going += 1;
      work
        .then(
          (value) => (closed ? undefined : then(value)),
          (reason: unknown) => (closed ? undefined : failed(reason)),
        )
        .finally(ended);
    },
    async settled() {
      while (going > 0) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    close() {
      closed = true;
    },
  };
}
