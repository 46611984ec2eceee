import { describe, expect, it } from 'vitest';
import { newServer, userWith } from '../testing/people.ts';

async function withTwoProjects() {
  const server = await newServer();
  const { admin } = server;
  const create = async (path: string, body: object) => (await admin.post(`/api/Spaces-1${path}`, body)).body;
  const development = await create('/environments', { Name: 'Development' });
  const production = await create('/environments', { Name: 'Production' });
  const shape = { ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' };
  const api = await create('/projects', { ...shape, Name: 'payments-api' });
  const ledger = await create('/projects', { ...shape, Name: 'ledger' });
  return { ...server, development, production, api, ledger };
}

describe('somebody without a role', () => {
  it.each<['GET' | 'POST' | 'PUT' | 'DELETE', string, string]>([
    ['GET', '/api/Spaces-1/environments', 'EnvironmentView'],
    ['POST', '/api/Spaces-1/environments', 'EnvironmentCreate'],
    ['GET', '/api/Spaces-1/projects/all', 'ProjectView'],
    ['POST', '/api/Spaces-1/projects', 'ProjectCreate'],
    ['PUT', '/api/Spaces-1/lifecycles/Lifecycles-1', 'LifecycleView'],
    ['DELETE', '/api/Spaces-1/projectgroups/ProjectGroups-1', 'ProjectGroupView'],
    ['GET', '/api/Spaces-1/git-credentials', 'GitCredentialView'],
    ['GET', '/api/Spaces-1/libraryvariablesets', 'LibraryVariableSetView'],
    ['POST', '/api/Spaces-1/tenants', 'TenantCreate'],
    ['POST', '/api/Spaces-1/machines', 'MachineCreate'],
    ['GET', '/api/Spaces-1/machinepolicies', 'MachinePolicyView'],
    ['POST', '/api/Spaces-1/runbooks', 'RunbookEdit'],
    ['POST', '/api/Spaces-1/channels', 'ProcessEdit'],
    ['GET', '/api/events', 'EventView'],
    ['GET', '/api/users', 'UserView'],
    ['POST', '/api/users', 'UserEdit'],
    ['GET', '/api/userroles/all', 'UserRoleView'],
    ['POST', '/api/userroles', 'UserRoleEdit'],
    ['POST', '/api/spaces', 'SpaceCreate'],
  ])('is refused %s %s for want of %s', async (method, path, permission) => {
    const server = await newServer();
    const nobody = await userWith(server, { username: 'nobody' });

    const answer = await {
      GET: () => nobody.get(path),
      POST: () => nobody.post(path, {}),
      PUT: () => nobody.put(path, {}),
      DELETE: () => nobody.remove(path),
    }[method]();

    expect(answer.status).toBe(403);
    expect(answer.body.ErrorMessage).toContain(`'nobody' is missing the permission ${permission}`);
  });
});

describe('a role restricted to a project', () => {
  it('sees that project only, and what belongs to it', async () => {
    const server = await withTwoProjects();
    const { api, ledger } = server;
    const alex = await userWith(server, {
      username: 'alex',
      space: ['ProjectView', 'ProcessView', 'ProcessEdit'],
      restrictions: { ProjectIds: [api.Id] },
    });

    expect((await alex.get('/api/projects')).body.Items.map((project) => project.Name)).toEqual(['payments-api']);
    expect((await alex.get(`/api/projects/${ledger.Id}`)).status).toBe(403);
    expect((await alex.get(`/api/deploymentprocesses/${ledger.DeploymentProcessId}`)).status).toBe(403);
    expect(
      (await alex.put(`/api/deploymentprocesses/${api.DeploymentProcessId}`, { Version: 0, Steps: [] })).status,
    ).toBe(200);
    expect((await alex.get('/api/channels')).body.Items).toHaveLength(1);
    expect((await alex.post('/api/channels', { Name: 'x', ProjectId: ledger.Id })).status).toBe(403);
  });
});

describe('a role restricted to an environment', () => {
  it('edits machines of that environment only', async () => {
    const server = await withTwoProjects();
    const { admin, development, production } = server;
    const Endpoint = { CommunicationStyle: 'None' };
    const machine = (Name: string, EnvironmentIds: string[]) => ({ Name, EnvironmentIds, Roles: ['web'], Endpoint });
    const both = await admin.post('/api/machines', machine('both', [development.Id, production.Id]));
    const operator = await userWith(server, {
      username: 'operator',
      space: ['MachineView', 'MachineCreate', 'MachineEdit', 'EnvironmentView'],
      restrictions: { EnvironmentIds: [development.Id] },
    });

    expect((await operator.post('/api/machines', machine('dev', [development.Id]))).status).toBe(201);
    expect((await operator.post('/api/machines', machine('prod', [production.Id]))).status).toBe(403);
    expect((await operator.get('/api/machines')).body.Items.map(({ Name }) => Name)).toEqual(['both', 'dev']);
    expect((await operator.put(`/api/machines/${both.body.Id}`, machine('both', [development.Id]))).status).toBe(403);
    expect((await operator.get('/api/environments')).body.Items.map(({ Name }) => Name)).toEqual(['Development']);
  });
});

describe('what a user may do', () => {
  it('is told with its restrictions', async () => {
    const server = await withTwoProjects();
    const { production } = server;
    const user = await userWith(server, {
      username: 'sarah',
      space: ['DeploymentCreate', 'LifecycleView'],
      system: ['UserView'],
      restrictions: { EnvironmentIds: [production.Id] },
    });

    const { body } = await user.get<Record<string, unknown>>(`/api/users/${user.id}/permissions`);

    expect(body).toMatchObject({
      SystemPermissions: ['UserView'],
      SpacePermissions: {
        DeploymentCreate: [{ SpaceId: 'Spaces-1', RestrictedToEnvironmentIds: [production.Id] }],
        LifecycleView: [{ SpaceId: 'Spaces-1', RestrictedToEnvironmentIds: [] }],
      },
      Teams: [
        { Name: 'Everyone', IsDirectlyAssigned: false },
        { Name: 'Team of sarah', IsDirectlyAssigned: true },
      ],
    });
    expect((await user.get('/api/users/Users-1/permissions')).status).toBe(200);
  });

  it('follows teams at once', async () => {
    const server = await withTwoProjects();
    const { admin } = server;
    const user = await userWith(server, { username: 'sarah', space: ['ProjectView'] });
    expect((await user.get('/api/projects')).status).toBe(200);
    const [team] = (await admin.get('/api/teams?partialName=sarah')).body.Items;

    await admin.put(`/api/teams/${team?.Id}`, { ...team, MemberUserIds: [] });

    expect((await user.get('/api/projects')).status).toBe(403);
  });
});

describe('built-in roles and teams', () => {
  it('are found by name, and cannot be changed', async () => {
    const { admin } = await newServer();
    const [deployer] = (await admin.get('/api/userroles?partialName=project deployer')).body.Items;
    const [everyone] = (await admin.get('/api/teams?name=Everyone')).body.Items;

    expect(deployer).toMatchObject({ Id: 'userroles-projectdeployer', CanBeDeleted: false });
    expect((await admin.put(`/api/userroles/${deployer?.Id}`, deployer)).status).toBe(400);
    expect((await admin.remove(`/api/teams/${everyone?.Id}`)).status).toBe(400);
    expect((await admin.put(`/api/teams/${everyone?.Id}`, { ...everyone, MemberUserIds: ['Users-1'] })).status).toBe(
      400,
    );
  });

  it('let space managers do everything in their space, and nothing elsewhere', async () => {
    const server = await newServer();
    const user = await userWith(server, { username: 'priya' });
    const body = { Name: 'Merchants', SpaceManagersTeamMembers: [user.id] };
    const space = await server.admin.post('/api/spaces', body);

    expect((await user.post(`/api/${space.body.Id}/environments`, { Name: 'Development' })).status).toBe(201);
    expect((await user.post('/api/Spaces-1/environments', { Name: 'Development' })).status).toBe(403);
    expect((await user.get('/api/spaces')).body.Items.map(({ Name }) => Name)).toEqual(['Merchants']);
  });
});
