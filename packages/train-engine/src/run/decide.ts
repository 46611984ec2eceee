import { stopsBefore } from '../plan/order.ts';
import type { Plan, PlannedAddition, PlannedStop } from '../plan/plan.ts';
import { type Assessment, assess, isFinal, type StopView, verdictOf } from './assess.ts';
import type { Effect, LookAgain, Observe } from './effect.ts';
import { isOver } from './reduce.ts';
import type { Posting, RunState, StopState } from './state.ts';

/** What to do now, and when to look again. */
export interface Decision {
  readonly effects: readonly Effect[];
  /** Epoch ms; null when nothing will change by waiting. */
  readonly wakeAt: number | null;
  readonly standing: Standing;
}

/**
 * moving: work is under way · waiting: only people can bring it on · stuck: something is in doubt and nothing else can move · finished: every
 * stop has come to its end and nothing is left to tidy up.
 */
export type Standing = 'moving' | 'waiting' | 'stuck' | 'finished';

/** The effects that the state calls for. Asked twice of the same state, it answers the same. */
export function decide(plan: Plan, state: RunState, view: Assessment = assess(plan, state)): Decision {
  if (state.finished) return { effects: [], wakeAt: null, standing: 'finished' };
  const wakes: number[] = [];
  const effects = [
    ...plan.stops.flatMap((stop) => stopEffects(plan, state, view, stop, wakes)),
    ...tidyEffects(plan, state, view),
    ...addedEffects(plan, state),
    ...lastLooks(plan, state, view, wakes),
  ];
  const unique = [...new Map(effects.map((effect) => [effect.id, effect])).values()];
  const observe = observeEffect(plan, state, view, wakes);
  const all = observe ? [...unique, observe] : unique;
  // Whatever is looked for or watched is asked for again after a while.
  if (all.length > 0) wakes.push(state.now + state.settings.pollMs);
  const later = wakes.filter((at) => at > state.now);
  return {
    effects: all,
    wakeAt: later.length > 0 ? Math.min(...later) : null,
    standing: standingOf(plan, view, unique, observe, wakes),
  };
}

function standingOf(
  plan: Plan,
  view: Assessment,
  effects: readonly Effect[],
  observe: Observe | undefined,
  wakes: readonly number[],
): Standing {
  const statuses = plan.stops.map((stop) => view.stops[stop.id]?.status ?? 'pending');
  if (effects.length === 0 && !observe && wakes.length === 0) {
    if (statuses.every(isFinal) && !statuses.includes('unknown')) return 'finished';
    if (statuses.includes('unknown')) return 'stuck';
    return statuses.includes('waiting') ? 'waiting' : 'stuck';
  }
  // A question that is on its way to a person keeps nobody waiting yet.
  const asking = Object.values(view.gates).some((gate) => gate.is === 'asking' && gate.interruption === null);
  const busy =
    asking || effects.length > 0 || statuses.some((status) => status === 'deploying' || status === 'verifying');
  if (busy) return 'moving';
  if (statuses.includes('waiting')) return 'waiting';
  return statuses.includes('unknown') ? 'stuck' : 'moving';
}

function stopEffects(
  plan: Plan,
  state: RunState,
  view: Assessment,
  stop: PlannedStop,
  wakes: number[],
): readonly Effect[] {
  const own = state.stops[stop.id];
  const seen = view.stops[stop.id];
  if (!own || !seen) return [];
  if (seen.status === 'verifying') return smokeEffects(plan, state, stop, wakes);
  if (stop.action === 'unchanged' || own.id !== null || isFinal(seen.status) || seen.status === 'pending') return [];
  if (seen.status === 'waiting') return approvalEffects(state, view, stop, wakes);
  return deploymentEffects(plan, state, view, stop, own, wakes);
}

function approvalEffects(state: RunState, view: Assessment, stop: PlannedStop, wakes: number[]): readonly Effect[] {
  return stop.gates.flatMap((id): Effect[] => {
    const posting = state.gates[id];
    if (!posting || posting.id !== null || view.gates[id]?.is !== 'shut') return [];
    const mayPost = settled(state, posting, wakes) && !view.halted;
    return [{ id: `approval/${id}#${posting.try}`, kind: 'ensure-approval', gate: id, try: posting.try, mayPost }];
  });
}

function deploymentEffects(
  plan: Plan,
  state: RunState,
  view: Assessment,
  stop: PlannedStop,
  own: Posting,
  wakes: number[],
): readonly Effect[] {
  const release = state.cars[stop.car];
  if (!release) return [];
  if (release.releaseId === null)
    return [{ id: `release/${stop.car}`, kind: 'ensure-release', car: stop.car, mayCreate: !view.halted }];
  const mayCome = automaticUntil(plan, state, stop, release.releaseAt ?? state.startedAt);
  if (mayCome > state.now) wakes.push(mayCome);
  const mayPost = settled(state, own, wakes) && mayCome <= state.now && !view.halted;
  const { automatic } = stop;
  return [
    { id: `deploy/${stop.id}#${own.try}`, kind: 'ensure-deployment', stop: stop.id, try: own.try, mayPost, automatic },
  ];
}

