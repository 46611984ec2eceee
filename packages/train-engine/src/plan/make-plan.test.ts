import { describe, expect, it } from 'vitest';
import type { Car, Train } from '../file/train.ts';
import {
  aCar,
  aLifecycle,
  anApproval,
  aServer,
  aTrain,
  environmentOf,
  faultsOf,
  finPay,
  observedCar,
  oneCar,
  planOf,
  stepSmoke,
  tenantOf,
} from '../test-support/friday.ts';
import type { ObservedCar } from './observed.ts';

/** The stops of a one-car train whose car the server says this of. */
function stopsOf(train: Train, there: Partial<ObservedCar>) {
  return planOf(train, aServer(train, { cars: { api: there } })).stops;
}

const [development, staging, production] = ['Development', 'Staging', 'Production'].map((name) =>
  environmentOf('Payments', name),
);
if (!development || !staging || !production) throw new Error('three environments');
const everywhere = [development, staging, production];

describe("FinPay's Friday", () => {
  const train = aTrain();
  const plan = planOf(train, finPay(train));

  it('has nine stops, in order, of which the first of each car comes by itself', () => {
    expect(plan.stops.map(({ id, from, automatic }) => `${id} ${from}${automatic ? ' automatic' : ''}`)).toEqual([
      'payments-api/Development 1.0.0 automatic',
      'payments-api/Staging 1.0.0',
      'payments-api/Production 1.0.0',
      'fraud-detector/Development 1.0.0 automatic',
      'fraud-detector/Staging 1.0.0',
      'fraud-detector/Production 1.0.0',
      'merchant-portal/Development/Acme Corp 1.0.0 automatic',
      'merchant-portal/Staging/Acme Corp 1.0.0',
      'merchant-portal/Production/Acme Corp 1.0.0',
    ]);
  });

  it('lists the two deployments that the server will add', () => {
    expect(plan.added.map(({ id, with: reason }) => [id, reason])).toEqual([
      ['merchant-portal/Development/EuroShop', 'release'],
      ['merchant-portal/Development', 'release'],
    ]);
  });

  it("asks the project's own manual intervention where there is one, else the runbook", () => {
    expect(plan.gates.map(({ id, through, step }) => [id, through, step])).toEqual([
      ['payments-api/Production/approval-1', 'process', 'Approve'],
      ['fraud-detector/Production/approval-1', 'runbook', null],
      ['merchant-portal/Production/approval-1', 'runbook', null],
    ]);
  });

  it('says where each stop is tested', () => {
    expect(plan.stops[2]).toMatchObject({ namespace: 'payments-api-production', context: 'kind-prod' });
  });

  it('plans `by: environment` one environment after the other', () => {
    const byEnvironment = aTrain({ by: 'environment', cars: train.cars.map((car) => ({ ...car, smoke: [] })) });

    expect(
      planOf(byEnvironment, finPay(byEnvironment))
        .stops.map(({ id }) => id)
        .slice(0, 4),
    ).toEqual([
      'payments-api/Development',
      'fraud-detector/Development',
      'merchant-portal/Development/Acme Corp',
      'payments-api/Staging',
    ]);
  });

  it('needs no capitals to be right', () => {
    const shouted = aTrain({
      environments: ['DEVELOPMENT', 'STAGING', 'PRODUCTION'],
      clusters: { DEVELOPMENT: 'kind-dev', STAGING: 'kind-dev', PRODUCTION: 'kind-prod' },
      gates: { PRODUCTION: [anApproval()] },
    });

    const there = planOf(shouted, finPay(train));

    expect(there.stops).toEqual(plan.stops);
    expect(there.gates).toEqual(plan.gates);
  });
});

