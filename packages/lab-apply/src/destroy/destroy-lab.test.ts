import type { OctopusClient } from '@octotrain/octopus-client';
import { type State, virtualClock } from '@octotrain/octopus-emulator';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { canonicalState } from '../testing/canonical-state.ts';
import { heldIn } from '../testing/destroyed.ts';
import { finpay, type LabServer, startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { destroyLab } from './destroy-lab.ts';
import { planDestroy } from './plan-destroy.ts';

const lab = finpay();
/** FinPay as it stands after an apply, agents included. */
let standing: State;

beforeAll(async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab });
  await registerAgents({ client: server.client, lab, simulated: true });
  standing = server.emulator.snapshot();
});

async function destroy({ client }: Pick<LabServer, 'client'>, options: { keepPeople?: boolean } = {}) {
  const plan = await planDestroy({ client, lab, ...options });
  return { plan, result: await destroyLab({ client, plan }) };
}

/** Everything comparable, without frozen copies of an earlier life, which stay where nobody can ask for them. */
function alikeIn(state: State): object {
  const { ProcessSnapshots, VariableSnapshots, ...others } = state.documents;
  return canonicalState({ ...state, documents: others });
}

it('leaves a server behind that is like a new one, and has nothing to do then', async () => {
  const server = await startLabServer({ state: standing });
  const untouched = await startLabServer();

  const { result } = await destroy(server);

  expect(result.ok).toBe(true);
  expect(heldIn(server.emulator.snapshot())).toEqual(heldIn(untouched.emulator.snapshot()));
  const { data: spaces } = await server.client.api.GET('/api/spaces/all');
  expect(spaces).toEqual([
    expect.objectContaining({ Id: 'Spaces-1', Name: 'Default', Description: '', TaskQueueStopped: false }),
  ]);
  expect(await planDestroy({ client: server.client, lab })).toMatchObject({ spaces: [], removals: [], unknown: [] });
});

it('makes room for an apply that ends as on an empty server', async () => {
  const server = await startLabServer({ state: standing });
  await destroy(server);

  const { result } = await applyLab({ client: server.client, lab });
  await registerAgents({ client: server.client, lab, simulated: true });

  expect(result.ok).toBe(true);
  expect((await planLab({ client: server.client, lab })).writes).toEqual([]);
  expect(alikeIn(server.emulator.snapshot())).toEqual(alikeIn(standing));
});

it('writes nothing while it plans, and says what goes and where', async () => {
  const server = await startLabServer({ state: standing });

  const plan = await planDestroy({ client: server.client, lab });

  expect(server.writes()).toEqual([]);
  expect(plan.spaces.map(({ space, fate }) => [space.Name, fate]).toSorted()).toEqual([
    ['Merchants', 'deleted'],
    ['Payments', 'deleted'],
    ['Platform', 'emptied'],
  ]);
  expect(plan.removals.map(({ address }) => `${address.kind} ${address.space ?? ''} ${address.name}`)).toEqual(
    expect.arrayContaining([
      'project Platform cluster-ops',
      'deployment target Platform platform-dev',
      'environment Platform Development',
      'team  Risk Team',
      'user  alex.rivera',
      'user role  Train Runner',
    ]),
  );
  expect(plan.removals.filter(({ address }) => address.space === 'Payments')).toEqual([]);
  expect(plan).toMatchObject({ unknown: [], openTasks: [], spared: [] });
});

it('keeps people when it is asked to, and never removes the account that asks', async () => {
  const server = await startLabServer({ state: standing });
  const me = await server.client.me();
  const withMe = {
    ...lab,
    users: [...lab.users, { username: me.Username, displayName: 'Me', email: '', isService: false }],
  };

  const kept = await planDestroy({ client: server.client, lab, keepPeople: true });
  const mine = await planDestroy({ client: server.client, lab: withMe });

  expect(kept.removals.filter(({ address }) => address.kind === 'user')).toEqual([]);
  expect(kept.spared.map(({ reason }) => reason)).toEqual(lab.users.map(() => 'people are to be kept'));
  expect(mine.spared).toEqual([
    { address: { kind: 'user', name: me.Username }, reason: 'it is the account that asks' },
  ]);
});

