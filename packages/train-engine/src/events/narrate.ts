import type { Plan, PlannedGate, PlannedStop } from '../plan/plan.ts';
import { type Assessment, assess, type StopStatus } from '../run/assess.ts';
import type { RunEvent } from '../run/event.ts';
import type { GateStatus } from '../run/gate-status.ts';
import type { RunState } from '../run/state.ts';
import { smokeName } from './smoke-name.ts';
import type { Place, TrainEventBody } from './train-event.ts';

/** What there is to tell about one engine event, given the state before and after it. */
export function narrate(
  plan: Plan,
  before: RunState | null,
  after: RunState,
  event: RunEvent,
): readonly TrainEventBody[] {
  if (event.type === 'started') {
    if (before) return [];
    const { requester, train } = plan;
    return [
      { event: 'run-started', train, plan: event.planHash, stops: plan.stops.length, requester: requester.displayName },
      ...stops(plan, null, assess(plan, after)),
    ];
  }
  if (!before) return [];
  const was = assess(plan, before);
  const is = assess(plan, after);
  const statusOf = (stop: PlannedStop): StopStatus => is.stops[stop.id]?.status ?? 'pending';
  return [
    ...(event.type === 'resumed' ? [{ event: 'run-resumed' } as const] : []),
    ...releases(plan, before, after),
    ...deployments(plan, before, after, statusOf),
    ...additions(plan, before, after),
    ...approvals(plan, after, was, is, statusOf),
    ...smokes(plan, event, before, after, statusOf),
    ...defects(plan, before, after, statusOf),
    ...cancellations(before, after),
    ...stops(plan, was, is),
    ...(after.finished && !before.finished
      ? [{ event: 'run-finished', outcome: after.finished.outcome } as const]
      : []),
  ];
}

/** Where a stop is, by name. */
export function placeOf(stop: Pick<PlannedStop, 'car' | 'environment' | 'tenant'>): Place {
  return { car: stop.car, environment: stop.environment.name, tenant: stop.tenant?.name ?? null };
}

function releases(plan: Plan, before: RunState, after: RunState): TrainEventBody[] {
  return plan.cars.flatMap((car): TrainEventBody[] => {
    const now = after.cars[car.id];
    if (!now?.releaseId || before.cars[car.id]?.releaseId) return [];
    return [{ event: 'release', car: car.id, version: car.version, releaseId: now.releaseId, created: now.created }];
  });
}

function deployments(
  plan: Plan,
  before: RunState,
  after: RunState,
  statusOf: (stop: PlannedStop) => StopStatus,
): TrainEventBody[] {
  return plan.stops.flatMap((stop): TrainEventBody[] => {
    const now = after.stops[stop.id];
    if (!now?.id || !now.taskId || !now.source || before.stops[stop.id]?.id) return [];
    return [
      {
        event: 'deployment',
        ...placeOf(stop),
        state: statusOf(stop),
        deploymentId: now.id,
        taskId: now.taskId,
        source: now.source,
      },
    ];
  });
}

function additions(plan: Plan, before: RunState, after: RunState): TrainEventBody[] {
  return plan.added.flatMap((each): TrainEventBody[] => {
    const now = after.added[each.id];
    if (!now || before.added[each.id]) return [];
    return [{ event: 'deployment-added', ...placeOf(each), ...now }];
  });
}

function approvals(
  plan: Plan,
  after: RunState,
  was: Assessment,
  is: Assessment,
  statusOf: (stop: PlannedStop) => StopStatus,
): TrainEventBody[] {
  return plan.gates.flatMap((gate): TrainEventBody[] => {
    const [old, now] = [was.gates[gate.id], is.gates[gate.id]];
    const stop = plan.stops.find((each) => each.gates.includes(gate.id));
    if (!now || !stop) return [];
    const place = { ...placeOf(stop), tenant: null, state: statusOf(stop) };
    const told: TrainEventBody[] = [];
    const asked = taskAsked(now) !== null && taskAsked(now) !== taskAsked(old);
    if (asked && now.is === 'asking') {
      told.push({
        event: 'approval-asked',
        gate: gate.id,
        team: gate.team.name,
        through: gate.through,
        taskId: now.taskId,
        ...place,
      });
    }
    if ((now.is === 'open' || now.is === 'refused') && old?.is !== now.is && !isWithdrawn(after, gate, now)) {
      told.push({
        event: 'approval-answered',
        gate: gate.id,
        team: gate.team.name,
        result: now.is === 'open' ? 'approved' : 'refused',
        by: now.answer?.person ?? null,
        notes: now.answer?.notes ?? null,
        reason: now.is === 'refused' ? now.reason : null,
        ...place,
      });
    }
    return told;
  });
}

/** Whether a gate is only refused because the train took its question back. */
function isWithdrawn(after: RunState, gate: PlannedGate, status: GateStatus): boolean {
  const taskId = after.gates[gate.id]?.taskId;
  return status.is === 'refused' && status.answer === null && taskId != null && taskId in after.cancelled;
}

function taskAsked(status: GateStatus | undefined): string | null {
  return status?.is === 'asking' && status.interruption !== null ? status.taskId : null;
}

function smokes(
  plan: Plan,
  event: RunEvent,
  before: RunState,
  after: RunState,
  statusOf: (stop: PlannedStop) => StopStatus,
): TrainEventBody[] {
  if (event.type !== 'smoke' || before.stops[event.stop] === after.stops[event.stop]) return [];
  const stop = plan.stops.find((each) => each.id === event.stop);
  const smoke = plan.cars.find((car) => car.id === stop?.car)?.smoke[event.index];
  if (!stop || !smoke || event.result === 'pending') return [];
  return [
    {
      event: 'smoke',
      ...placeOf(stop),
      test: smokeName(smoke),
      result: event.result,
      detail: event.detail,
      state: statusOf(stop),
    },
  ];
}

function defects(
  plan: Plan,
  before: RunState,
  after: RunState,
  statusOf: (stop: PlannedStop) => StopStatus,
): TrainEventBody[] {
  return plan.stops.flatMap((stop): TrainEventBody[] => {
    const now = after.stops[stop.id]?.defect;
    if (!now || before.stops[stop.id]?.defect === now) return [];
    return [{ event: 'defect', ...placeOf(stop), ...now, state: statusOf(stop) }];
  });
}

function cancellations(before: RunState, after: RunState): TrainEventBody[] {
  const tasks = Object.entries(after.cancelled).filter(([taskId]) => !(taskId in before.cancelled));
  const duplicates = after.duplicates.filter((each) => !before.duplicates.includes(each));
  return [
    ...tasks.map(([taskId, why]): TrainEventBody => ({ event: 'task-cancelled', taskId, why })),
    ...duplicates.map((each): TrainEventBody => ({ event: 'duplicate', ...each })),
  ];
}

/** Stops whose status changed; at the start, those that do not simply wait for their turn. */
function stops(plan: Plan, was: Assessment | null, is: Assessment): TrainEventBody[] {
  const versions = new Map(plan.cars.map((car) => [car.id, car.version]));
  return plan.stops.flatMap((stop): TrainEventBody[] => {
    const now = is.stops[stop.id];
    if (!now || now.status === (was ? was.stops[stop.id]?.status : 'pending')) return [];
    const { status: state, reason } = now;
    return [{ event: 'stop', ...placeOf(stop), state, from: stop.from, to: versions.get(stop.car) ?? '', reason }];
  });
}
