import { sleep } from '../../execution/work.ts';
import type { Chore } from './chore.ts';

const SIMULATED_MS = 1_000;

/** A chore that has nothing to do here: it takes a moment, and its log says that nothing was done. */
export function simulated(
  name: string,
  title: string,
  more: { readonly why: string; readonly ofServer?: boolean; readonly mayQueue?: boolean },
): Chore {
  return {
    name,
    title,
    ofServer: more.ofServer ?? true,
    mayQueue: more.mayQueue ?? true,
    *run({ log }) {
      yield* sleep(SIMULATED_MS);
      log('Info', `simulated: ${more.why}; the task counts as done`);
      return { ok: true };
    },
  };
}
