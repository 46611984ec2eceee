import type { Plan, RunState, TrainEvent } from '@octotrain/train-engine';

/** Everything that is known of a run: what was planned, what is known, and the story so far, from its first event on. */
export interface RunRecord {
  readonly plan: Plan;
  readonly state: RunState;
  readonly events: readonly TrainEvent[];
}
