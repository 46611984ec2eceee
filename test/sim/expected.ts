import type { Train } from '@octotrain/train-engine';
import { projectName } from './catalogue.ts';
import { type Scenario, type SimCar, trainName, version } from './scenario.ts';

/** Where a car goes, as the scenario says it: worked out here anew, not asked of the engine. */
export interface Place {
  readonly car: SimCar;
  readonly project: string;
  readonly environment: string;
  readonly at: number;
  readonly tenant: string | null;
  /** False: what stands there is what the train wants. */
  readonly deploys: boolean;
}

/** Every place of the train. */
export function placesOf(scenario: Scenario): readonly Place[] {
  return scenario.cars.flatMap((car) =>
    scenario.environments.flatMap((environment, at) =>
      linesOf(car).map((tenant) => {
        const project = projectName(car.space, car.kind);
        return { car, project, environment, at, tenant, deploys: deploys(car, at) };
      }),
    ),
  );
}

function linesOf(car: SimCar): readonly (string | null)[] {
  if (car.tenants === null) return [null];
  return [...car.tenants.include, ...(car.tenants.untenanted ? [null] : [])];
}

function deploys(car: SimCar, at: number): boolean {
  if (!car.before || at >= car.before.environments || car.when === 'always') return true;
  return car.when === 'higher' ? car.before.version < version : car.before.version !== version;
}

/** Whether one place must be done before the other may begin. */
export function isBefore(scenario: Scenario, first: Place, then: Place): boolean {
  if (first.at < then.at && (first.car.id === then.car.id || scenario.by === 'environment')) return true;
  if (!then.car.after.includes(first.car.id)) return false;
  return scenario.by === 'car' || first.at === then.at;
}

/** Whether nothing but disturbances stands between this train and its end: then it must come to a good one. */
export function mustSucceed(scenario: Scenario): boolean {
  const isSick = scenario.cars.some((car) => car.failsIn !== null || (car.sick?.times ?? 0) > 2);
  const isHarmless = (fault: Scenario['faults'][number]) => {
    if (['restart', 'forged', 'blocked'].includes(fault.kind)) return false;
    // Without a record nobody goes on with a run whose disk is lost.
    return scenario.record || fault.kind !== 'kill' || fault.back === 'here';
  };
  return !isSick && scenario.people === 'good' && scenario.faults.every(isHarmless);
}

/** The train, as it would be read from its file. */
export function trainOf(scenario: Scenario): Train {
  return {
    name: trainName,
    description: 'A simulated train',
    environments: scenario.environments,
    by: scenario.by,
    maxParallel: scenario.maxParallel,
    clusters: Object.fromEntries(scenario.environments.map((name) => [name, name])),
    onFailure: 'stop',
    cars: scenario.cars.map(({ id, space, kind, after, tenants, when, smoke }) => ({
      id,
      space,
      project: projectName(space, kind),
      version,
      create: true,
      notes: null,
      after,
      tenants,
      when,
      smoke: smoke.map((each) => (each === 'step' ? { kind: each, step: 'Smoke Test' } : httpSmoke(id))),
    })),
    gates: Object.fromEntries(
      scenario.environments.map((environment) => [
        environment,
        scenario.gates
          .filter((gate) => gate.environment === environment)
          .map(({ teams, notRequester, through }) => ({ kind: 'approval', teams, notRequester, through })),
      ]),
    ),
  };
}

function httpSmoke(service: string): Train['cars'][number]['smoke'][number] {
  const times = { attempts: 3, everyMs: 2_000, timeoutMs: 10_000 };
  return { kind: 'http', service, port: null, path: '/', status: 200, ...times };
}
