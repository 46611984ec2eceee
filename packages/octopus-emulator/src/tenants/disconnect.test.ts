import { expect, it } from 'vitest';
import { newServer } from '../testing/people.ts';

async function connected() {
  const server = await newServer();
  const { admin } = server;
  const environments: string[] = [];
  for (const Name of ['Development', 'Production']) {
    environments.push((await admin.post('/api/environments', { Name })).body.Id);
  }
  const project = { Name: 'api', ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' };
  const { Id } = (await admin.post('/api/projects', { ...project, TenantedDeploymentMode: 'Tenanted' })).body;
  await admin.post('/api/tenants', { Name: 'Acme', ProjectEnvironments: { [Id]: environments } });
  return { ...server, projectId: Id, environments };
}

it('a project that tenants are connected to can be removed, and they lose it', async () => {
  const { admin, projectId } = await connected();

  expect((await admin.remove(`/api/projects/${projectId}`)).status).toBe(200);
  expect((await admin.get('/api/tenants/acme')).body).toMatchObject({ ProjectEnvironments: {} });
});

it('an environment that tenants are connected in can be removed, and they stay in the others', async () => {
  const { admin, projectId, environments } = await connected();

  expect((await admin.remove(`/api/environments/${environments[0]}`)).status).toBe(200);
  expect((await admin.get('/api/tenants/acme')).body).toMatchObject({
    ProjectEnvironments: { [projectId]: [environments[1]] },
  });
});
