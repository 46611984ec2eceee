import type { ApprovalGate, Car, Smoke, Train } from '../file/train.ts';
import { makePlan } from '../plan/make-plan.ts';
import type { Observed, ObservedCar, ObservedLifecycle } from '../plan/observed.ts';
import type { Person, Plan, Ref } from '../plan/plan.ts';
import type { Settings, StartedEvent } from '../run/event.ts';

export const requester: Person = { id: 'Users-1', username: 'maria', displayName: 'Maria' };
export const account: Person = { id: 'Users-2', username: 'friday-train', displayName: 'Friday train' };
export const riskLead: Person = { id: 'Users-3', username: 'rita', displayName: 'Rita' };
export const riskTeam: Ref = { id: 'Teams-7', name: 'Risk Team' };
export const settings: Settings = { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 1_000 };

export function aCar(change: Partial<Car> & Pick<Car, 'id'>): Car {
  return {
    space: 'Payments',
    project: change.id,
    version: '1.1.0',
    create: true,
    notes: null,
    after: [],
    tenants: null,
    when: 'notCurrent',
    smoke: [],
    ...change,
  };
}

export const stepSmoke: Smoke = { kind: 'step', step: 'Smoke Test' };
export const httpSmoke: Smoke = {
  kind: 'http',
  service: 'payments-api',
  port: null,
  path: '/',
  status: 200,
  attempts: 3,
  everyMs: 2_000,
  timeoutMs: 10_000,
};

export function anApproval(change: Partial<ApprovalGate> = {}): ApprovalGate {
  return { kind: 'approval', teams: [riskTeam.name], notRequester: true, through: 'either', ...change };
}

/** FinPay's Friday: three projects in two spaces, one approval. */
export function aTrain(change: Partial<Train> = {}): Train {
  return {
    name: 'friday',
    description: 'Refund flow',
    environments: ['Development', 'Staging', 'Production'],
    by: 'car',
    maxParallel: 4,
    clusters: { Development: 'kind-dev', Staging: 'kind-dev', Production: 'kind-prod' },
    cars: [
      aCar({ id: 'payments-api', smoke: [stepSmoke, httpSmoke] }),
      aCar({ id: 'fraud-detector', after: ['payments-api'] }),
      aCar({
        id: 'merchant-portal',
        space: 'Merchants',
        after: ['fraud-detector'],
        tenants: { include: ['Acme Corp'], untenanted: false },
      }),
    ],
    gates: { Production: [anApproval()] },
    onFailure: 'stop',
    ...change,
  };
}

export function environmentOf(space: string, name: string): Ref {
  return { id: `Environments-${space}-${name}`, name };
}

export function tenantOf(name: string): Ref {
  return { id: `Tenants-${name}`, name };
}

/** One phase for each environment; those named are automatic. */
export function aLifecycle(
  environments: readonly Ref[],
  automatic: readonly string[] = ['Development'],
): ObservedLifecycle {
  return {
    name: 'Default Lifecycle',
    phases: environments.map(({ id, name }) => ({
      name,
      automatic: automatic.includes(name) ? [id] : [],
      optional: automatic.includes(name) ? [] : [id],
      minimum: 0,
      isOptional: false,
    })),
  };
}

/** What the server says of a car when all that the train names is there, 1.0.0 stands everywhere and 1.1.0 does not exist yet. */
export function observedCar(train: Train, car: Car, change: Partial<ObservedCar> = {}): ObservedCar {
  const environments = train.environments.map((name) => environmentOf(car.space, name));
  const tenants = (car.tenants?.include ?? []).map((name) => ({
    ...tenantOf(name),
    environmentIds: environments.map(({ id }) => id),
  }));
  const everyone = tenants.map(({ id }): string | null => id).concat(tenants.length === 0 ? [null] : []);
  return {
    space: { id: `Spaces-${car.space}`, name: car.space },
    project: { id: `Projects-${car.project}`, name: car.project },
    disabled: false,
    tenancy: car.tenants ? 'TenantedOrUntenanted' : 'Untenanted',
    environments,
    lifecycle: aLifecycle(environments),
    tenants,
    tenantNames: tenants.map(({ name }) => name),
    release: null,
    current: environments.flatMap(({ id }) =>
      everyone.map((tenantId) => ({
        environmentId: id,
        tenantId,
        version: '1.0.0',
        taskId: `ServerTasks-old-${id}-${tenantId ?? ''}`,
        disturbed: false,
      })),
    ),
    manualSteps: [],
    stepNames: ['Deploy', 'Smoke Test'],
    namespaces: Object.fromEntries(environments.map(({ id, name }) => [id, `${car.project}-${name.toLowerCase()}`])),
    ...change,
  };
}

