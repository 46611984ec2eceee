import type { Plan, PlannedGate } from '../plan/plan.ts';
import type { Answer, Interruption } from './event.ts';
import { isOver } from './reduce.ts';
import type { RunState, TaskState } from './state.ts';

/** How a gate stands. A process gate is `shut` until its deployment waits, for it is asked by the deployment itself. */
export type GateStatus =
  | { readonly is: 'shut' }
  | { readonly is: 'asking'; readonly taskId: string; readonly interruption: Interruption | null }
  | { readonly is: 'open'; readonly answer: Answer }
  | { readonly is: 'refused'; readonly reason: string; readonly answer: Answer | null };

/** The gate's status, from the task that asks it. */
export function gateStatus(plan: Plan, state: RunState, gate: PlannedGate): GateStatus {
  if (gate.through === 'runbook') return runbookGate(plan, state, gate);
  const statuses = plan.stops
    .filter((stop) => stop.gates.includes(gate.id))
    .map((stop) => processGate(plan, state, gate, stop.id));
  const open = statuses.length > 0 && statuses.every((status) => status.is === 'open');
  const refused = statuses.find((status) => status.is === 'refused');
  return (
    refused ?? (open ? undefined : statuses.find((status) => status.is !== 'open')) ?? statuses[0] ?? { is: 'shut' }
  );
}

function runbookGate(plan: Plan, state: RunState, gate: PlannedGate): GateStatus {
  const posting = state.gates[gate.id];
  if (posting?.refused)
    return { is: 'refused', reason: `the approval could not be asked: ${posting.refused}`, answer: null };
  if (!posting?.taskId) return { is: 'shut' };
  const task = state.tasks[posting.taskId];
  if (!task) return { is: 'asking', taskId: posting.taskId, interruption: null };
  return statusOfTask(plan, state, gate, posting.taskId, task, (each) => each.kind === 'ManualIntervention', true);
}

/** How one stop's deployment stands with a gate of its own process. */
export function processGate(plan: Plan, state: RunState, gate: PlannedGate, stopId: string): GateStatus {
  const taskId = state.stops[stopId]?.taskId;
  const task = taskId ? state.tasks[taskId] : undefined;
  if (!taskId || !task) return { is: 'shut' };
  return statusOfTask(plan, state, gate, taskId, task, (each) => isStep(each, gate), task.state === 'Success');
}

function isStep(interruption: Interruption, gate: PlannedGate): boolean {
  return interruption.kind === 'ManualIntervention' && interruption.teamIds.includes(gate.team.id);
}

function statusOfTask(
  plan: Plan,
  state: RunState,
  gate: PlannedGate,
  taskId: string,
  task: TaskState,
  matches: (interruption: Interruption) => boolean,
  mustHaveAsked: boolean,
): GateStatus {
  const asked = task.interruptions.filter(matches);
  const pending = asked.find((each) => each.pending);
  if (pending) return { is: 'asking', taskId, interruption: pending };
  const answer = asked.findLast((each) => each.answer !== null)?.answer ?? null;
  if (answer) {
    const wrong = violation(plan, gate, answer);
    if (wrong) return { is: 'refused', reason: wrong, answer };
    if (answer.result !== 'Proceed')
      return { is: 'refused', reason: `${answer.person} said no${answer.notes ? `: ${answer.notes}` : ''}`, answer };
    // The runbook's own end must agree with its answer.
    if (gate.through === 'process' || task.state === 'Success') return { is: 'open', answer };
  }
  if (!isOver(task)) return { is: 'asking', taskId, interruption: null };
  const why = state.cancelled[taskId] ?? task.errorMessage ?? `its task ended as ${task.state}`;
  if (task.state !== 'Success') return { is: 'refused', reason: why, answer };
  return mustHaveAsked
    ? { is: 'refused', reason: `nobody of ${gate.team.name} was asked`, answer: null }
    : { is: 'shut' };
}

/** Why an answer does not count, whatever it says. */
function violation(plan: Plan, gate: PlannedGate, answer: Answer): string | undefined {
  if (answer.result !== 'Proceed') return undefined;
  if (answer.personId === plan.account.id) return `answered by the train's own account, ${answer.person}`;
  if (gate.notRequester && answer.personId === plan.requester.id)
    return `answered by ${answer.person}, who asked for the train`;
  return undefined;
}