/** Until when the server may still make this deployment by itself: 0 where it will not. */
function automaticUntil(plan: Plan, state: RunState, stop: PlannedStop, releaseAt: number): number {
  if (!stop.automatic) return 0;
  const before = stopsBefore(plan, stop).filter((other) => other.car === stop.car);
  const ends = before.map((other) => state.tasks[state.stops[other.id]?.taskId ?? '']?.since ?? 0);
  return Math.max(releaseAt, ...ends) + state.settings.autoWaitMs;
}

/** Whether a lost answer, one's own or an unknown predecessor's, has had its time to show up. */
function settled(state: RunState, posting: Posting, wakes: number[]): boolean {
  return isPast(state, Math.max(posting.intentAt ?? never, state.blindSince ?? never), wakes);
}

const never = Number.NEGATIVE_INFINITY;

/** Whether what may have been sent then would have shown up by now. */
function isPast(state: RunState, sentAt: number, wakes: number[]): boolean {
  const at = sentAt + state.settings.settleMs;
  if (at > state.now) wakes.push(at);
  return at <= state.now;
}

/**
 * When all is over, what may be there unseen is looked for once more: of two that landed late, or of what an unknown predecessor asked for before the train
 * stopped, nobody else would tell.
 */
function lastLooks(plan: Plan, state: RunState, view: Assessment, wakes: number[]): readonly Effect[] {
  if (!plan.stops.every((stop) => isFinal(view.stops[stop.id]?.status ?? 'pending'))) return [];
  const look = (kind: LookAgain['of']['kind'], id: string, posting: Posting | undefined): LookAgain[] => {
    if (posting?.doubtAt == null || !isPast(state, posting.doubtAt, wakes)) return [];
    return [{ id: `look/${kind}/${id}`, kind: 'look-again', of: { kind, id }, try: posting.try }];
  };
  const deploying = plan.stops.filter(({ action }) => action === 'deploy');
  return [
    ...deploying.flatMap(({ id }) => look('deployment', id, state.stops[id])),
    ...Object.entries(state.gates).flatMap(([id, posting]) => look('approval', id, posting)),
  ];
}

function smokeEffects(plan: Plan, state: RunState, stop: PlannedStop, wakes: number[]): readonly Effect[] {
  const own = state.stops[stop.id];
  const car = plan.cars.find((each) => each.id === stop.car);
  if (!own || !car) return [];
  const verdict = verdictOf(plan, state, stop, own);
  if (verdict.is !== 'testing') return [];
  const smoke = car.smoke[verdict.index];
  if (!smoke) return [];
  if (verdict.notBefore > state.now) {
    wakes.push(verdict.notBefore);
    return [];
  }
  const { index, attempt } = verdict;
  const taskId = own.taskId ?? stop.currentTaskId;
  return [{ id: `smoke/${stop.id}/${index}#${attempt}`, kind: 'smoke', stop: stop.id, index, attempt, smoke, taskId }];
}

/** Defects of failed smoke tests, and what must not go on by itself once the train has stopped. */
function tidyEffects(plan: Plan, state: RunState, view: Assessment): readonly Effect[] {
  return plan.stops.flatMap((stop): Effect[] => {
    const own = state.stops[stop.id];
    const seen = view.stops[stop.id];
    if (!own || !seen) return [];
    return [...defectEffects(plan, state, stop, seen), ...cancelEffects(state, view, stop, seen)];
  });
}

function defectEffects(plan: Plan, state: RunState, stop: PlannedStop, seen: StopView): Effect[] {
  const own = state.stops[stop.id];
  if (!own || own.defect || seen.status !== 'failed') return [];
  const verdict = verdictOf(plan, state, stop, own);
  if (verdict.is !== 'failed' || !isOfRelease(plan, state, stop)) return [];
  return [{ id: `defect/${stop.id}`, kind: 'report-defect', stop: stop.id, detail: verdict.detail }];
}

/** What stands there is the car's own release, and Octopus said Success: nothing but a defect would keep it from going on. */
function isOfRelease(plan: Plan, state: RunState, stop: PlannedStop): boolean {
  const car = plan.cars.find(({ id }) => id === stop.car);
  if (!car || state.cars[car.id]?.releaseId == null) return false;
  const taskId = state.stops[stop.id]?.taskId;
  return stop.action === 'unchanged'
    ? stop.from === car.version
    : taskId != null && state.tasks[taskId]?.state === 'Success';
}

