import type { OctopusClient } from '@octotrain/octopus-client';
import type { State } from '@octotrain/octopus-emulator';
import { beforeAll, expect, it } from 'vitest';
import { finpay, startLabServer } from '../testing/lab-server.ts';
import { applyLab, planLab } from './apply-lab.ts';

const lab = finpay();
let matching: State;

beforeAll(async () => {
  const server = await startLabServer();
  await applyLab({ client: server.client, lab });
  matching = server.emulator.snapshot();
});

type Meddling = (client: OctopusClient) => Promise<unknown>;

const offApproval: Meddling = async ({ api, space }) => {
  const { id: spaceId, projects } = await space('Payments');
  const path = { spaceId, id: (await projects.get('payments-api')).DeploymentProcessId };
  const { data } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path } });
  for (const action of data.Steps.flatMap(({ Actions }) => Actions)) {
    if (action.ActionType === 'Octopus.Manual') action.IsDisabled = true;
  }
  return api.PUT('/api/{spaceId}/deploymentprocesses/{id}', { params: { path }, body: data });
};

const joinRiskTeam: Meddling = async ({ api, users }) => {
  const { data: teams } = await api.GET('/api/teams');
  const team = teams.Items.find(({ Name }) => Name === 'Risk Team');
  if (team === undefined) throw new Error('no Risk Team');
  const alex = await users.get('alex.rivera');
  const body = { ...team, MemberUserIds: [...team.MemberUserIds, alex.Id] };
  return api.PUT('/api/teams/{id}', { params: { path: { id: team.Id } }, body });
};

const otherNamespace: Meddling = async ({ api, space }) => {
  const { id: spaceId, tenants } = await space('Merchants');
  const path = { spaceId, id: (await tenants.get('Acme Corp')).Id };
  const { data } = await api.GET('/api/{spaceId}/tenants/{id}/variables', { params: { path } });
  const text = JSON.stringify(data).replace('merchant-acme-dev', 'merchant-acme');
  return api.PUT('/api/{spaceId}/tenants/{id}/variables', { params: { path }, body: JSON.parse(text) });
};

const otherMigration: Meddling = async ({ api, space }) => {
  const { id: spaceId, projects, runbooks } = await space('Payments');
  const runbook = await runbooks((await projects.get('payments-api')).Id).get('Run DB Migration');
  const path = { spaceId, id: runbook.RunbookProcessId };
  const { data } = await api.GET('/api/{spaceId}/runbookProcesses/{id}', { params: { path } });
  data.Steps.pop();
  await api.PUT('/api/{spaceId}/runbookProcesses/{id}', { params: { path }, body: data });
  const body = { Name: 'Sneaky', RunbookId: runbook.Id, ProjectId: runbook.ProjectId };
  return api.POST('/api/{spaceId}/runbookSnapshots', { params: { path: { spaceId }, query: { publish: true } }, body });
};

it.each<[string, Meddling, readonly string[]]>([
  ['an approval that was switched off', offApproval, ['deployment process payments-api: Risk Team Approval: disabled']],
  ['somebody who joined a team', joinRiskTeam, ['team Risk Team: members']],
  [
    "a tenant's value in one environment",
    otherNamespace,
    ['tenant variables Acme Corp: merchant-portal / Namespace (Development)'],
  ],
  [
    'a runbook that lost a step and was published so',
    otherMigration,
    [
      'runbook process payments-api / Run DB Migration: steps',
      'published runbook payments-api / Run DB Migration: process',
    ],
  ],
])('sees %s, and puts it right', async (_what, meddle, expected) => {
  const server = await startLabServer({ state: matching });
  await meddle(server.client);

  const seen = await planLab({ client: server.client, lab });
  await applyLab({ client: server.client, lab });
  const after = await planLab({ client: server.client, lab });

  const fields = seen.writes.flatMap(({ change }) =>
    change.fields.map(({ field }) => `${change.kind} ${change.name}: ${field}`),
  );
  expect(fields).toEqual(expect.arrayContaining([...expected]));
  expect(seen.writes.every(({ change }) => change.action === 'update')).toBe(true);
  expect(after.writes.map(({ change }) => change)).toEqual([]);
});

it('does not mind variables that others keep in a project, also after its runbook was published', async () => {
  const server = await startLabServer({ state: matching });
  const space = await server.client.space('Platform');
  const project = await space.projects.get('Release Trains');
  const params = { path: { spaceId: space.id, id: project.VariableSetId } };
  const { data } = await server.client.api.GET('/api/{spaceId}/variables/{id}', { params });
  const body = { ...data, Variables: [...data.Variables, { Name: 'Train.Lock', Value: 'friday' }] };
  await server.client.api.PUT('/api/{spaceId}/variables/{id}', { params, body });

  const plan = await planLab({ client: server.client, lab });

  expect(plan.writes.map(({ change }) => change)).toEqual([]);
});
