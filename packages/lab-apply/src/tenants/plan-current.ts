import type { Tenant } from '@octotrain/lab-config';
import type { Channel, Lifecycle, OctopusClient } from '@octotrain/octopus-client';
import { collect } from '../read/collect.ts';
import { type CurrentChoice, chooseCurrent } from './choose-current.ts';
import type { PhaseRule, RunningRelease } from './current-rules.ts';
import { readCurrent } from './read-current.ts';
import { hasTags } from './tags.ts';

type Client = Pick<OctopusClient, 'api' | 'pages' | 'space'>;

/** What a tenant shall run of one project, environment by environment. */
export interface ProjectPlan {
  readonly project: string;
  readonly choices: readonly CurrentChoice[];
}

/**
 * Says what a tenant would run if it ran what the other tenants of its space do. Changes nothing; the tenant need not be
 * on the server yet, its projects must.
 */
export async function planCurrent(options: {
  client: Client;
  space: string;
  tenant: Tenant;
  signal?: AbortSignal | undefined;
}): Promise<readonly ProjectPlan[]> {
  const { client, tenant, signal } = options;
  const space = await client.space(options.space);
  const [projects, environments, tenants] = await Promise.all([
    Promise.all(tenant.connections.map(({ project }) => space.projects.get(project))),
    space.environments.all(),
    space.tenants.all(),
  ]);
  if (projects.length === 0) return [];
  const running = await readCurrent({
    client,
    spaceId: space.id,
    projectIds: projects.map(({ Id }) => Id),
    signal,
  });
  const tenantName = (id: string) => tenants.find(({ Id }) => Id === id)?.Name;
  const nameOf = new Map(environments.map(({ Id, Name }) => [Id, Name]));
  const ofOthers = running.filter(({ tenantId }) => {
    return tenantId !== null && tenantName(tenantId)?.toLowerCase() !== tenant.name.toLowerCase();
  });
  const reading = { client, spaceId: space.id, tags: tenant.tags, environments, signal };
  const ids = [...new Set(ofOthers.map(({ releaseId }) => releaseId))];
  const releases = new Map(
    await Promise.all(ids.map(async (id) => [id, await readRelease(reading, id, projects)] as const)),
  );
  return tenant.connections.map(({ project, environments: connected }) => {
    const projectId = projects.find(({ Name }) => Name.toLowerCase() === project.toLowerCase())?.Id;
    const others = ofOthers
      .filter((one) => one.projectId === projectId)
      .flatMap(({ tenantId, environmentId, releaseId }) => {
        const release = releases.get(releaseId);
        const environment = nameOf.get(environmentId);
        const other = tenantId === null ? undefined : tenantName(tenantId);
        return release && environment && other ? [{ tenant: other, environment, release }] : [];
      });
    // In the order of the server's environments, which is how people read them.
    const inOrder = environments.map(({ Name }) => Name).filter((name) => connected.includes(name));
    return { project, choices: chooseCurrent({ connected: byPhase(inOrder, others), others }) };
  });
}

/** Environments in the order of the lifecycles that lead there. */
function byPhase(connected: readonly string[], others: readonly { release: RunningRelease }[]): readonly string[] {
  const phases = others[0]?.release.phases ?? [];
  const position = (environment: string) => phases.findIndex(({ environments }) => environments.includes(environment));
  return connected.toSorted((left, right) => position(left) - position(right));
}

interface Reading {
  readonly client: Client;
  readonly spaceId: string;
  readonly tags: readonly string[];
  readonly environments: readonly { readonly Id: string; readonly Name: string }[];
  readonly signal: AbortSignal | undefined;
}

async function readRelease(
  { client, spaceId, tags, environments, signal }: Reading,
  id: string,
  projects: readonly { readonly Id: string; readonly LifecycleId: string }[],
): Promise<RunningRelease> {
  const { api } = client;
  const calling = signal === undefined ? {} : { signal };
  const at = (one: string) => ({ params: { path: { spaceId, id: one } }, ...calling });
  const { data: release } = await api.GET('/api/{spaceId}/releases/{id}', at(id));
  const [channel, defects] = await Promise.all([
    api.GET('/api/{spaceId}/channels/{id}', at(release.ChannelId)),
    collect(client.pages('/api/{spaceId}/releases/{id}/defects', at(id))),
  ]);
  const lifecycleId =
    channel.data.LifecycleId ?? projects.find((project) => project.Id === release.ProjectId)?.LifecycleId ?? '';
  const { data: lifecycle } = await api.GET('/api/{spaceId}/lifecycles/{id}/preview', at(lifecycleId));
  return {
    id,
    version: release.Version,
    channel: channel.data.Name,
    assembled: Date.parse(release.Assembled),
    phases: phasesOf(lifecycle, environments),
    suitsTenant: suits(channel.data, tags),
    isBlocked: defects.some(({ Status }) => Status === 'Unresolved'),
  };
}

/** A phase that names no environments takes all that no other phase names. [docs] */
function phasesOf({ Phases }: Lifecycle, environments: Reading['environments']): readonly PhaseRule[] {
  const nameOf = (id: string) => environments.find(({ Id }) => Id === id)?.Name ?? id;
  const named = new Set(
    Phases.flatMap((phase) => [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets]),
  );
  return Phases.map((phase) => {
    const own = [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets];
    const ids = own.length > 0 ? own : environments.map(({ Id }) => Id).filter((id) => !named.has(id));
    return {
      environments: ids.map(nameOf),
      automatic: phase.AutomaticDeploymentTargets.map(nameOf),
      isOptional: phase.IsOptionalPhase ?? false,
      minimum: phase.MinimumEnvironmentsBeforePromotion ?? 0,
    };
  });
}

function suits({ TenantTags }: Channel, tags: readonly string[]): boolean {
  return hasTags(tags, TenantTags ?? []);
}
