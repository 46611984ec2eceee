import type { Car, Train } from '../file/train.ts';
import type { Fault } from './fault.ts';
import { walkLifecycle } from './lifecycle-walk.ts';
import { connectedOf, currentOf, everyLine, type Line, linesOf, stopId, succeededOf } from './lines.ts';
import type { ObservedCar, ObservedCurrent } from './observed.ts';
import { sameName } from './order.ts';
import type { PlannedAddition, PlannedGate, PlannedStop, Ref } from './plan.ts';
import { compareVersions } from './version-order.ts';

/** A car on its way, with what is planned of it so far. */
export interface Moving {
  readonly train: Train;
  readonly car: Car;
  readonly index: number;
  readonly there: ObservedCar;
  readonly gates: readonly PlannedGate[];
}

/** A place of the path: the name that the file uses, and the environment of the car's space. */
interface Place {
  readonly name: string;
  readonly environment: Ref;
}

/** The stops of one car, what the server will add beside them, and what its lifecycle forbids. */
export function planMoves(moving: Moving): { stops: PlannedStop[]; added: PlannedAddition[]; faults: Fault[] } {
  const { train, car, index, there } = moving;
  const path = train.environments.flatMap((name): Place[] => {
    const environment = there.environments.find((each) => sameName(each.name, name));
    return environment ? [{ name, environment }] : [];
  });
  const planned = linesOf(car, there).map((line) => planLine(moving, line, path));
  const stops = path.flatMap((_, at) => planned.flatMap((line) => line.stops[at] ?? []));
  const faults = planned.flatMap(({ refused }): Fault[] =>
    refused ? [{ path: ['cars', index, 'project'], code: 'lifecycle-forbids', ...refused }] : [],
  );
  return { stops, added: stops.some(({ action }) => action === 'deploy') ? additions(moving, stops) : [], faults };
}

function planLine(
  { train, car, there, gates }: Moving,
  line: Line,
  path: readonly Place[],
): { stops: PlannedStop[]; refused: { message: string; hint: string } | null } {
  const currents = path.map(({ environment }) => currentOf(there, environment, line));
  const actions = currents.map((current) => actionFor(car, current));
  const walk = walkLifecycle({
    car: there,
    path: path.flatMap(({ environment }, at) => (actions[at] === 'deploy' ? [environment] : [])),
    succeeded: succeededOf(there, line),
    connected: connectedOf(there, line),
  });
  const stops = path.map(({ name, environment }, at): PlannedStop => {
    const action = actions[at] ?? 'deploy';
    const key = line.tenant ? `${environment.id}/${line.tenant.id}` : environment.id;
    const asked = action === 'deploy' ? gates.filter((gate) => gate.environment.id === environment.id) : [];
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
      gates: asked.map((gate) => gate.id),
      namespace: there.namespaces[key] ?? null,
      context: train.clusters[name] ?? null,
    };
  });
  const refused = walk.refused && { message: walk.refused.message, hint: walk.refused.hint };
  return { stops, refused };
}

function actionFor(car: Car, current: ObservedCurrent | undefined): PlannedStop['action'] {
  if (!current || car.when === 'always') return 'deploy';
  if (car.when === 'higher') return compareVersions(car.version, current.version) > 0 ? 'deploy' : 'unchanged';
  return current.version === car.version && !current.disturbed ? 'unchanged' : 'deploy';
}

function additions({ car, there }: Moving, stops: readonly PlannedStop[]): PlannedAddition[] {
  return everyLine(there).flatMap((line) => {
    const mine = stops.filter((stop) => stop.tenant?.id === line.tenant?.id);
    const walk = walkLifecycle({
      car: there,
      path: mine.filter(({ action }) => action === 'deploy').map(({ environment }) => environment),
      succeeded: succeededOf(there, line),
      connected: connectedOf(there, line),
    });
    return [...walk.automatic].flatMap(([environmentId, reason]): PlannedAddition[] => {
      const environment = there.environments.find(({ id }) => id === environmentId);
      if (!environment || mine.some((stop) => stop.environment.id === environmentId)) return [];
      const id = stopId(car.id, environment, line.tenant);
      return [{ id, car: car.id, environment, tenant: line.tenant, with: reason }];
    });
  });
}
