import { stopsBefore } from '../plan/order.ts';
import type { Plan, PlannedStop } from '../plan/plan.ts';
import type { Interruption } from './event.ts';
import { type GateStatus, gateStatus, processGate } from './gate-status.ts';
import { isOver } from './reduce.ts';
import type { Posting, RunState, StopState } from './state.ts';
import { type SmokeVerdict, smokeVerdict } from './verdict.ts';

/**
 * pending: not its turn · waiting: for a person · deploying · verifying: smoke tests · then an end: succeeded, unchanged, failed (the work said
 * no), rejected (a person said no), skipped (never started), unknown (nobody can tell; a person must look).
 */
export type StopStatus =
  | 'pending'
  | 'waiting'
  | 'deploying'
  | 'verifying'
  | 'succeeded'
  | 'unchanged'
  | 'failed'
  | 'rejected'
  | 'skipped'
  | 'unknown';

export interface StopView {
  readonly status: StopStatus;
  /** Why, in words, where the status does not say it all. */
  readonly reason: string | null;
  /** Its turn has come: those before it are done, and there is a place for its car. */
  readonly due: boolean;
}

/** What the facts of a run mean. */
export interface Assessment {
  readonly stops: Readonly<Record<string, StopView>>;
  readonly gates: Readonly<Record<string, GateStatus>>;
  /** A stop failed or was rejected: nothing new starts. */
  readonly halted: boolean;
}

/** Whether a status is an end. */
export function isFinal(status: StopStatus): boolean {
  return !['pending', 'waiting', 'deploying', 'verifying'].includes(status);
}

/** Whether those that come after may go. */
export function isGood(status: StopStatus): boolean {
  return status === 'succeeded' || status === 'unchanged';
}

// Between two events the same state is judged several times over; a state never changes, so neither does what it means.
const judged = new WeakMap<RunState, { readonly plan: Plan; readonly view: Assessment }>();

/** Derives where every stop and gate stands. Pure, and a function of plan and facts alone. */
export function assess(plan: Plan, state: RunState): Assessment {
  const known = judged.get(state);
  if (known?.plan === plan) return known.view;
  const view = judge(plan, state);
  judged.set(state, { plan, view });
  return view;
}

function judge(plan: Plan, state: RunState): Assessment {
  const gates = Object.fromEntries(plan.gates.map((gate) => [gate.id, gateStatus(plan, state, gate)]));
  const ends = new Map(plan.stops.map((stop) => [stop.id, endOf(plan, state, stop, gates)]));
  const halted = [...ends.values()].some((end) => end?.status === 'failed' || end?.status === 'rejected');
  const stops: Record<string, StopView> = {};
  const active = new Set<string>();
  for (const stop of plan.stops) {
    const end = ends.get(stop.id);
    const started = end !== undefined || hasStarted(state, stop);
    if (started && !isFinal(end?.status ?? 'deploying')) active.add(stop.car);
  }
  for (const stop of plan.stops) {
    const end = ends.get(stop.id);
    if (end) {
      stops[stop.id] = { ...end, due: true };
      continue;
    }
    const due = isDue(plan, stop, ends) && (active.has(stop.car) || active.size < plan.maxParallel);
    if (due && !halted) active.add(stop.car);
    stops[stop.id] = beforeDeployment(state, stop, gates, { due, halted });
  }
  return { stops, gates, halted };
}

/** What has been asked of the server for a stop keeps its car's place, however many cars become due meanwhile. */
function hasStarted(state: RunState, stop: PlannedStop): boolean {
  return [state.stops[stop.id], ...stop.gates.map((id) => state.gates[id])].some(isUnderWay);
}

function isUnderWay(posting: Posting | undefined): boolean {
  return posting !== undefined && (posting.id !== null || posting.intentAt !== null);
}

type View = Pick<StopView, 'status' | 'reason'>;

/** Where a stop stands by its own facts; undefined while it has none. */
function endOf(plan: Plan, state: RunState, stop: PlannedStop, gates: Assessment['gates']): View | undefined {
  const own = state.stops[stop.id];
  if (!own) return undefined;
  if (stop.action === 'unchanged') return unchangedView(plan, state, stop, own);
  if (own.foreign) return { status: 'unknown', reason: own.foreign };
  if (own.refused) return { status: 'failed', reason: own.refused };
  const refused = state.cars[stop.car]?.refused;
  const first = plan.stops.find((each) => each.car === stop.car && each.action === 'deploy');
  if (refused && first?.id === stop.id) return { status: 'failed', reason: `its release was refused: ${refused}` };
  if (own.id === null) return gatesView(plan, state, stop, gates);
  return deploymentView(plan, state, stop, own);
}

/** What the gates say of a stop that was not posted. A no counts before a doubt, and both before a question that was only taken back. */
function gatesView(plan: Plan, state: RunState, stop: PlannedStop, gates: Assessment['gates']): View | undefined {
  const views = stop.gates.flatMap((id): View[] => {
    const gate = gates[id];
    if (gate?.is === 'refused') return [refusedBy(plan, state, id, gate)];
    const foreign = state.gates[id]?.foreign;
    return foreign ? [{ status: 'unknown', reason: foreign }] : [];
  });
  const no = views.find(({ status }) => status === 'rejected' || status === 'failed');
  return no ?? views.find(({ status }) => status === 'unknown') ?? views[0];
}

