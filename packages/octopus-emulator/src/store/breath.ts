const SLICE = 2_000;

/** Lets others have their turn now and then, within long work: await what it gives. */
export function breathing(): () => Promise<void> | undefined {
  let steps = 0;
  return () => {
    steps += 1;
    return steps % SLICE === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined;
  };
}
