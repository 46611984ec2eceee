import {
  assess,
  type Interruption,
  isOver,
  type Plan,
  type PlannedGate,
  type PlannedStop,
  type RunState,
} from '@octotrain/train-engine';

/** A question that a run waits at, and where it is asked. */
export interface Waiting {
  /** What `--gate` names: the gate's id, or the stop's where no gate of the train covers the question. */
  readonly id: string;
  readonly gate: PlannedGate | null;
  readonly stop: PlannedStop;
  readonly spaceId: string;
  readonly taskId: string;
  readonly interruption: Interruption;
}

/** Every question of a run that waits for a person now, in the order of the path. */
export function waitingQuestions(plan: Plan, state: RunState): readonly Waiting[] {
  const gates = runbookQuestions(plan, state);
  const steps = plan.stops.flatMap((stop) => processQuestions(plan, state, stop));
  const order = (waiting: Waiting) => plan.stops.indexOf(waiting.stop);
  return [...gates, ...steps].sort((a, b) => order(a) - order(b));
}

function runbookQuestions(plan: Plan, state: RunState): Waiting[] {
  const { gates } = assess(plan, state);
  return plan.gates.flatMap((gate): Waiting[] => {
    const status = gates[gate.id];
    const stop = plan.stops.find((each) => each.gates.includes(gate.id));
    if (gate.through !== 'runbook' || status?.is !== 'asking' || !status.interruption || !stop || !plan.approvals)
      return [];
    const { taskId, interruption } = status;
    return [{ id: gate.id, gate, stop, spaceId: plan.approvals.space.id, taskId, interruption }];
  });
}

function processQuestions(plan: Plan, state: RunState, stop: PlannedStop): Waiting[] {
  const taskId = state.stops[stop.id]?.taskId;
  const task = taskId ? state.tasks[taskId] : undefined;
  const spaceId = plan.cars.find(({ id }) => id === stop.car)?.space.id;
  if (!taskId || !task || isOver(task) || !spaceId) return [];
  return task.interruptions
    .filter((each) => each.pending)
    .map((interruption) => {
      const gate = plan.gates.find(
        (each) =>
          each.through === 'process' && stop.gates.includes(each.id) && interruption.teamIds.includes(each.team.id),
      );
      return { id: gate?.id ?? stop.id, gate: gate ?? null, stop, spaceId, taskId, interruption };
    });
}
