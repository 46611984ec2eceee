import type { State } from '@octotrain/octopus-emulator';
import { closeShop, type Shop, startShop } from './shop.test-data.ts';
import { shopLab } from './shop-lab.test-data.ts';

/** The line that a tenant becomes. */
export const nordicLine =
  '      Nordic Goods: { short: nordic, projects: [web], values: { web: { DataRegion: eu-north-1 } } }\n';

/** The file with it. */
export const withNordic = shopLab.replace('# GDPR\n', `# GDPR\n${nordicLine}`);

/** The words that add it. */
export const addNordic = 'tenant add Nordic_Goods --region eu-north-1 --short nordic';

/** A server on which two tenants run 1.1.0, and 1.0.0 in Production. */
export async function deployedShops(): Promise<State> {
  const shop = await startShop();
  const tenants = ['Acme Corp', 'EuroShop'];
  await shop.release('1.0.0');
  for (const environment of ['Staging', 'Production']) await shop.deploy('1.0.0', environment, tenants);
  await shop.release('1.1.0');
  await shop.deploy('1.1.0', 'Staging', tenants);
  await closeShop(shop);
  return shop.emulator.snapshot();
}

/** What a server holds, but for who did what when, and how often documents were written. */
export function plainState({ documents }: State): unknown {
  const { Events, ...others } = documents;
  return JSON.parse(JSON.stringify(others, (key, value) => (key === 'Version' ? undefined : value)));
}

/** What there is of the tenant on a server: itself, its values, the agents that serve it, and what was deployed. */
export async function nordicOn({ client }: Shop): Promise<unknown> {
  const space = await client.space('Shops');
  const params = { path: { spaceId: space.id } };
  const [tenants, values, machines, environments] = await Promise.all([
    space.tenants.all(),
    client.api.GET('/api/{spaceId}/tenantvariables/all', { params }),
    space.machines.all(),
    space.environments.all(),
  ]);
  const own = tenants.filter(({ Name }) => Name === 'Nordic Goods');
  const id = own[0]?.Id ?? '';
  const deployments = await client.pages('/api/{spaceId}/deployments', {
    params: { ...params, query: { tenants: id } },
  });
  const rows: string[] = [];
  for await (const { ReleaseId, EnvironmentId, TaskId } of deployments) {
    const { data: release } = await client.api.GET('/api/{spaceId}/releases/{id}', {
      params: { path: { spaceId: space.id, id: ReleaseId } },
    });
    const task = (await client.tasks.get([TaskId])).get(TaskId);
    rows.push([release.Version, environments.find(({ Id }) => Id === EnvironmentId)?.Name, task?.State].join(' '));
  }
  return {
    tenants: own.map(({ Name, ProjectEnvironments }) => ({ Name, ProjectEnvironments })),
    values: values.data
      .filter(({ TenantId }) => TenantId === id)
      .map(({ ProjectVariables }) => {
        return Object.values(ProjectVariables).map(({ Variables }) => Variables);
      }),
    machines: machines.map(({ Name, TenantIds }) => [Name, TenantIds.filter((one) => one === id).length]),
    deployments: rows,
  };
}
