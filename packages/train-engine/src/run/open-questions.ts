import type { Plan, PlannedGate, PlannedStop } from '../plan/plan.ts';
import { assess } from './assess.ts';
import type { Interruption } from './event.ts';
import { isOver } from './reduce.ts';
import type { RunState } from './state.ts';

/** A question that a run waits at, and where it is asked. */
export interface Question {
  /** What `--gate` names: the gate's id, or the stop's where no gate of the train covers the question. */
  readonly id: string;
  readonly gate: PlannedGate | null;
  readonly stop: PlannedStop;
  readonly spaceId: string;
  readonly taskId: string;
  readonly interruption: Interruption;
}

/** Every question of a run that waits for a person now, in the order of the path. */
export function openQuestions(plan: Plan, state: RunState): readonly Question[] {
  const gates = runbookQuestions(plan, state);
  const steps = plan.stops.flatMap((stop) => processQuestions(plan, state, stop));
  const order = (question: Question) => plan.stops.indexOf(question.stop);
  return [...gates, ...steps].sort((a, b) => order(a) - order(b));
}

function runbookQuestions(plan: Plan, state: RunState): Question[] {
  const { gates } = assess(plan, state);
  return plan.gates.flatMap((gate): Question[] => {
    const status = gates[gate.id];
    const stop = plan.stops.find((each) => each.gates.includes(gate.id));
    if (gate.through !== 'runbook' || status?.is !== 'asking' || !status.interruption || !stop || !plan.approvals)
      return [];
    const { taskId, interruption } = status;
    return [{ id: gate.id, gate, stop, spaceId: plan.approvals.space.id, taskId, interruption }];
  });
}

function processQuestions(plan: Plan, state: RunState, stop: PlannedStop): Question[] {
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