function refusedBy(plan: Plan, state: RunState, id: string, gate: GateStatus & { is: 'refused' }): View {
  const name = plan.gates.find((each) => each.id === id)?.team.name ?? id;
  const taskId = state.gates[id]?.taskId;
  if (gate.answer) return { status: 'rejected', reason: `${name}: ${gate.reason}` };
  if (taskId && taskId in state.cancelled) return { status: 'skipped', reason: state.cancelled[taskId] ?? null };
  return { status: 'failed', reason: `${name}: ${gate.reason}` };
}

function unchangedView(plan: Plan, state: RunState, stop: PlannedStop, own: StopState): View | undefined {
  if (!stop.verify) return { status: 'unchanged', reason: null };
  if (Object.keys(own.smoke).length === 0) return undefined;
  return smokeView(verdictOf(plan, state, stop, own), 'unchanged');
}

function smokeView(verdict: SmokeVerdict, good: 'succeeded' | 'unchanged'): View {
  if (verdict.is === 'passed') return { status: good, reason: null };
  if (verdict.is === 'failed') return { status: 'failed', reason: `smoke test failed: ${verdict.detail}` };
  if (verdict.is === 'inconclusive') return { status: 'unknown', reason: `smoke test inconclusive: ${verdict.detail}` };
  return { status: 'verifying', reason: null };
}

/** The verdict on a stop's smoke tests. */
export function verdictOf(plan: Plan, state: RunState, stop: PlannedStop, own: StopState): SmokeVerdict {
  const car = plan.cars.find((each) => each.id === stop.car);
  return car ? smokeVerdict({ car, stop: own, pollMs: state.settings.pollMs }) : { is: 'passed' };
}

function deploymentView(plan: Plan, state: RunState, stop: PlannedStop, own: StopState): View {
  const task = own.taskId ? state.tasks[own.taskId] : undefined;
  if (!task) return { status: 'deploying', reason: null };
  for (const gate of plan.gates.filter((each) => each.through === 'process' && stop.gates.includes(each.id))) {
    const status = processGate(plan, state, gate, stop.id);
    if (status.is !== 'refused') continue;
    if (status.answer || task.state === 'Success')
      return { status: status.answer ? 'rejected' : 'failed', reason: `${gate.team.name}: ${status.reason}` };
  }
  if (!isOver(task)) return waitingView(task.interruptions);
  const why = own.taskId ? state.cancelled[own.taskId] : undefined;
  if (task.state === 'Success') return smokeView(verdictOf(plan, state, stop, own), 'succeeded');
  if (task.state === 'Canceled' && why !== undefined) return { status: 'skipped', reason: why };
  const no = task.interruptions.find((each) => each.answer?.result === 'Abort')?.answer;
  if (no) return { status: 'rejected', reason: `${no.person} said no${no.notes ? `: ${no.notes}` : ''}` };
  return { status: 'failed', reason: task.errorMessage ?? `the task ended as ${task.state}` };
}

function waitingView(interruptions: readonly Interruption[]): View {
  const pending = interruptions.filter((each) => each.pending);
  const unknown = pending.find((each) => each.kind !== 'ManualIntervention');
  if (unknown)
    return {
      status: 'unknown',
      reason: `waits at an interruption of a kind the train does not know: ${unknown.kind} (${unknown.title})`,
    };
  const first = pending[0];
  return first ? { status: 'waiting', reason: first.title } : { status: 'deploying', reason: null };
}

function beforeDeployment(
  state: RunState,
  stop: PlannedStop,
  gates: Assessment['gates'],
  { due, halted }: { due: boolean; halted: boolean },
): StopView {
  // Halted or not, what may have been made is looked for until the answer would have come.
  const own = state.stops[stop.id];
  const looking: StopView = {
    status: 'deploying',
    reason: 'looking for a deployment that may have been made',
    due: true,
  };
  if (own?.intentAt != null && (!halted || isOpenQuestion(state, own))) return looking;
  const asked = halted ? stop.gates.find((id) => mayBeAsking(state, state.gates[id], due)) : undefined;
  if (asked !== undefined) return { status: 'waiting', reason: asked, due: false };
  if (halted && due && stop.action === 'deploy' && isBlind(state)) return looking;
  if (halted) return { status: 'skipped', reason: 'the train stopped', due: false };
  if (!due) return { status: 'pending', reason: null, due };
  if (stop.action === 'unchanged') return { status: 'verifying', reason: null, due };
  const shut = stop.gates.find((id) => id in state.gates && gates[id]?.is !== 'open');
  return shut ? { status: 'waiting', reason: shut, due } : { status: 'deploying', reason: null, due };
}

/** Whether a request was sent whose answer may still show up. */
function isOpenQuestion(state: RunState, posting: Posting): boolean {
  return posting.id === null && posting.intentAt !== null && state.now < posting.intentAt + state.settings.settleMs;
}

/** Whether something may have been sent that nobody here knows of, and may still show up. */
function isBlind(state: RunState): boolean {
  return state.blindSince !== null && state.now < state.blindSince + state.settings.settleMs;
}

/** Whether somebody is asked, or may be, by an approval run that is not known to be over. */
function mayBeAsking(state: RunState, posting: Posting | undefined, due: boolean): boolean {
  if (!posting) return false;
  if (posting.taskId === null) return isOpenQuestion(state, posting) || (due && isBlind(state));
  if (posting.taskId in state.cancelled) return false;
  const task = state.tasks[posting.taskId];
  return !task || !isOver(task);
}

/** A stop's turn comes when its car has succeeded in the environments before, and the cars it comes after have succeeded. */
function isDue(plan: Plan, stop: PlannedStop, ends: ReadonlyMap<string, View | undefined>): boolean {
  return stopsBefore(plan, stop).every((other) => {
    const end = ends.get(other.id);
    return end !== undefined && isGood(end.status);
  });
}
