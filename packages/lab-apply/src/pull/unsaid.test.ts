import { loadLab, writeLab } from '@octotrain/lab-config';
import type { OctopusClient } from '@octotrain/octopus-client';
import { beforeAll, expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { type LabServer, noSecrets, startLabServer } from '../testing/lab-server.ts';
import { type PulledLab, pullLab } from './pull-lab.ts';

const small = `version: 1
lab: Small
shared:
  environments: [{ name: Development }, { name: Production }]
spaces:
  Shop:
    default: true
    projects:
      web:
        variables: { Plain: a, Scoped: b, Account: c }
        process:
          - { name: First, kind: script, script: echo 1 }
          - { name: Second, kind: script, script: echo 2 }
      api:
        process:
          - { name: Only, kind: script, script: echo 1 }
people:
  users: { ann: { displayName: Ann Lee, email: ann@example.com } }
teams:
  Owners: { members: [ann] }
`;

/** What somebody did in the portal that no lab file can say. */
async function meddle(client: OctopusClient): Promise<void> {
  const { api } = client;
  const space = await client.space('Shop');
  const spaceId = space.id;
  const [web, api2] = await Promise.all([space.projects.get('web'), space.projects.get('api')]);

  const process = { params: { path: { spaceId, id: web.DeploymentProcessId } } };
  const { data: steps } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', process);
  const [first, second] = steps.Steps;
  if (first === undefined || second === undefined) throw new Error('the process has two steps');
  const action = second.Actions[0];
  if (action === undefined) throw new Error('the step has an action');
  const slack = {
    ...second,
    Actions: [{ ...action, ActionType: 'Octopus.Email', Properties: { 'Octopus.Action.Email.Subject': 'done' } }],
  };
  await api.PUT('/api/{spaceId}/deploymentprocesses/{id}', { ...process, body: { ...steps, Steps: [first, slack] } });

  const other = { params: { path: { spaceId, id: api2.DeploymentProcessId } } };
  const { data: single } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', other);
  const timed = single.Steps.map((step) => ({
    ...step,
    Actions: step.Actions.map((one) => ({
      ...one,
      Properties: { ...one.Properties, 'Octopus.Action.ExecutionTimeout.Minutes': '5' },
    })),
  }));
  await api.PUT('/api/{spaceId}/deploymentprocesses/{id}', { ...other, body: { ...single, Steps: timed } });

  const machines = await api.POST('/api/{spaceId}/machines', {
    params: { path: { spaceId } },
    body: {
      Name: 'old-server',
      EnvironmentIds: [(await space.environments.get('Production')).Id],
      Roles: ['web-server'],
      TenantedDeploymentParticipation: 'Untenanted',
      TenantIds: [],
      TenantTags: [],
      Endpoint: { CommunicationStyle: 'None' },
    },
  });

  const variables = { params: { path: { spaceId, id: web.VariableSetId } } };
  const { data: set } = await api.GET('/api/{spaceId}/variables/{id}', variables);
  await api.PUT('/api/{spaceId}/variables/{id}', {
    ...variables,
    body: {
      ...set,
      Variables: set.Variables.map((one) => {
        if (one.Name === 'Scoped') return { ...one, Scope: { Machine: [machines.data.Id] } };
        return one.Name === 'Account' ? { ...one, Type: 'AzureAccount' as const } : one;
      }),
    },
  });

  const bob = {
    Username: 'bob',
    DisplayName: 'Bob Ray',
    EmailAddress: 'bob@example.com',
    IsService: false,
    IsActive: true,
  };
  const { data: user } = await api.POST('/api/users', { body: bob });
  await api.PUT('/api/users/{id}', { params: { path: { id: user.Id } }, body: { ...bob, IsActive: false } });
  await api.POST('/api/{spaceId}/feeds', {
    params: { path: { spaceId } },
    body: { Name: 'Npm', FeedType: 'Npm', FeedUri: 'https://npm.example' },
  });
}

let server: LabServer;
let pulled: PulledLab;

beforeAll(async () => {
  server = await startLabServer();
  const loaded = loadLab({ text: small, file: 'small.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  await applyLab({ client: server.client, lab: loaded.lab, secrets: noSecrets });
  await meddle(server.client);
  const result = await pullLab({ client: server.client, name: 'Small' });
  if ('missing' in result) throw new Error('no space was asked for');
  pulled = result;
});

it('names all that it leaves out, with the reason', () => {
  const said = pulled.leftOut.map(({ kind, name, reason }) => `${kind} ${name}: ${reason}`).toSorted();

  expect(said).toEqual([
    'deployment target old-server: a lab file has no deployment targets but Kubernetes agents',
    'feed Npm: a lab file has no feeds of the type Npm',
    'members of a team Octopus Administrators: who is in a team that every server has is not said in a lab file: admin',
    'process web: left as it is on the server, for the step "Second": a lab file has no steps of the type Octopus.Email',
    'step api / Only: settings that a lab file does not know stay on the server: Octopus.Action.ExecutionTimeout.Minutes',
    'user bob: not active any more',
    'variable web / Account: a lab file has no variables of the type AzureAccount',
    'variable web / Scoped: a lab file has no scope by deployment target',
  ]);
});

it('leaves it alone when the file is applied, and takes nothing away with it', async () => {
  const loaded = loadLab({ text: writeLab(pulled.lab), file: 'pulled.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));

  const plan = await planLab({ client: server.client, lab: loaded.lab });

  expect(plan.writes.map(({ change }) => change)).toEqual([]);
  expect(loaded.lab.spaces[0]?.projects.map(({ name, process }) => [name, process.map((step) => step.name)])).toEqual([
    ['api', ['Only']],
    ['web', []],
  ]);
  expect(loaded.lab.spaces[0]?.projects[1]?.variables.map(({ name }) => name)).toEqual(['Plain']);
});
