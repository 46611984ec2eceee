import type { DashboardItem, OctopusClient } from '@octotrain/octopus-client';
import { collect } from '../read/collect.ts';

/** A release that is current at one place of a space. */
export interface RunsThere {
  readonly projectId: string;
  readonly environmentId: string;
  /** Null for what runs without a tenant. */
  readonly tenantId: string | null;
  readonly releaseId: string;
  readonly version: string;
}

type Client = Pick<OctopusClient, 'api' | 'pages'>;

/**
 * What runs where in a space: of each project, environment and tenant the last release whose deployment succeeded. One
 * request, and one more for each place whose last two deployments both failed.
 */
export async function readCurrent(options: {
  client: Client;
  spaceId: string;
  projectIds?: readonly string[];
  signal?: AbortSignal | undefined;
}): Promise<readonly RunsThere[]> {
  const { client, spaceId, projectIds, signal } = options;
  const calling = signal === undefined ? {} : { signal };
  const query = { includePrevious: true, ...(projectIds === undefined ? {} : { projects: projectIds.join(',') }) };
  const { data } = await client.api.GET('/api/{spaceId}/dashboard/dynamic', {
    params: { path: { spaceId }, query },
    ...calling,
  });
  const previous = new Map((data.PreviousItems ?? []).map((item) => [placeOf(item), item]));
  const found = await Promise.all(
    data.Items.map(async (item): Promise<RunsThere | undefined> => {
      const before = previous.get(placeOf(item));
      const good = [item, before].find((one) => one?.State === 'Success');
      if (good !== undefined) return shownAs(good);
      return before === undefined ? undefined : lastSuccess(client, spaceId, item, signal);
    }),
  );
  return found.filter((one) => one !== undefined);
}

function placeOf({ ProjectId, EnvironmentId, TenantId }: DashboardItem): string {
  return [ProjectId, EnvironmentId, TenantId ?? ''].join('|');
}

function shownAs(item: DashboardItem): RunsThere {
  return {
    projectId: item.ProjectId,
    environmentId: item.EnvironmentId,
    tenantId: item.TenantId ?? null,
    releaseId: item.ReleaseId,
    version: item.ReleaseVersion,
  };
}

async function lastSuccess(
  client: Client,
  spaceId: string,
  item: DashboardItem,
  signal: AbortSignal | undefined,
): Promise<RunsThere | undefined> {
  const query = {
    projects: item.ProjectId,
    environments: item.EnvironmentId,
    ...(item.TenantId ? { tenants: item.TenantId } : {}),
    taskState: 'Success' as const,
  };
  const calling = signal === undefined ? {} : { signal };
  const params = { path: { spaceId }, query };
  const all = await collect(client.pages('/api/{spaceId}/deployments', { params, limit: 30, ...calling }));
  const last = all.find(({ TenantId }) => (TenantId ?? null) === (item.TenantId ?? null));
  if (last === undefined) return undefined;
  const release = await client.api.GET('/api/{spaceId}/releases/{id}', {
    params: { path: { spaceId, id: last.ReleaseId } },
    ...calling,
  });
  return { ...shownAs(item), releaseId: last.ReleaseId, version: release.data.Version };
}
