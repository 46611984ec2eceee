import type { Plan, PlannedGate } from '../plan/plan.ts';
import type { Answer, Interruption } from './event.ts';
import { isOver } from './reduce.ts';
import type { RunState, TaskState } from './state.ts';

/** How a gate stands. A process gate is `shut` until its deployment waits, for it is asked by the deployment itself. */
export type GateStatus =
  | { readonly is: 'shut' }
  | { readonly is: 'asking'; readonly taskId: string; readonly interruption: Interruption | null }
  | { readonly is: 'open'; readonly answer: Answer }
  /** `answer` is the one that refuses; null when no person did. */
  | { readonly is: 'refused'; readonly reason: string; readonly answer: Answer | null };

/** The gate's status, from the task that asks it. */
export function gateStatus(plan: Plan, state: RunState, gate: PlannedGate): GateStatus {
  if (gate.through === 'runbook') return runbookGate(plan, state, gate);
  const statuses = plan.stops
    .filter((stop) => stop.gates.includes(gate.id))
    .map((stop) => processGate(plan, state, gate, stop.id));
  const refused = statuses.find((status) => status.is === 'refused');
  const asked = statuses.find((status) => status.is === 'asking' && status.interruption !== null);
  const shut = statuses.find((status) => status.is !== 'open');
  return refused ?? asked ?? shut ?? statuses[0] ?? { is: 'shut' };
}

function runbookGate(plan: Plan, state: RunState, gate: PlannedGate): GateStatus {
  const posting = state.gates[gate.id];
  if (posting?.refused)
    return { is: 'refused', reason: `the approval could not be asked: ${posting.refused}`, answer: null };
  if (!posting?.taskId) return { is: 'shut' };
  const task = state.tasks[posting.taskId];
  if (!task) return { is: 'asking', taskId: posting.taskId, interruption: null };
  return statusOfTask(plan, state, gate, posting.taskId, task, (each) => isOfTeam(each, gate), true);
}

/** How one stop's deployment stands with a gate of its own process. */
export function processGate(plan: Plan, state: RunState, gate: PlannedGate, stopId: string): GateStatus {
  const taskId = state.stops[stopId]?.taskId;
  const task = taskId ? state.tasks[taskId] : undefined;
  if (!taskId || !task) return { is: 'shut' };
  return statusOfTask(plan, state, gate, taskId, task, (each) => isOfTeam(each, gate), task.state === 'Success');
}

/** An answer counts for a gate only when its team was asked. */
function isOfTeam(interruption: Interruption, gate: PlannedGate): boolean {
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
  const answers = asked.flatMap((each) => each.answer ?? []);
  // One answer that does not count is enough, whatever others say.
  for (const answer of answers) {
    const wrong = violation(plan, gate, answer);
    if (wrong) return { is: 'refused', reason: wrong, answer };
    if (answer.result !== 'Proceed')
      return { is: 'refused', reason: `${answer.person} said no${answer.notes ? `: ${answer.notes}` : ''}`, answer };
  }
  const pending = asked.find((each) => each.pending);
  if (pending) return { is: 'asking', taskId, interruption: pending };
  const answer = answers.at(-1);
  // The runbook's own end must agree with its answer.
  if (answer && (gate.through === 'process' || task.state === 'Success')) return { is: 'open', answer };
  if (!isOver(task)) return { is: 'asking', taskId, interruption: null };
  const why = state.cancelled[taskId] ?? task.errorMessage ?? `its task ended as ${task.state}`;
  if (task.state !== 'Success') return { is: 'refused', reason: why, answer: null };
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