describe('when a stop has nothing to do', () => {
  const at = (version: string, disturbed = false) => ({
    current: everywhere.map(({ id }) => ({
      environmentId: id,
      tenantId: null,
      version,
      taskId: 'ServerTasks-9',
      disturbed,
    })),
  });

  it.each([
    ['notCurrent', '1.1.0', false, 'unchanged'],
    ['notCurrent', '1.0.0', false, 'deploy'],
    ['notCurrent', '1.2.0', false, 'deploy'],
    ['notCurrent', '1.1.0', true, 'deploy'],
    ['always', '1.1.0', false, 'deploy'],
    ['higher', '1.0.9', false, 'deploy'],
    ['higher', '1.1.0-rc.1', false, 'deploy'],
    ['higher', '1.1.0', false, 'unchanged'],
    ['higher', '1.10.0', false, 'unchanged'],
  ] as const)('`when: %s` with %s there (disturbed: %s) is %s', (when, version, disturbed, action) => {
    const stops = stopsOf(oneCar({ when }), at(version, disturbed));

    expect(stops.map((stop) => stop.action)).toEqual([action, action, action]);
  });

  it('asks no gate for it', () => {
    const train = oneCar({}, { gates: { Production: [anApproval()] } });

    expect(planOf(train, aServer(train, { cars: { api: at('1.1.0') } })).gates).toEqual([]);
  });

  it('tests it again only where a later stop that waits for it will deploy', () => {
    const train = aTrain({
      gates: {},
      cars: [
        aCar({ id: 'before', smoke: [stepSmoke] }),
        aCar({ id: 'beside', smoke: [stepSmoke] }),
        aCar({ id: 'after', after: ['before'] }),
      ],
    });
    const observed = aServer(train, { cars: { before: at('1.1.0'), beside: at('1.1.0') } });

    const verified = planOf(train, observed).stops.filter(({ verify }) => verify);

    expect(verified.map(({ id }) => id)).toEqual(['before/Development', 'before/Staging', 'before/Production']);
  });
});

describe('a lifecycle', () => {
  it('that does not allow the path is a fault', () => {
    const train = oneCar({}, { environments: ['Staging', 'Production'], clusters: {} });
    const lifecycle = aLifecycle(everywhere, []);

    expect(faultsOf(train, aServer(train, { cars: { api: { environments: everywhere, lifecycle } } }))).toEqual([
      'cars.0.project lifecycle-forbids: lifecycle `Default Lifecycle` of api allows Staging only after phase `Development` (Development)',
    ]);
  });

  it('that has no phase for an environment is a fault', () => {
    const train = oneCar();
    const lifecycle = aLifecycle([development, staging], []);

    expect(faultsOf(train, aServer(train, { cars: { api: { lifecycle } } }))).toEqual([
      'cars.0.project lifecycle-forbids: lifecycle `Default Lifecycle` of api has no phase with Production',
    ]);
  });

  it('may be entered later by a release that has gone that way before', () => {
    const train = oneCar({}, { environments: ['Staging', 'Production'], clusters: {} });
    const release = {
      id: 'Releases-1',
      version: '1.1.0',
      blocked: false,
      justCreated: false,
      succeeded: [{ environmentId: development.id, tenantId: null }],
    };
    const there = { environments: everywhere, lifecycle: aLifecycle(everywhere), release };

    expect(stopsOf(train, there).map(({ id, automatic }) => [id, automatic])).toEqual([
      ['api/Staging', false],
      ['api/Production', false],
    ]);
  });

  it('lets an optional phase be left out', () => {
    const train = oneCar({}, { environments: ['Development', 'Production'], clusters: {} });
    const { name, phases } = aLifecycle(everywhere, []);
    const lifecycle = { name, phases: phases.map((phase, at) => ({ ...phase, isOptional: at === 1 })) };

    expect(stopsOf(train, { environments: everywhere, lifecycle })).toHaveLength(2);
  });
});