it('keeps a person and a role that a team of others counts on, and removes the rest', async () => {
  const server = await startLabServer({ state: standing });
  const { api, users } = server.client;
  const nina = await users.get('nina.okafor');
  const { data: roles } = await api.GET('/api/userroles/all');
  const approver = roles.find(({ Name }) => Name === 'Release Approver');
  const { data: team } = await api.POST('/api/teams', { body: { Name: 'Auditors', MemberUserIds: [nina.Id] } });
  await api.POST('/api/scopeduserroles', {
    body: { TeamId: team.Id, UserRoleId: approver?.Id ?? '', SpaceId: 'Spaces-1' },
  });

  const { plan, result } = await destroy(server);

  expect(result.ok).toBe(true);
  expect(plan.spared.map(({ address, reason }) => `${address.kind} ${address.name}: ${reason}`).toSorted()).toEqual([
    'user nina.okafor: it is also in the team Auditors',
    'user role Release Approver: the team Auditors has it',
  ]);
  const { data: left } = await api.GET('/api/users/all');
  expect(left.map(({ Username }) => Username)).toContain('nina.okafor');
  expect(left.map(({ Username }) => Username)).not.toContain('alex.rivera');
});

it('takes the fingerprints of secrets for the lab’s own, and removes them with it', async () => {
  const withKey = { ...shopLab(), fingerprints: { key: { env: 'LAB_FINGERPRINT_KEY', optional: false } } };
  const server = await startLabServer();
  const { client } = server;
  const secrets = shopSecrets({ LAB_FINGERPRINT_KEY: 'a key that is long enough' });
  await applyLab({ client, lab: withKey, secrets });

  const plan = await planDestroy({ client, lab: withKey });
  const result = await destroyLab({ client, plan });

  expect(plan.spaces.flatMap(({ holds }) => holds.map(({ name }) => name))).toContain('Lab Fingerprints');
  expect(plan.unknown).toEqual([]);
  expect(result.ok).toBe(true);
  expect(await planDestroy({ client, lab: withKey })).toMatchObject({ spaces: [], removals: [] });
});

it('does not touch a default space that was never the lab’s', async () => {
  const server = await startLabServer();
  const { api } = server.client;
  const params = { path: { spaceId: 'Spaces-1' as const } };
  await api.POST('/api/{spaceId}/environments', { params, body: { Name: 'Precious' } });

  const { plan } = await destroy(server);

  expect(plan).toMatchObject({ spaces: [], removals: [], unknown: [] });
  const { data } = await api.GET('/api/{spaceId}/environments/all', { params });
  expect(data.map(({ Name }) => Name)).toEqual(['Precious']);
});

