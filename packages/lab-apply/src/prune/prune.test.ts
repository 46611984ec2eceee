import type { OctopusClient } from '@octotrain/octopus-client';
import type { State } from '@octotrain/octopus-emulator';
import { expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { canonicalState } from '../testing/canonical-state.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { applyPrune } from './apply-prune.ts';
import { planPrune } from './plan-prune.ts';

const [lab, secrets] = [shopLab(), shopSecrets()];

/** Something beside the file of many kinds, which refer to each other. */
async function addBeside({ api, space }: OctopusClient): Promise<void> {
  const { id: spaceId } = await space('Shop');
  const params = { path: { spaceId } };
  const environment = (await api.POST('/api/{spaceId}/environments', { params, body: { Name: 'Sandbox' } })).data;
  const Phases = [{ Name: 'Sandbox', OptionalDeploymentTargets: [environment.Id] }];
  const lifecycle = (await api.POST('/api/{spaceId}/lifecycles', { params, body: { Name: 'Loose', Phases } })).data;
  const group = (await api.POST('/api/{spaceId}/projectgroups', { params, body: { Name: 'Toys' } })).data;
  const body = { Name: 'toy', ProjectGroupId: group.Id, LifecycleId: lifecycle.Id };
  const project = (await api.POST('/api/{spaceId}/projects', { params, body })).data;
  await api.POST('/api/{spaceId}/runbooks', { params, body: { Name: 'Play', ProjectId: project.Id } });
  await api.POST('/api/{spaceId}/channels', { params, body: { Name: 'Beta', ProjectId: project.Id } });
  const channels = (
    await api.GET('/api/{spaceId}/projects/{id}/channels', { params: { path: { spaceId, id: project.Id } } })
  ).data;
  await api.POST('/api/{spaceId}/releases', {
    params,
    body: { ProjectId: project.Id, ChannelId: channels.Items[0]?.Id ?? '', Version: '1.0.0' },
  });
  await api.POST('/api/{spaceId}/tenants', { params, body: { Name: 'Visitor' } });
  await api.POST('/api/users', { body: { Username: 'bob', DisplayName: 'Bob', EmailAddress: '' } });
  await api.POST('/api/userroles', { body: { Name: 'Player' } });
  await api.POST('/api/teams', { body: { Name: 'Players' } });
}

const names = (of: readonly { address: { kind: string; name: string } }[]) =>
  of.map(({ address: { kind, name } }) => `${kind} ${name}`).toSorted();

/** What a release was made of outlives it on the server. */
function withoutHistory(state: State) {
  const { ProcessSnapshots: _processes, VariableSnapshots: _variables, ...others } = canonicalState(state);
  return others;
}

async function shopServer() {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab, secrets });
  return server;
}

it('removes what the file does not name, with its parts and in its order, and nothing else', async () => {
  const server = await shopServer();
  const before = withoutHistory(server.emulator.snapshot());
  await addBeside(server.elsewhere);
  const { client } = server;
  const plan = await planLab({ client, lab });

  const prune = await planPrune({ client, plan });
  const result = await applyPrune({ client, plan, prune });

  expect(names(prune.removals)).toEqual([
    'environment Sandbox',
    'lifecycle Loose',
    'project group Toys',
    'project toy',
    'team Players',
    'tenant Visitor',
    'user bob',
    'user role Player',
  ]);
  const project = prune.removals.find(({ address }) => address.kind === 'project');
  expect(project?.goesWith).toEqual(['channel toy / Beta', 'runbook toy / Play', '1 release']);
  expect(names(prune.kept)).toEqual(['user admin']);
  expect(result).toEqual({ removed: 8, refused: [] });
  expect(withoutHistory(server.emulator.snapshot())).toEqual(before);
});

it('leaves the default space and the administrators to the server, and says so', async () => {
  const server = await startLabServer();
  const { client } = server;
  const { data: default1 } = await client.api.GET('/api/spaces/{id}', { params: { path: { id: 'Spaces-1' } } });
  await client.api.PUT('/api/spaces/{id}', {
    params: { path: { id: 'Spaces-1' } },
    body: { ...default1, Name: 'Precious' },
  });
  await applyLab({ client, lab, secrets });
  const me = await client.me();
  await client.api.POST('/api/spaces', { body: { Name: 'Spare', SpaceManagersTeamMembers: [me.Id] } });
  const { data: root } = await client.api.POST('/api/users', {
    body: { Username: 'root', DisplayName: 'Root', EmailAddress: '' },
  });
  const team = (await client.api.GET('/api/teams/{id}', { params: { path: { id: 'teams-administrators' } } })).data;
  await client.api.PUT('/api/teams/{id}', {
    params: { path: { id: team.Id } },
    body: { ...team, MemberUserIds: [...team.MemberUserIds, root.Id] },
  });
  const plan = await planLab({ client, lab });

  const prune = await planPrune({ client, plan });
  await applyPrune({ client, plan, prune });

  expect(prune.kept).toEqual([
    { address: { kind: 'space', name: 'Precious' }, reason: "it is the server's default space" },
    { address: { kind: 'user', name: 'admin' }, reason: 'it is the account that asks' },
    { address: { kind: 'user', name: 'root' }, reason: 'it is an administrator of the server' },
  ]);
  const spaces = (await client.api.GET('/api/spaces/all')).data.map(({ Name }) => Name);
  expect(spaces.toSorted()).toEqual(['Office', 'Precious', 'Shop']);
});

it('tells what the server refuses with its reason, and removes the rest', async () => {
  const server = await shopServer();
  await addBeside(server.elsewhere);
  const { client } = server;
  const whole = await planLab({ client, lab });
  // The project that holds the lifecycle is not to go.
  const plan = { ...whole, notInFile: whole.notInFile.filter(({ name }) => !name.startsWith('toy')) };

  const result = await applyPrune({ client, plan, prune: await planPrune({ client, plan }) });

  expect(result.removed).toBe(4);
  expect(result.refused.map(({ address: { kind, name }, reason }) => `${kind} ${name}: ${reason}`).toSorted()).toEqual([
    "environment Sandbox: The environment 'Sandbox' cannot be deleted: the lifecycle 'Loose' uses it.",
    "lifecycle Loose: The lifecycle 'Loose' cannot be deleted: the project 'toy' uses it.",
    expect.stringMatching(/^project group Toys: .*toy/),
  ]);
});
