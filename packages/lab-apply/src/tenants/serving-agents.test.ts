import { type Agent, loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { registerAgents } from '../agents/register-agents.ts';
import { applyLab } from '../apply/apply-lab.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { planAgents, serveTenant } from './serving-agents.ts';

const text = `version: 1
lab: Shops
clusters:
  dev: { context: kind-dev, environments: [Development] }
shared:
  environments: [{ name: Development }, { name: Production }]
  tagSets: { Hosting: { tags: { Shared: {}, Own: {} } } }
spaces:
  Shops:
    default: true
    agents: { targetTags: [shops], multiTenancy: tenanted, tenantTags: [Hosting/Shared] }
    projects: { web: { multiTenancy: tenanted } }
    tenants:
      Acme: { projects: [web], tags: [Hosting/Shared] }
      Own: { projects: [web], tags: [Hosting/Own] }
`;

async function start() {
  const loaded = loadLab({ text, file: 'lab.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const [space] = loaded.lab.spaces;
  const server = await startLabServer();
  await applyLab({ client: server.client, lab: loaded.lab });
  await registerAgents({ client: server.client, lab: loaded.lab, simulated: true });
  const look = async (name: string, change: (agent: Agent) => Agent = (agent) => agent) => {
    const tenant = space?.tenants.find((one) => one.name === name);
    if (space === undefined || tenant === undefined) throw new Error('the lab has lost it');
    const tenantId = (await (await server.client.space('Shops')).tenants.get(name)).Id;
    const agents = space.agents.map(change);
    return planAgents({ client: server.client, space: 'Shops', agents, tenant, tenantId });
  };
  return { ...server, look };
}

it('needs no change where an agent serves a tenant by its tags, and tells where none does', async () => {
  const { look } = await start();

  expect(await look('Acme')).toEqual({ changes: [], unserved: ['Production'] });
  expect(await look('Own')).toEqual({ changes: [], unserved: ['Development', 'Production'] });
});

it('makes an agent serve a tenant by its name, and leaves all else of it', async () => {
  const { look, client } = await start();
  const byName = (agent: Agent): Agent => ({ ...agent, tenantTags: [], tenants: ['Acme', 'Own'] });
  const space = await client.space('Shops');
  const [machine] = await space.machines.all();
  const tenantId = (await space.tenants.get('Own')).Id;

  const { changes } = await look('Own', byName);
  const [change] = changes;
  expect(change).toMatchObject({ agent: 'shops-dev', gains: 'tenant' });
  if (change === undefined) return;
  await serveTenant({ client, space: 'Shops', change, tenantId });

  const params = { path: { spaceId: space.id, id: machine?.Id ?? '' } };
  const { data } = await client.api.GET('/api/{spaceId}/machines/{id}', { params });
  expect(data).toMatchObject({ TenantIds: [tenantId], TenantTags: ['Hosting/Shared'], Roles: ['shops'] });
  expect((await look('Own', byName)).changes).toEqual([]);
});
