import type { Train } from '../file/train.ts';
import { automaticFaults } from './automatic-faults.ts';
import { checkCar } from './car-faults.ts';
import type { Fault } from './fault.ts';
import { planGates } from './gates.ts';
import type { Observed } from './observed.ts';
import { comesBefore, placeOnPath } from './order.ts';
import type { Plan, PlannedAddition, PlannedCar, PlannedGate, PlannedStop } from './plan.ts';
import { planMoves } from './plan-moves.ts';
import { planWarnings } from './warnings.ts';

/** A plan, or everything that keeps the train from leaving. */
export type Planning =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/**
 * Makes the plan of a train from its file and what the server said. Pure: equal inputs give equal plans. All faults are found before anything
 * moves, for every car.
 */
export function makePlan(train: Train, observed: Observed): Planning {
  const faults: Fault[] = [];
  const gates: PlannedGate[] = [];
  const stops: PlannedStop[] = [];
  const added: PlannedAddition[] = [];
  train.cars.forEach((car, index) => {
    const there = observed.cars[car.id];
    const carFaults = checkCar({ train, car, index, observed });
    faults.push(...carFaults);
    if (!there || carFaults.length > 0) return;
    const planned = planGates({ train, car, there, observed });
    faults.push(...planned.faults);
    gates.push(...planned.gates);
    const moves = planMoves({ train, car, index, there, gates: planned.gates });
    faults.push(...moves.faults, ...automaticFaults({ train, car, index, there, gates: planned.gates, ...moves }));
    stops.push(...moves.stops);
    added.push(...moves.added);
  });
  if (faults.length > 0) return { ok: false, faults: withoutRepeats(faults) };
  const cars = train.cars.flatMap((car): PlannedCar[] => {
    const there = observed.cars[car.id];
    if (!there) return [];
    const { space, project, release } = there;
    const { id, version, notes, after, smoke } = car;
    return [{ id, space, project, version, releaseId: release?.id ?? null, notes, after, smoke }];
  });
  const { by, environments } = train;
  const verified = markVerified({ by, environments, cars }, inOrder(train, stops));
  // A gate of a car that has nothing to deploy there is never asked.
  const asked = new Set(verified.flatMap((stop) => stop.gates));
  const plan: Omit<Plan, 'warnings'> = {
    schemaVersion: 1,
    train: train.name,
    description: train.description,
    by,
    environments,
    maxParallel: train.maxParallel,
    onFailure: train.onFailure,
    requester: observed.requester,
    account: observed.account,
    cars,
    gates: gates.filter((gate) => asked.has(gate.id)),
    stops: verified,
    added,
    approvals: approvalsOf(observed),
    record: observed.record,
  };
  return { ok: true, plan: { ...plan, warnings: planWarnings(plan, train, observed) } };
}

function approvalsOf(observed: Observed): Plan['approvals'] {
  if (!observed.approvals) return null;
  const { space, project, runbook, snapshotId, environments } = observed.approvals;
  return { space, project, runbook, snapshotId, environments };
}

/** Unchanged stops are smoke-tested again only where a later stop waits for them and will deploy. */
function markVerified(plan: Pick<Plan, 'by' | 'environments' | 'cars'>, stops: readonly PlannedStop[]): PlannedStop[] {
  const smoked = new Set(plan.cars.filter((car) => car.smoke.length > 0).map((car) => car.id));
  const needed = new Set<PlannedStop>();
  function need(stop: PlannedStop): void {
    for (const other of stops) {
      if (needed.has(other) || !comesBefore(plan, other, stop)) continue;
      needed.add(other);
      need(other);
    }
  }
  for (const stop of stops) if (stop.action === 'deploy') need(stop);
  return stops.map((stop) => ({
    ...stop,
    verify: stop.action === 'unchanged' && smoked.has(stop.car) && needed.has(stop),
  }));
}

/** `by: environment` goes through one environment after the other with all cars. */
function inOrder(train: Train, stops: readonly PlannedStop[]): readonly PlannedStop[] {
  if (train.by === 'car') return stops;
  const place = (stop: PlannedStop) => placeOnPath(train.environments, stop.environment.name);
  return [...stops].sort((a, b) => place(a) - place(b));
}

function withoutRepeats(faults: readonly Fault[]): readonly Fault[] {
  const seen = new Set<string>();
  return faults.filter((fault) => {
    const key = `${fault.path.join('.')} ${fault.message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