/** A server on which the train may leave; `cars` changes what it says of some of them. */
export function aServer(
  train: Train,
  change: { cars?: Readonly<Record<string, Partial<ObservedCar>>> } & Partial<Omit<Observed, 'cars'>> = {},
): Observed {
  const { cars = {}, ...rest } = change;
  const spaces = [...new Set(train.cars.map((car) => car.space))];
  return {
    account,
    requester,
    spaces: spaces.map((name) => ({ id: `Spaces-${name}`, name })),
    cars: Object.fromEntries(train.cars.map((car) => [car.id, observedCar(train, car, cars[car.id])])),
    projects: Object.fromEntries(
      spaces.map((name) => [name, train.cars.filter((car) => car.space === name).map((car) => car.project)]),
    ),
    teams: [{ ...riskTeam, memberIds: [requester.id, riskLead.id], spaceId: null }],
    approvals: {
      space: { id: 'Spaces-Platform', name: 'Platform' },
      project: { id: 'Projects-Trains', name: 'Release Trains' },
      runbook: { id: 'Runbooks-1', name: 'Train Approval' },
      snapshotId: 'RunbookSnapshots-1',
      environments: Object.fromEntries(train.environments.map((name) => [name, `Environments-Platform-${name}`])),
      teams: [riskTeam.name],
    },
    record: {
      space: { id: 'Spaces-Platform', name: 'Platform' },
      project: { id: 'Projects-Trains', name: 'Release Trains' },
      variableSetId: 'variableset-Projects-Trains',
    },
    contexts: ['kind-dev', 'kind-prod'],
    ...rest,
  };
}

/** FinPay's server: EuroShop is connected to merchant-portal too, which also deploys untenanted. */
export function finPay(train: Train): Observed {
  const environments = train.environments.map((name) => environmentOf('Merchants', name));
  const environmentIds = environments.map(({ id }) => id);
  return aServer(train, {
    cars: {
      'payments-api': {
        manualSteps: [
          {
            name: 'Approve',
            environmentIds: [environmentOf('Payments', 'Production').id],
            excludedEnvironmentIds: [],
            teamIds: [riskTeam.id],
          },
        ],
      },
      'merchant-portal': {
        tenants: ['Acme Corp', 'EuroShop'].map((name) => ({ ...tenantOf(name), environmentIds })),
        tenantNames: ['Acme Corp', 'EuroShop'],
      },
    },
  });
}

/** The plan of a train that may leave; throws its faults otherwise. */
export function planOf(train: Train, observed: Observed = aServer(train)): Plan {
  const planning = makePlan(train, observed);
  if (!planning.ok) throw new Error(JSON.stringify(planning.faults, null, 2));
  return planning.plan;
}

export function aStart(change: Partial<StartedEvent> = {}): StartedEvent {
  return { type: 'started', run: 'friday-20260102-abcdef', planHash: 'hash', settings, at: 1_000_000, ...change };
}

/** What keeps a train from leaving: `path code: message`. */
export function faultsOf(train: Train, observed: Observed): readonly string[] {
  const planning = makePlan(train, observed);
  return planning.ok ? [] : planning.faults.map(({ path, code, message }) => `${path.join('.')} ${code}: ${message}`);
}

/** A train of the one car `api`, without gates. */
export function oneCar(change: Partial<Car> = {}, train: Partial<Train> = {}): Train {
  return aTrain({ cars: [aCar({ id: 'api', ...change })], gates: {}, ...train });
}