describe('what the lab does not know', () => {
  type Meddling = (client: OctopusClient, spaceId: string) => Promise<unknown>;
  const named =
    (path: '/api/{spaceId}/environments' | '/api/{spaceId}/tenants' | '/api/{spaceId}/tagsets'): Meddling =>
    ({ api }, spaceId) =>
      api.POST(path, { params: { path: { spaceId } }, body: { Name: 'Mine' } as never });

  it.each<[string, string, Meddling]>([
    ['environment Mine', 'an environment', named('/api/{spaceId}/environments')],
    ['tenant Mine', 'a tenant', named('/api/{spaceId}/tenants')],
    [
      'machine policy Mine',
      'a machine policy',
      ({ api }, spaceId) =>
        api.POST('/api/{spaceId}/machinepolicies', { params: { path: { spaceId } }, body: { Name: 'Mine' } }),
    ],
    [
      'worker pool Mine',
      'a worker pool',
      ({ api }, spaceId) =>
        api.POST('/api/{spaceId}/workerpools', {
          params: { path: { spaceId } },
          body: { Name: 'Mine', WorkerPoolType: 'StaticWorkerPool' },
        }),
    ],
    [
      'script module Mine',
      'a script module',
      ({ api }, spaceId) =>
        api.POST('/api/{spaceId}/libraryvariablesets', {
          params: { path: { spaceId } },
          body: { Name: 'Mine', ContentType: 'ScriptModule' },
        }),
    ],
    [
      'team role Mine / Project Viewer',
      'a role of a team of others in it',
      async ({ api }, spaceId) => {
        const { data: team } = await api.POST('/api/teams', { body: { Name: 'Mine', MemberUserIds: [] } });
        const { data: roles } = await api.GET('/api/userroles/all');
        const UserRoleId = roles.find(({ Name }) => Name === 'Project Viewer')?.Id ?? '';
        return api.POST('/api/scopeduserroles', { body: { TeamId: team.Id, UserRoleId, SpaceId: spaceId } });
      },
    ],
  ])('is named: %s', async (title, _what, meddle) => {
    const server = await startLabServer({ state: standing });
    const { id } = await server.client.space('Payments');
    await meddle(server.client, id);

    const plan = await planDestroy({ client: server.client, lab });

    expect(plan.unknown.map(({ kind, name, space }) => `${kind} ${name} in ${space}`)).toEqual([
      `${title} in Payments`,
    ]);
  });

  it('in the default space goes with the rest, in an order that the server accepts', async () => {
    const server = await startLabServer({ state: standing });
    const { api } = server.client;
    const params = { path: { spaceId: 'Spaces-1' as const } };
    const { data: policy } = await api.POST('/api/{spaceId}/machinepolicies', { params, body: { Name: 'Mine' } });
    const { data: environment } = await api.POST('/api/{spaceId}/environments', { params, body: { Name: 'Mine' } });
    const { data: machines } = await api.GET('/api/{spaceId}/machines/all', { params });
    const [machine] = machines;
    if (machine === undefined) throw new Error('Platform has agents');
    await api.POST('/api/{spaceId}/machines', {
      params,
      body: { ...machine, Name: 'mine', EnvironmentIds: [environment.Id], MachinePolicyId: policy.Id },
    });

    const { plan, result } = await destroy(server);

    expect(plan.unknown.map(({ name }) => name).toSorted()).toEqual(['Mine', 'Mine', 'mine']);
    expect(result.ok).toBe(true);
    expect(heldIn(server.emulator.snapshot())).toEqual(heldIn((await startLabServer()).emulator.snapshot()));
  });
});

describe('a task that has not ended', () => {
  /** Time stands still there, so that what has begun does not end. */
  const startStill = () => startLabServer({ state: standing, clock: virtualClock(Date.now()) });

  async function migrate({ client }: LabServer): Promise<string> {
    const space = await client.space('Payments');
    const { taskIds } = await space.runbooks.run({
      project: 'payments-api',
      runbook: 'Run DB Migration',
      environments: ['Staging'],
      variables: { MigrationName: 'V1' },
    });
    return taskIds[0] ?? '';
  }

  it('is named by the plan, with its space', async () => {
    const server = await startStill();
    const id = await migrate(server);

    const { openTasks } = await planDestroy({ client: server.client, lab });

    expect(openTasks).toEqual([
      { space: 'Payments', id, description: expect.stringContaining('Run DB Migration'), state: expect.any(String) },
    ]);
  });

  it('keeps everything when it began after the plan was made; queues run again', async () => {
    const server = await startStill();
    const plan = await planDestroy({ client: server.client, lab });
    const id = await migrate(server);
    const before = heldIn(server.emulator.snapshot());

    const result = await destroyLab({ client: server.client, plan });

    expect(result).toEqual({ ok: false, openTasks: [expect.objectContaining({ id, space: 'Payments' })] });
    expect(heldIn(server.emulator.snapshot())).toEqual(before);
    const { data: spaces } = await server.client.api.GET('/api/spaces/all');
    expect(spaces.map(({ TaskQueueStopped }) => TaskQueueStopped)).toEqual([false, false, false]);
  });
});