function cancelEffects(state: RunState, view: Assessment, stop: PlannedStop, seen: StopView): Effect[] {
  const effects: Effect[] = [];
  function cancel(taskId: string | null | undefined, of: string, why: string): void {
    const task = taskId ? state.tasks[taskId] : undefined;
    // Asked again until it is over: that it was to be cancelled is known before it is asked for.
    if (!taskId || task?.state === 'Cancelling' || (task && isOver(task))) return;
    effects.push({ id: `cancel/${taskId}`, kind: 'cancel-task', taskId, of, why: state.cancelled[taskId] ?? why });
  }
  const taskId = state.stops[stop.id]?.taskId;
  // An answer that does not count: the deployment it set off is stopped where it still can be.
  if (seen.status === 'rejected') cancel(taskId, stop.id, seen.reason ?? 'rejected');
  if (view.halted && seen.status === 'waiting' && taskId) cancel(taskId, stop.id, 'the train stopped');
  if (view.halted && state.stops[stop.id]?.id === null) {
    for (const id of stop.gates) cancel(state.gates[id]?.taskId, id, 'the train stopped');
  }
  return effects;
}

function addedEffects(plan: Plan, state: RunState): readonly Effect[] {
  return plan.cars.flatMap((car): Effect[] => {
    const { releaseAt } = state.cars[car.id] ?? { releaseAt: null };
    if (releaseAt === null) return [];
    const missing = plan.added.filter((each) => each.car === car.id && !(each.id in state.added));
    const due = missing.filter((each) => state.now < addedBy(plan, state, each, releaseAt) + state.settings.autoWaitMs);
    return due.length > 0
      ? [{ id: `added/${car.id}`, kind: 'find-added', car: car.id, ids: due.map(({ id }) => id) }]
      : [];
  });
}

/** When the server had its last reason to make an addition: the release, or the latest success of the car that may have opened a phase. */
function addedBy(plan: Plan, state: RunState, added: PlannedAddition, releaseAt: number): number {
  const own = plan.stops.filter((stop) => stop.car === added.car);
  const posted = own.filter((stop) => stop.automatic).map((stop) => state.stops[stop.id]?.postedAt ?? 0);
  if (added.with === 'release') return Math.max(releaseAt, ...posted);
  const tasks = [
    ...own.map((stop) => state.stops[stop.id]?.taskId ?? ''),
    ...Object.values(state.added).map(({ taskId }) => taskId),
  ].flatMap((taskId) => state.tasks[taskId] ?? []);
  return Math.max(releaseAt, ...posted, ...tasks.filter(isOver).map(({ since }) => since));
}

/** Whether every stop has come to its end, and nothing has been seen to change since, for as long as an automatic deployment may take to come. */
function isLongOver(state: RunState, view: Assessment): boolean {
  if (!Object.values(view.stops).every(({ status }) => isFinal(status))) return false;
  const changes = [...Object.values(state.tasks), ...Object.values(state.stops).flatMap((each) => smokesOf(each))];
  const last = Math.max(state.startedAt, ...changes.map(({ since }) => since));
  return state.now >= last + state.settings.autoWaitMs;
}

function smokesOf(stop: StopState): readonly { since: number }[] {
  return Object.values(stop.smoke).map(({ lastAt }) => ({ since: lastAt }));
}

/** Tasks that this run set off itself, and when each is first looked at: one that was only just sent has nothing to tell. */
function youngTasks(plan: Plan, state: RunState): ReadonlyMap<string, number> {
  const postings = [...plan.stops.map(({ id }) => state.stops[id]), ...Object.values(state.gates)];
  return new Map(
    postings.flatMap((posting): [string, number][] =>
      posting?.source === 'created' && posting.taskId !== null && posting.postedAt !== null
        ? [[posting.taskId, posting.postedAt + state.settings.pollMs]]
        : [],
    ),
  );
}

/** One effect for all tasks that are under way. */
function observeEffect(plan: Plan, state: RunState, view: Assessment, wakes: number[]): Observe | undefined {
  const watched = new Map<string, boolean>();
  const young = youngTasks(plan, state);
  for (const stop of plan.stops) {
    const taskId = state.stops[stop.id]?.taskId;
    if (taskId)
      watched.set(
        taskId,
        plan.gates.some((gate) => gate.through === 'process' && stop.gates.includes(gate.id)),
      );
  }
  for (const gate of Object.values(state.gates)) if (gate.taskId) watched.set(gate.taskId, true);
  // What the server added is reported; people who are asked there are not waited for, nor what goes on long after the last stop.
  if (!isLongOver(state, view)) {
    for (const { taskId } of Object.values(state.added)) {
      if (!state.tasks[taskId]?.interruptions.some((each) => each.pending)) watched.set(taskId, false);
    }
  }
  const tasks = [...watched].flatMap(([taskId, interruptions]): Observe['tasks'] => {
    const task = state.tasks[taskId];
    if (task && isOver(task)) return [];
    const lookAt = task ? undefined : young.get(taskId);
    if (lookAt !== undefined && lookAt > state.now) {
      wakes.push(lookAt);
      return [];
    }
    const pending = task?.interruptions.some((each) => each.pending) ?? false;
    return [{ taskId, known: task ? { state: task.state, pending } : null, interruptions }];
  });
  return tasks.length > 0 ? { id: 'observe', kind: 'observe', tasks } : undefined;
}
