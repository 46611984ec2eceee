import type { Car, Train } from '../file/train.ts';
import { checkCar } from './car-faults.ts';
import type { Fault } from './fault.ts';
import { planGates } from './gates.ts';
import { walkLifecycle } from './lifecycle-walk.ts';
import type { Observed, ObservedCar, ObservedCurrent } from './observed.ts';
import type { Plan, PlannedAddition, PlannedGate, PlannedStop, Ref } from './plan.ts';
import { compareVersions } from './version-order.ts';
import { planWarnings } from './warnings.ts';

/** A plan, or everything that keeps the train from leaving. */
export type Planning =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** One line of deployments of a car: a tenant, or null for untenanted. */
interface Line {
  readonly tenant: Ref | null;
}

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
    faults.push(...moves.faults);
    stops.push(...moves.stops);
    added.push(...moves.added);
  });
  if (faults.length > 0) return { ok: false, faults: withoutRepeats(faults) };
  const verified = markVerified(train, stops);
  // A gate of a car that has nothing to deploy there is never asked.
  const asked = new Set(verified.flatMap((stop) => stop.gates));
  const plan: Omit<Plan, 'warnings'> = {
    schemaVersion: 1,
    train: train.name,
    description: train.description,
    by: train.by,
    environments: train.environments,
    maxParallel: train.maxParallel,
    onFailure: train.onFailure,
    requester: observed.requester,
    account: observed.account,
    cars: train.cars.flatMap((car) => {
      const there = observed.cars[car.id];
      if (!there) return [];
      const { space, project, release } = there;
      const { id, version, notes, after, smoke } = car;
      return [{ id, space, project, version, releaseId: release?.id ?? null, notes, after, smoke }];
    }),
    gates: gates.filter((gate) => asked.has(gate.id)),
    stops: verified,
    added,
    approvals: approvalsOf(observed),
  };
  return { ok: true, plan: { ...plan, warnings: planWarnings(plan, train, observed) } };
}

function approvalsOf(observed: Observed): Plan['approvals'] {
  if (!observed.approvals) return null;
  const { space, project, runbook, snapshotId, environments } = observed.approvals;
  return { space, project, runbook, snapshotId, environments };
}

function planMoves(options: {
  train: Train;
  car: Car;
  index: number;
  there: ObservedCar;
  gates: readonly PlannedGate[];
}): { stops: PlannedStop[]; added: PlannedAddition[]; faults: Fault[] } {
  const { train, car, index, there, gates } = options;
  const path = train.environments.flatMap(
    (name) => there.environments.find((environment) => same(environment.name, name)) ?? [],
  );
  const faults: Fault[] = [];
  const stops: PlannedStop[] = [];
  const added: PlannedAddition[] = [];
  const lines = linesOf(car, there);
  for (const line of lines) {
    const own = planLine({ train, car, there, gates, line, path });
    stops.push(...own.stops);
    if (own.refused) faults.push({ path: ['cars', index, 'project'], code: 'lifecycle-forbids', ...own.refused });
  }
  for (const stop of stops) faults.push(...automaticFault(options, stop));
  // What the server adds beyond the stops: every connected tenant, and untenanted where the project allows it. [docs]
  for (const line of everyLine(there)) {
    const mine = stops.filter((stop) => stop.tenant?.id === line.tenant?.id);
    const walk = walkLifecycle({
      car: there,
      path: mine.map((stop) => stop.environment),
      succeeded: succeededOf(there, line),
      connected: connectedOf(there, line),
    });
    for (const environmentId of walk.automatic) {
      const environment = there.environments.find(({ id }) => id === environmentId);
      if (!environment || mine.some((stop) => stop.environment.id === environmentId)) continue;
      if (!stops.some((stop) => stop.action === 'deploy')) continue;
      added.push({ id: stopId(car.id, environment, line.tenant), car: car.id, environment, tenant: line.tenant });
    }
  }
  const order = (stop: PlannedStop) => path.findIndex(({ id }) => id === stop.environment.id);
  stops.sort(
    (a, b) =>
      order(a) - order(b) ||
      lines.findIndex((line) => line.tenant?.id === a.tenant?.id) -
        lines.findIndex((line) => line.tenant?.id === b.tenant?.id),
  );
  return { stops, added, faults };
}