describe('an automatic phase', () => {
  const staged = { lifecycle: aLifecycle(everywhere, ['Development', 'Staging']) };

  it('after another is a stop that comes by itself', () => {
    expect(stopsOf(oneCar(), staged).map(({ automatic }) => automatic)).toEqual([true, true, false]);
  });

  it.each([
    ['a gate', oneCar({}, { gates: { Staging: [anApproval()] } }), 'before its gate can open'],
    ['smoke tests', oneCar({ smoke: [stepSmoke] }), 'before its smoke tests in Development have passed'],
    [
      'other cars',
      aTrain({ by: 'environment', gates: {}, cars: [aCar({ id: 'api' }), aCar({ id: 'other' })] }),
      'before the other cars have succeeded in Development',
    ],
  ])('that would not wait for %s is a fault', (_, train, why) => {
    expect(faultsOf(train, aServer(train, { cars: { api: staged } }))).toEqual([
      `cars.0.project automatic-phase-behind-gate: Staging is an automatic phase: the server would deploy Payments/api there by itself ${why}`,
    ]);
  });

  it('behind the gate of the first environment waits with the release', () => {
    const train = oneCar({}, { gates: { Development: [anApproval()] } });

    expect(stopsOf(train, {})[0]).toMatchObject({ automatic: true, gates: ['api/Development/approval-1'] });
  });

  it('behind the gate of the first environment is a fault when the release was just created', () => {
    const train = oneCar({}, { gates: { Development: [anApproval()] } });
    const release = { id: 'Releases-1', version: '1.1.0', blocked: false, justCreated: true, succeeded: [] };

    expect(faultsOf(train, aServer(train, { cars: { api: { release } } }))).toEqual([
      expect.stringContaining('automatic-phase-behind-gate'),
    ]);
  });

  it('that follows from one which the server added is listed too', () => {
    const train = oneCar(
      { tenants: { include: ['Acme Corp'], untenanted: false } },
      { environments: ['Development'], clusters: {} },
    );
    const environmentIds = everywhere.map(({ id }) => id);
    const there = {
      ...staged,
      environments: everywhere,
      tenancy: 'Tenanted' as const,
      tenants: ['Acme Corp', 'EuroShop'].map((name) => ({ ...tenantOf(name), environmentIds })),
    };

    const { added } = planOf(train, aServer(train, { cars: { api: there } }));

    expect(added.map(({ id, with: reason }) => [id, reason])).toEqual([
      ['api/Staging/Acme Corp', 'success'],
      ['api/Development/EuroShop', 'release'],
      ['api/Staging/EuroShop', 'success'],
    ]);
  });
});

describe('what the server does not know', () => {
  const base = oneCar();
  const there = observedCar(base, aCar({ id: 'api' }));
  it.each([
    ['space', 'Paymnets', { cars: {}, spaces: [{ id: 'Spaces-1', name: 'Payments' }] }, 'cars.0.project unknown-space'],
    ['project', 'Payments', { cars: {} }, 'cars.0.project unknown-project'],
  ])('a %s', (_, space, change, expected) => {
    const train = oneCar({ space });
    const { cars, ...rest } = change;

    expect(faultsOf(train, { ...aServer(train), ...rest, cars })).toEqual([expect.stringContaining(expected)]);
  });

  it.each<[string, Partial<Car>, Partial<ObservedCar>, string]>([
    ['a disabled project', {}, { disabled: true }, 'cars.0.project project-disabled'],
    ['no such environment', {}, { environments: [development, staging] }, 'environments.2 unknown-environment'],
    ['no such release', { create: false }, {}, 'cars.0.release no-release'],
    [
      'a blocked release',
      {},
      { release: { id: 'Releases-1', version: '1.1.0', blocked: true, justCreated: false, succeeded: [] } },
      'cars.0.release release-blocked',
    ],
    ['no such step', { smoke: [{ kind: 'step', step: 'Smok Test' }] }, {}, 'cars.0.smoke.0.step unknown-step'],
    ['tenants needed', {}, { tenancy: 'Tenanted' }, 'cars.0.tenants tenant-needed'],
    [
      'no tenants taken',
      { tenants: { include: ['Acme Corp'], untenanted: false } },
      { tenancy: 'Untenanted' },
      'cars.0.tenants.include.0 untenanted-project',
    ],
    [
      'a tenant that is not connected',
      { tenants: { include: ['Acme Corp'], untenanted: false } },
      { tenants: [], tenantNames: ['Acme Corp'] },
      'cars.0.tenants.include.0 tenant-not-connected',
    ],
    [
      'a tenant that is not connected everywhere',
      { tenants: { include: ['Acme Corp'], untenanted: false } },
      { tenants: [{ ...tenantOf('Acme Corp'), environmentIds: [development.id, staging.id] }] },
      'cars.0.tenants.include.0 tenant-not-connected: tenant `Acme Corp` is not connected to api in Production',
    ],
    [
      'no such tenant',
      { tenants: { include: ['Acme'], untenanted: false } },
      { tenants: [], tenantNames: ['Acme Corp'] },
      'cars.0.tenants.include.0 unknown-tenant',
    ],
  ])('or says of it: %s', (_, change, said, expected) => {
    const train = oneCar(change);

    expect(
      faultsOf(
        train,
        aServer(train, { cars: { api: { ...there, ...observedCar(train, aCar({ id: 'api', ...change })), ...said } } }),
      ),
    ).toEqual([expect.stringContaining(expected)]);
  });

  it('of several cars, all at once', () => {
    const train = aTrain();

    expect(faultsOf(train, { ...finPay(train), cars: {}, teams: [] })).toHaveLength(3);
  });
});
