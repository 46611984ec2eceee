import type { Plan } from '../plan/plan.ts';
import { type Decision, decide } from './decide.ts';
import type { RunEvent } from './event.ts';
import { reduce } from './reduce.ts';
import { initialState, type RunState } from './state.ts';

/** The state after an event, and what it calls for. */
export interface Step extends Decision {
  readonly state: RunState;
}

/**
 * One step of a run: deterministic, JSON in and out, no clock. The first event is `started`; before it, `state` is null. Any other first event is
 * a broken assumption and throws.
 */
export function step(plan: Plan, state: RunState | null, event: RunEvent): Step {
  const next = stateAfter(plan, state, event);
  return { state: next, ...decide(plan, next) };
}

/** The state that `step` leads to, for a host that asks what to do only now and then. */
export function stateAfter(plan: Plan, state: RunState | null, event: RunEvent): RunState {
  return event.type === 'started' ? (state ?? initialState(plan, event)) : reduce(started(state, event), event);
}

/** The state after a whole journal. */
export function replay(plan: Plan, events: Iterable<RunEvent>): RunState | null {
  let state: RunState | null = null;
  for (const event of events) state = stateAfter(plan, state, event);
  return state;
}

function started(state: RunState | null, event: RunEvent): RunState {
  if (!state) throw new Error(`a run begins with \`started\`, not with \`${event.type}\``);
  return state;
}