function planLine(options: {
  train: Train;
  car: Car;
  there: ObservedCar;
  gates: readonly PlannedGate[];
  line: Line;
  path: readonly Ref[];
}): { stops: PlannedStop[]; refused: { message: string; hint: string } | null } {
  const { train, car, there, gates, line, path } = options;
  const currents = path.map((environment) => currentOf(there, environment, line));
  const actions = currents.map((current) => actionFor(car, current));
  const succeeded = succeededOf(there, line);
  const walk = walkLifecycle({
    car: there,
    path: path.filter((_, at) => actions[at] === 'deploy'),
    succeeded,
    connected: connectedOf(there, line),
  });
  const stops = path.map((environment, at): PlannedStop => {
    const action = actions[at] ?? 'deploy';
    const key = line.tenant ? `${environment.id}/${line.tenant.id}` : environment.id;
    return {
      id: stopId(car.id, environment, line.tenant),
      car: car.id,
      environment,
      tenant: line.tenant,
      from: currents[at]?.version ?? null,
      action,
      currentTaskId: currents[at]?.taskId ?? null,
      verify: false,
      automatic: action === 'deploy' && walk.automatic.has(environment.id),
      gates:
        action === 'deploy'
          ? gates.filter((gate) => gate.environment.id === environment.id).map((gate) => gate.id)
          : [],
      namespace: there.namespaces[key] ?? null,
      context: train.clusters[environment.name] ?? null,
    };
  });
  return { stops, refused: walk.refused };
}

function automaticFault(options: { train: Train; car: Car; index: number }, stop: PlannedStop): Fault[] {
  const { train, car, index } = options;
  const first = train.environments[0];
  if (!stop.automatic || (first !== undefined && same(stop.environment.name, first))) return [];
  const why =
    stop.gates.length > 0
      ? `before its gate can open`
      : train.by === 'environment' && car.after.length > 0
        ? `before ${car.after.join(', ')} can have succeeded there`
        : undefined;
  if (!why) return [];
  return [
    {
      path: ['cars', index, 'project'],
      code: 'automatic-phase-behind-gate',
      message: `${stop.environment.name} is an automatic phase: the server would deploy ${car.project} there by itself ${why}`,
      hint: `make ${stop.environment.name} a manual phase of the lifecycle, or take the gate away`,
    },
  ];
}

/** Unchanged stops are smoke-tested again only where a later stop will deploy. */
function markVerified(train: Train, stops: readonly PlannedStop[]): PlannedStop[] {
  const smoked = new Set(train.cars.filter((car) => car.smoke.length > 0).map((car) => car.id));
  const lastDeploy = stops.findLastIndex((stop) => stop.action === 'deploy');
  return stops.map((stop, index) => ({
    ...stop,
    verify: stop.action === 'unchanged' && smoked.has(stop.car) && index < lastDeploy,
  }));
}

function actionFor(car: Car, current: ObservedCurrent | undefined): PlannedStop['action'] {
  if (!current || car.when === 'always') return 'deploy';
  if (car.when === 'higher') return compareVersions(car.version, current.version) > 0 ? 'deploy' : 'unchanged';
  return current.version === car.version && !current.disturbed ? 'unchanged' : 'deploy';
}

function linesOf(car: Car, there: ObservedCar): readonly Line[] {
  if (!car.tenants) return [{ tenant: null }];
  const tenants = car.tenants.include.flatMap((name): Line[] => {
    const tenant = there.tenants.find((each) => same(each.name, name));
    return tenant ? [{ tenant: { id: tenant.id, name: tenant.name } }] : [];
  });
  return car.tenants.untenanted ? [...tenants, { tenant: null }] : tenants;
}

function everyLine(there: ObservedCar): readonly Line[] {
  const tenanted =
    there.tenancy === 'Untenanted' ? [] : there.tenants.map(({ id, name }) => ({ tenant: { id, name } }));
  return there.tenancy === 'Tenanted' ? tenanted : [...tenanted, { tenant: null }];
}

function connectedOf(there: ObservedCar, line: Line): ReadonlySet<string> {
  if (!line.tenant) return new Set(there.environments.map(({ id }) => id));
  return new Set(there.tenants.find(({ id }) => id === line.tenant?.id)?.environmentIds ?? []);
}

function succeededOf(there: ObservedCar, line: Line): ReadonlySet<string> {
  const places = there.release?.succeeded ?? [];
  return new Set(
    places.filter((place) => place.tenantId === (line.tenant?.id ?? null)).map((place) => place.environmentId),
  );
}

function currentOf(there: ObservedCar, environment: Ref, line: Line): ObservedCurrent | undefined {
  return there.current.find(
    (current) => current.environmentId === environment.id && current.tenantId === (line.tenant?.id ?? null),
  );
}

function stopId(car: string, environment: Ref, tenant: Ref | null): string {
  return [car, environment.name, ...(tenant ? [tenant.name] : [])].join('/');
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
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
