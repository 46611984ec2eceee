import type { Fault } from './classify.ts';
import type { FaultPlan } from './plan.ts';

/** A fault that waits for its occasions. */
export interface ArmedFault {
  readonly fault: Fault;
  /** Whether it occurs this time; counted when it does. */
  occurs(): boolean;
  /** How often it occurred. */
  fired(): number;
  /** How often it may still occur; undefined without a limit. */
  left(): number | undefined;
}

/** A plan that was read from a text: its faults can be listed. */
export interface ReadFaultPlan extends FaultPlan {
  readonly armed: readonly ArmedFault[];
}

/** Occurs at most `times`, by chance, the same for the same seed. */
export function arm(fault: Fault): ArmedFault {
  const { times, chance = 1, seed = 1 } = fault.written;
  const draw = seededRandom(seed);
  let fired = 0;
  const left = () => (times === undefined ? undefined : times - fired);
  return {
    fault,
    fired: () => fired,
    left,
    occurs() {
      if (left() === 0 || draw() >= chance) return false;
      fired += 1;
      return true;
    },
  };
}

/** Numbers from 0 up to 1 (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
