import type { Standing, StandingRelease } from '@octotrain/lab-config';
import { type OctopusClient, OctopusNotFoundError } from '@octotrain/octopus-client';
import { collect } from '../read/collect.ts';
import { type SeenDeployment, standingKey } from './standings.ts';

/** A release on a server, and the deployments of it that have been seen. */
export interface ReleaseOnServer {
  readonly wanted: StandingRelease;
  readonly spaceId: string;
  /** Undefined until it exists. */
  readonly releaseId: string;
  readonly wasCreated: boolean;
  readonly environmentIds: ReadonlyMap<string, string>;
  readonly tenantIds: ReadonlyMap<string, string>;
  /** By standing, oldest first. */
  readonly seen: Map<string, SeenDeployment[]>;
}

type Client = Pick<OctopusClient, 'api' | 'pages' | 'space'>;

/** Finds a release or creates it, pinned to its git reference, and reads where it has been deployed. */
export async function ensureRelease(client: Client, wanted: StandingRelease): Promise<ReleaseOnServer> {
  const space = await client.space(wanted.space);
  const spaceId = space.id;
  const names = [...new Set(wanted.stands.map(({ environment }) => environment))];
  const tenantNames = [...new Set(wanted.stands.flatMap(({ tenant }) => tenant ?? []))];
  const [project, environments, tenants] = await Promise.all([
    space.projects.get(wanted.project),
    Promise.all(names.map(async (name) => [name, (await space.environments.get(name)).Id] as const)),
    Promise.all(tenantNames.map(async (name) => [name, (await space.tenants.get(name)).Id] as const)),
  ]);

  const existing = await findRelease(client, { spaceId, projectId: project.Id, version: wanted.version });
  const releaseId = existing ?? (await createRelease(client, { spaceId, project, wanted }));
  const release: ReleaseOnServer = {
    wanted,
    spaceId,
    releaseId,
    wasCreated: existing === undefined,
    environmentIds: new Map(environments),
    tenantIds: new Map(tenants),
    seen: new Map(),
  };
  if (existing !== undefined) await lookForDeployments(client, release);
  return release;
}

async function findRelease(
  client: Client,
  { spaceId, projectId, version }: { spaceId: string; projectId: string; version: string },
): Promise<string | undefined> {
  try {
    const params = { path: { spaceId, id: projectId, version } };
    return (await client.api.GET('/api/{spaceId}/projects/{id}/releases/{version}', { params })).data.Id;
  } catch (error) {
    if (error instanceof OctopusNotFoundError) return undefined;
    throw error;
  }
}

async function createRelease(
  client: Client,
  options: { spaceId: string; project: { Name: string; DeploymentProcessId: string }; wanted: StandingRelease },
): Promise<string> {
  const { spaceId, project, wanted } = options;
  const path = { spaceId, id: project.DeploymentProcessId };
  const { data: process } = await client.api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path } });
  const pinned = process.Steps.flatMap(({ Actions }) => Actions).filter(
    ({ GitDependencies }) => GitDependencies.length > 0,
  );
  const { data } = await client.api.POST('/api/{spaceId}/releases/create/v1', {
    params: { path: { spaceId } },
    body: {
      SpaceId: spaceId,
      SpaceIdOrName: spaceId,
      ProjectName: project.Name,
      ReleaseVersion: wanted.version,
      GitResources: pinned.map(({ Name }) => `${Name}:${wanted.gitRef}`),
      // Killed after the server had made it, this finds it again.
      IgnoreIfAlreadyExists: true,
    },
  });
  return data.ReleaseId;
}

/** Reads the deployments of a release; states of tasks already known stay. */
export async function lookForDeployments(client: Client, release: ReleaseOnServer): Promise<void> {
  const params = { path: { spaceId: release.spaceId, id: release.releaseId } };
  const deployments = await collect(client.pages('/api/{spaceId}/releases/{id}/deployments', { params }));
  const nameOf = (ids: ReadonlyMap<string, string>, wanted: string) => [...ids].find(([, id]) => id === wanted)?.[0];
  for (const deployment of deployments.toReversed()) {
    const environment = nameOf(release.environmentIds, deployment.EnvironmentId);
    const tenant = deployment.TenantId ? nameOf(release.tenantIds, deployment.TenantId) : undefined;
    if (environment === undefined || (deployment.TenantId && tenant === undefined)) continue;
    addSeen(release, { environment, ...(tenant === undefined ? {} : { tenant }) }, deployment.TaskId);
  }
}

/** Deploys a release to where it should stand. */
export async function deploy(client: Client, release: ReleaseOnServer, standing: Standing): Promise<void> {
  const { spaceId, releaseId } = release;
  const tenantId = standing.tenant === undefined ? undefined : release.tenantIds.get(standing.tenant);
  const { data } = await client.api.POST('/api/{spaceId}/deployments', {
    params: { path: { spaceId } },
    body: {
      ReleaseId: releaseId,
      EnvironmentId: release.environmentIds.get(standing.environment) ?? '',
      ...(tenantId === undefined ? {} : { TenantId: tenantId }),
      Comments: 'How the week went before Friday.',
    },
  });
  addSeen(release, standing, data.TaskId);
}

function addSeen(release: ReleaseOnServer, standing: Pick<Standing, 'environment' | 'tenant'>, taskId: string): void {
  const seen = release.seen.get(standingKey(standing)) ?? [];
  release.seen.set(standingKey(standing), seen);
  if (!seen.some((one) => one.taskId === taskId)) seen.push({ taskId, state: undefined });
}
