import { type OctopusClient, OctopusNotFoundError } from '@octotrain/octopus-client';
import { isFinal } from '../friday/standings.ts';
import { collect } from '../read/collect.ts';

type Client = Pick<OctopusClient, 'api' | 'pages' | 'space' | 'tasks'>;

/** A tenant on a server, and all that hangs on it. */
export interface TenantOnServer {
  readonly id: string;
  readonly name: string;
  readonly spaceId: string;
  readonly projects: readonly string[];
  readonly deployments: readonly string[];
  readonly runbookRuns: readonly string[];
  /** Tasks of these that are not over. */
  readonly activeTasks: readonly string[];
  /** Agents that name it. */
  readonly machines: readonly { readonly id: string; readonly name: string }[];
}

/** Looks a tenant up by its name; undefined when the space has none of it, or there is no such space. */
export async function findTenant(options: {
  client: Client;
  space: string;
  name: string;
}): Promise<TenantOnServer | undefined> {
  const { client, name } = options;
  const space = await client.space(options.space);
  const tenant = (await space.tenants.all()).find(({ Name }) => Name.toLowerCase() === name.toLowerCase());
  if (tenant === undefined) return undefined;
  const params = { path: { spaceId: space.id }, query: { tenants: tenant.Id } };
  const [projects, machines, deployments, runs] = await Promise.all([
    space.projects.all(),
    space.machines.all(),
    collect(client.pages('/api/{spaceId}/deployments', { params })),
    collect(client.pages('/api/{spaceId}/runbookRuns', { params })),
  ]);
  const tasks = await client.tasks.get([...deployments, ...runs].map(({ TaskId }) => TaskId));
  return {
    id: tenant.Id,
    name: tenant.Name,
    spaceId: space.id,
    projects: Object.keys(tenant.ProjectEnvironments).map((id) => projects.find((one) => one.Id === id)?.Name ?? id),
    deployments: deployments.map(({ Id }) => Id),
    runbookRuns: runs.map(({ Id }) => Id),
    activeTasks: [...tasks.values()].filter(({ State }) => !isFinal(State)).map(({ Id }) => Id),
    machines: machines
      .filter(({ TenantIds }) => TenantIds.includes(tenant.Id))
      .map(({ Id, Name }) => ({ id: Id, name: Name })),
  };
}

/**
 * Takes a tenant off the server: its deployments and runs, agents' mention of it, then itself. What is gone already is no
 * mistake, so it can be killed and run again. What runs in clusters goes on.
 */
export async function removeTenantFromServer({ api }: Pick<Client, 'api'>, tenant: TenantOnServer): Promise<void> {
  const at = (id: string) => ({ params: { path: { spaceId: tenant.spaceId, id } } });
  for (const id of tenant.runbookRuns) await gone(api.DELETE('/api/{spaceId}/runbookRuns/{id}', at(id)));
  for (const id of tenant.deployments) await gone(api.DELETE('/api/{spaceId}/deployments/{id}', at(id)));
  for (const { id } of tenant.machines) {
    const { data: machine } = await api.GET('/api/{spaceId}/machines/{id}', at(id));
    const TenantIds = machine.TenantIds.filter((one) => one !== tenant.id);
    await api.PUT('/api/{spaceId}/machines/{id}', { ...at(id), body: { ...machine, TenantIds } });
  }
  await gone(api.DELETE('/api/{spaceId}/tenants/{id}', at(tenant.id)));
}

async function gone(removal: Promise<unknown>): Promise<void> {
  try {
    await removal;
  } catch (error) {
    if (!(error instanceof OctopusNotFoundError)) throw error;
  }
}
