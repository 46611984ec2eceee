import { describe, expect, it } from 'vitest';
import { loadTrain } from './load-train.ts';

const head = `version: 1
train: friday
environments: [Development, Staging, Production]
`;

const friday = `${head}clusters: { Development: kind-dev, Staging: kind-dev, Production: kind-prod }
cars:
  - project: Payments/payments-api
    release: { version: 1.1.0, create: ifMissing }
    smoke:
      - step: Smoke Test
      - http: { service: payments-api, path: /, status: 200 }
      - rollout: payments-api
  - project: Payments/Fraud Detector
    release: 1.1.0
  - project: Merchants/merchant-portal
    release: { version: 1.1.0, create: ifMissing, notes: Acme }
    tenants: { include: [Acme Corp] }
    after: payments-api
gates:
  Production:
    - approval: { teams: [Risk Team] }
`;

/** `line:column code: message · hint` for everything that is wrong. */
function problems(text: string): readonly string[] {
  const loaded = loadTrain({ text, file: 'friday.yaml' });
  if (loaded.ok) return [];
  return loaded.problems.map(
    ({ line, column, code, message, hint }) => `${line}:${column} ${code}: ${message}${hint ? ` · ${hint}` : ''}`,
  );
}

describe('loadTrain', () => {
  it('fills in the defaults', () => {
    const loaded = loadTrain({ text: friday, file: 'friday.yaml' });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
    const { value } = loaded;

    expect(value).toMatchObject({ name: 'friday', description: '', by: 'car', maxParallel: 4, onFailure: 'stop' });
    expect(value.cars.map(({ id, space, project, after }) => [id, space, project, after])).toEqual([
      ['payments-api', 'Payments', 'payments-api', []],
      ['fraud-detector', 'Payments', 'Fraud Detector', ['payments-api']],
      ['merchant-portal', 'Merchants', 'merchant-portal', ['payments-api']],
    ]);
    expect(
      value.cars.map(({ version, create, notes, when, tenants }) => [version, create, notes, when, tenants]),
    ).toEqual([
      ['1.1.0', true, null, 'notCurrent', null],
      ['1.1.0', false, null, 'notCurrent', null],
      ['1.1.0', true, 'Acme', 'notCurrent', { include: ['Acme Corp'], untenanted: false }],
    ]);
    expect(value.cars[0]?.smoke).toEqual([
      { kind: 'step', step: 'Smoke Test' },
      {
        kind: 'http',
        service: 'payments-api',
        port: null,
        path: '/',
        status: 200,
        attempts: 3,
        everyMs: 2_000,
        timeoutMs: 10_000,
      },
      { kind: 'rollout', deployment: 'payments-api', timeoutMs: 120_000 },
    ]);
    expect(value.gates).toEqual({
      Production: [{ kind: 'approval', teams: ['Risk Team'], notRequester: true, through: 'either' }],
    });
  });

  it('keeps the place of each value, for what only the server can find', () => {
    const loaded = loadTrain({ text: friday, file: 'friday.yaml' });

    expect(loaded.ok && loaded.at(['cars', 2, 'tenants', 'include', 0])).toMatchObject({ line: 16, column: 26 });
  });

  const car = 'cars:\n  - project: Payments/payments-api\n    release: 1.1.0\n';
  it.each([
    ['a misspelt key', `${head}${car}    smok: []\n`, ['7:5 unknown-key: unknown key `smok` · did you mean `smoke`?']],
    [
      'a misspelt key beside an unknown car',
      `${head}${car}    smok: []\n    after: [payment-api]\n`,
      [
        '7:5 unknown-key: unknown key `smok` · did you mean `smoke`?',
        '8:13 unknown-car: no car `payment-api` in this train · did you mean `payments-api`?',
      ],
    ],
    [
      'an unknown car',
      `${head}${car}    after: portal\n`,
      ['7:12 unknown-car: no car `portal` in this train · the cars are: payments-api'],
    ],
    [
      'a car that comes after itself',
      `${head}${car}    after: payments-api\n`,
      [
        '7:12 cycle: these cars wait for each other: payments-api → payments-api · take one of them out of `after`; a car without `after` comes after the car before it',
      ],
    ],
    [
      'a circle that the order of the file closes',
      `${head}${car}    after: portal\n  - { project: Merchants/portal, release: 1.0.0 }\n`,
      [
        '7:12 cycle: these cars wait for each other: payments-api → portal → payments-api · take one of them out of `after`; a car without `after` comes after the car before it',
      ],
    ],
    [
      'two cars of one id, without calling that a circle',
      `${head}${car}  - project: Merchants/Payments API\n    release: 1.1.0\n`,
      ['7:14 duplicate-car: car `payments-api` is already the first car · give one of them another `id`'],
    ],
    [
      'a project whose name gives no id',
      `${head}cars:\n  - project: Payments/Ω\n    release: 1.1.0\n`,
      [
        '5:14 bad-car-id: car id `` may hold letters, digits, dot, dash and underscore only, and starts with a letter or digit · give the car an `id` of such letters',
      ],
    ],
    [
      'a smoke test that asks a cluster which is not named',
      `${head}clusters: { Development: kind, Staging: kind }\n${car}    smoke: [{ http: { service: api } }]\n`,
      [
        '8:13 no-cluster: this smoke test asks a cluster, and `clusters` names none for Production · add clusters: { Production: <kubeconfig context> }',
      ],
    ],
    [
      'two smoke tests in one entry',
      `${head}${car}    smoke: [{ step: a, step2: b }, {}]\n`,
      [
        '7:24 unknown-key: unknown key `step2` · did you mean `step`?',
        '7:36 smoke-kind: a smoke test needs step, rollout or http · write one list entry for each smoke test',
      ],
    ],
    [
      'an environment twice, whatever its capitals',
      `version: 1\ntrain: friday\nenvironments: [Staging, staging]\n${car}`,
      ['3:25 duplicate-environment: staging is already on the path · leave it out'],
    ],
    [
      'gates and clusters off the path',
      `${head}${car}gates: { Produktion: [] }\nclusters: { Moon: kind }\n`,
      [
        "7:22 unknown-environment: environment `Produktion` is not on this train's path · did you mean `Production`?",
        "8:19 unknown-environment: environment `Moon` is not on this train's path · the path is: Development, Staging, Production",
      ],
    ],
    [
      'a gate that asks nothing',
      `${head}${car}gates: { Production: [{}] }\n`,
      ['7:23 empty-gate: a gate that asks nothing · write approval: { teams: [Team name] }, or take the entry away'],
    ],
    [
      'tenants that name none, or one twice',
      `${head}${car}    tenants: {}\n  - project: Merchants/portal\n    release: 1.1.0\n    tenants: { include: [Acme, ACME] }\n`,
      [
        '7:14 no-tenant: names no tenant · write include: [Tenant name], or untenanted: true',
        '10:32 duplicate-tenant: tenant `ACME` is already in the list · leave it out',
      ],
    ],
    [
      'a car without a release',
      `${head}cars:\n  - project: Payments/payments-api\n`,
      ['5:5 missing-key: `release` is missing · add it: release: { version: 1.1.0, create: ifMissing }'],
    ],
    [
      'a version that YAML reads as a number',
      `${head}cars:\n  - project: Payments/payments-api\n    release: { version: 1.10 }\n`,
      ['6:25 wrong-type: `version` must be a text, not a number (`1.1`) · put it in quotes: "1.10"'],
    ],
  ])('refuses %s', (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  it.each([
    ['retry: 2', '7:8', 'retry'],
    ['onFailure: rollback', '7:12', 'onFailure: rollback'],
    ['    runbook: Migrate', '7:14', 'runbook'],
    ['    channel: Hotfix', '7:14', 'channel'],
    ['    tenants: { tags: [a/b] }', '7:22', 'tags'],
    ['    smoke: [{ command: x }]', '7:24', 'command'],
    ['gates: { Production: [{ soak: 5m }] }', '7:31', 'soak'],
    ['gates: { Production: [{ approval: { teams: [Risk Team], min: 2 } }] }', '7:62', 'min'],
  ])('refuses `%s` as not built yet', (line, place, key) => {
    expect(problems(`${head}${car}${line}\n`)).toEqual([
      expect.stringContaining(`${place} not-built: \`${key}\` is part of the format and not built yet`),
    ]);
  });

  it.each(['{ match: 1.1.* }', '{ inEnvironment: Staging }', '{ version: 1.1.0, packages: { a: 1 } }'])(
    'refuses `release: %s` as not built yet, and asks for no version',
    (release) => {
      const found = problems(`${head}cars:\n  - project: Payments/payments-api\n    release: ${release}\n`);

      expect(found).toEqual([expect.stringContaining('not-built')]);
    },
  );

  it('says where YAML breaks', () => {
    expect(problems('version: 1\ntrain: friday\nenvironments: [Development\ncars: []\n')[0]).toMatch(
      /^4:1 yaml-syntax: not valid YAML/,
    );
  });

  it('never throws, whatever the text', () => {
    for (const text of ['', '[]', '- a', 'cars: 3', 'cars: [null]', '&a [*a]', 'gates: { a: [null] }']) {
      expect(problems(text).length).toBeGreaterThan(0);
    }
  });
});
