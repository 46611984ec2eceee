import type { World } from '../world.ts';

/** What a piece of simulated work waits for. */
type Pause =
  | { readonly kind: 'sleep'; readonly ms: number }
  | { readonly kind: 'promise'; readonly promise: Promise<unknown> };

/** Simulated work: a function that pauses. It runs within one call as far as nothing makes it wait. */
export type Work<T> = Generator<Pause, T, unknown>;

/** Waits so long, in simulated time. */
export function* sleep(ms: number): Work<void> {
  yield { kind: 'sleep', ms };
}

/** Waits for a promise; anything else is there at once. */
export function* arrival<T>(value: T | Promise<T>): Work<T> {
  if (!(value instanceof Promise)) return value;
  // `runWork` hands back what the promise gave.
  return (yield { kind: 'promise', promise: value }) as T;
}

/** Starts a piece of work; `done` gets its end, unless it is stopped before. What it throws is thrown into `failed`. */
export function runWork<T>(
  world: Pick<World, 'clock' | 'background'>,
  work: Work<T>,
  ends: { done(value: T): void; failed(reason: unknown): void },
): { stop(): void } {
  let stopped = false;
  let cancel = (): void => {};

  function go(resume: () => IteratorResult<Pause, T>): void {
    if (stopped) return;
    let next: IteratorResult<Pause, T>;
    try {
      next = resume();
    } catch (reason) {
      ends.failed(reason);
      return;
    }
    if (next.done) {
      ends.done(next.value);
      return;
    }
    const pause = next.value;
    if (pause.kind === 'sleep') {
      const timer = world.clock.after(pause.ms, () => go(() => work.next()));
      cancel = () => timer.cancel();
      return;
    }
    world.background.run(
      pause.promise,
      (value) => go(() => work.next(value)),
      (reason) => go(() => work.throw(reason)),
    );
  }

  go(() => work.next());
  return {
    stop() {
      stopped = true;
      cancel();
    },
  };
}
