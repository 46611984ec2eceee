import fc from 'fast-check';
import type { ApprovalGate, Car, Train } from '../file/train.ts';
import type { Observed, ObservedCar } from '../plan/observed.ts';
import type { Plan } from '../plan/plan.ts';
import type { SmokeResult } from '../run/event.ts';
import {
  aCar,
  aLifecycle,
  anApproval,
  aServer,
  aTrain,
  environmentOf,
  httpSmoke,
  observedCar,
  planOf,
  riskTeam,
  stepSmoke,
  tenantOf,
} from './friday.ts';
import type { Script, Sending } from './script.ts';

/** A train that may leave, the server it meets, and how the Friday goes. */
export interface Friday {
  readonly train: Train;
  readonly observed: Observed;
  readonly plan: Plan;
  readonly script: Script;
}

interface CarShape {
  readonly after: readonly number[];
  readonly tenants: readonly string[] | null;
  readonly smoke: 'none' | 'step' | 'both';
  readonly automatic: boolean;
  /** How many environments have the version already. */
  readonly done: number;
  readonly ownApproval: boolean;
  readonly moreTenants: boolean;
}

const path = ['Development', 'Staging', 'Production'];

const carShape: fc.Arbitrary<CarShape> = fc.record({
  after: fc.uniqueArray(fc.nat(2), { maxLength: 2 }),
  tenants: fc.constantFrom(null, null, ['Acme Corp'], ['Acme Corp', 'EuroShop']),
  smoke: fc.constantFrom('none', 'step', 'both'),
  automatic: fc.boolean(),
  done: fc.constantFrom(0, 0, 0, 1, 3),
  ownApproval: fc.boolean(),
  moreTenants: fc.boolean(),
});

const gates: fc.Arbitrary<readonly ApprovalGate[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  {
    weight: 2,
    arbitrary: fc
      .record({ through: fc.constantFrom('either' as const, 'runbook' as const), notRequester: fc.boolean() })
      .map((change) => [anApproval(change)]),
  },
);

const shape = fc.record({
  cars: fc.array(carShape, { minLength: 1, maxLength: 4 }),
  environments: fc.integer({ min: 1, max: 3 }),
  by: fc.constantFrom('car' as const, 'environment' as const),
  maxParallel: fc.integer({ min: 1, max: 4 }),
  gates: fc.tuple(gates, gates, gates),
});

function trainOf({
  cars,
  environments,
  by,
  maxParallel,
  gates: all,
}: typeof shape extends fc.Arbitrary<infer T> ? T : never) {
  const names = path.slice(0, environments);
  return aTrain({
    environments: names,
    by,
    maxParallel,
    cars: cars.map((each, index): Car => {
      const after = each.after.filter((other) => other < index).map((other) => `car-${other}`);
      const smoke = each.smoke === 'none' ? [] : each.smoke === 'step' ? [stepSmoke] : [stepSmoke, httpSmoke];
      const tenants = each.tenants && { include: each.tenants, untenanted: false };
      return aCar({ id: `car-${index}`, after, smoke, tenants });
    }),
    gates: Object.fromEntries(names.map((name, at) => [name, all[at] ?? []])),
  });
}

function thereOf(train: Train, car: Car, each: CarShape): Partial<ObservedCar> {
  const base = observedCar(train, car);
  const environmentIds = base.environments.map(({ id }) => id);
  const done = environmentIds.slice(0, each.done);
  const last = base.environments.at(-1);
  return {
    lifecycle: aLifecycle(base.environments, each.automatic ? ['Development'] : []),
    tenants:
      car.tenants && each.moreTenants ? [...base.tenants, { ...tenantOf('NordBank'), environmentIds }] : base.tenants,
    current: base.current.map((current) =>
      done.includes(current.environmentId) ? { ...current, version: car.version } : current,
    ),
    release:
      each.done === 0
        ? null
        : {
            id: `Releases-${car.id}`,
            version: car.version,
            blocked: false,
            justCreated: false,
            succeeded: base.current
              .filter((current) => done.includes(current.environmentId))
              .map(({ environmentId, tenantId }) => ({ environmentId, tenantId })),
          },
    manualSteps:
      each.ownApproval && last
        ? [
            {
              name: 'Approve',
              environmentIds: [environmentOf(car.space, last.name).id],
              excludedEnvironmentIds: [],
              teamIds: [riskTeam.id],
            },
          ]
        : [],
  };
}

const sending: fc.Arbitrary<Sending> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Sending>({ is: 'answered' }) },
  { weight: 1, arbitrary: fc.constant<Sending>({ is: 'not-sent' }) },
  {
    weight: 2,
    arbitrary: fc
      .option(fc.integer({ min: 0, max: 110_000 }), { nil: null })
      .map((landsAfterMs): Sending => ({ is: 'lost', landsAfterMs })),
  },
);

/** One value for some of the keys. */
function some<T>(keys: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<Readonly<Record<string, T>>> {
  return fc.tuple(...keys.map(() => fc.option(values, { nil: undefined, freq: 2 }))).map((chosen) =>
    Object.fromEntries(
      keys.flatMap((key, index): [string, T][] => {
        const value = chosen[index];
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  );
}

function scriptOf(plan: Plan, troubled: boolean): fc.Arbitrary<Script> {
  const stops = plan.stops.map(({ id }) => id);
  const gateIds = plan.gates.map(({ id }) => id);
  const http = plan.stops
    .filter((stop) => plan.cars.some((car) => car.id === stop.car && car.smoke.length === 2))
    .map(({ id }) => `${id}#1`);
  const subjects = [...stops.map((id) => `deployment ${id}`), ...gateIds.map((id) => `approval ${id}`)];
  const releases = plan.cars.map(({ id }) => `release ${id}`);
  return fc.record({
    workMs: some(stops, fc.integer({ min: 0, max: 60_000 })),
    automaticAfterMs: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: troubled ? 200_000 : 60_000 })),
    sendings: some(
      [...subjects, ...releases],
      fc.array(troubled ? fc.oneof(sending, fc.constant<Sending>({ is: 'refused' })) : sending, { maxLength: 2 }),
    ),
    answers: some(
      gateIds,
      fc.record({
        by: troubled ? fc.constantFrom('risk', 'requester', 'account') : fc.constant('risk'),
        result: troubled ? fc.constantFrom('Proceed', 'Proceed', 'Abort') : fc.constant('Proceed'),
        afterMs: fc.integer({ min: 0, max: 200_000 }),
      }),
    ),
    smoke: some(
      http,
      troubled
        ? fc.array(fc.constantFrom<SmokeResult>('passed', 'failed', 'inconclusive'), { minLength: 1, maxLength: 4 })
        : fc.constantFrom<SmokeResult[]>(['failed', 'passed'], ['inconclusive', 'failed', 'passed']),
    ),
    failing: troubled ? fc.subarray(stops, { maxLength: Math.min(2, stops.length) }) : fc.constant([]),
  });
}

/** Fridays on which all goes well in the end, or (`troubled`) on which anything may happen. */
export function arbitraryFriday(options: { troubled: boolean }): fc.Arbitrary<Friday> {
  return shape.chain((drawn) => {
    const train = trainOf(drawn);
    const observed = aServer(train, {
      cars: Object.fromEntries(
        train.cars.map((car, index): [string, Partial<ObservedCar>] => {
          const each = drawn.cars[index];
          return [car.id, each ? thereOf(train, car, each) : {}];
        }),
      ),
    });
    const plan = planOf(train, observed);
    return scriptOf(plan, options.troubled).map((script) => ({ train, observed, plan, script }));
  });
}
