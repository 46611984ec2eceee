import type { Deployment, Lifecycle, OctopusApi, Project, Release } from '@octotrain/octopus-client';
import type { Car, ObservedCar, ObservedCurrent, ObservedLifecycle, Ref, Train } from '@octotrain/train-engine';
import { ask } from './asking.ts';
import { processFacts } from './process-facts.ts';
import { findRelease } from './releases.ts';
import type { SpaceFacts } from './space-facts.ts';

/** What the server says about one car's project. */
export async function observeCar(options: {
  api: OctopusApi;
  train: Train;
  car: Car;
  fact: SpaceFacts;
  project: Project;
  now: number;
  autoWaitMs: number;
}): Promise<ObservedCar> {
  const { api, train, car, fact, project } = options;
  const spaceId = fact.space.id;
  const ref = { id: project.Id, name: project.Name };
  const inSpace = { path: { spaceId } };
  const ofProject = { path: { spaceId, id: project.Id } };
  const listed = (query: { taskState?: 'Success' }) =>
    ask(() =>
      api.GET('/api/{spaceId}/deployments', {
        params: { ...inSpace, query: { projects: project.Id, take: 200, ...query } },
      }),
    );
  /** The newest releases, and the car's own, which is asked for only where it may be older than those. */
  async function releasesOf(): Promise<[Release | null, readonly Release[]]> {
    const query = { take: 200 };
    const { data } = await ask(() =>
      api.GET('/api/{spaceId}/projects/{id}/releases', { params: { ...ofProject, query } }),
    );
    const own = data.Items.find(({ Version }) => Version === car.version);
    if (own) return [own, data.Items];
    const isWhole = data.TotalResults <= data.Items.length;
    // Versions that differ in case only are one to the server.
    const isLike = data.Items.some(({ Version }) => same(Version, car.version));
    if (isWhole && !isLike) return [null, data.Items];
    return [await findRelease(api, { space: fact.space, project: ref, version: car.version }), data.Items];
  }
  const [[release, releases], channels, lifecycles, tenants, newest, good] = await Promise.all([
    releasesOf(),
    ask(() => api.GET('/api/{spaceId}/projects/{id}/channels', { params: ofProject })),
    fact.lifecycles(),
    project.TenantedDeploymentMode === 'Untenanted' ? [] : fact.tenants(),
    listed({}),
    listed({ taskState: 'Success' }),
  ]);
  const processId = release?.ProjectDeploymentProcessSnapshotId ?? project.DeploymentProcessId;
  const [process, blocked] = await Promise.all([
    ask(() => api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path: { spaceId, id: processId } } })),
    release ? hasDefect(api, spaceId, release.Id) : false,
  ]);
  const channel = channels.data.Items.find((each) => (release ? each.Id === release.ChannelId : each.IsDefault));
  const lifecycleId = channel?.LifecycleId ?? project.LifecycleId;
  const connected = tenants.filter((tenant) => tenant.ProjectEnvironments[project.Id] !== undefined);
  const there: Omit<ObservedCar, 'namespaces'> = {
    space: fact.space,
    project: ref,
    disabled: project.IsDisabled,
    tenancy: project.TenantedDeploymentMode,
    environments: fact.environments,
    lifecycle: lifecycleOf(
      lifecycles.find(({ Id }) => Id === lifecycleId),
      fact.environments,
    ),
    tenants: connected.map((tenant) => ({
      id: tenant.Id,
      name: tenant.Name,
      environmentIds: tenant.ProjectEnvironments[project.Id] ?? [],
    })),
    tenantNames: tenants.map((tenant) => tenant.Name),
    release: release
      ? releaseFacts(release, { blocked, good: good.data.Items, newest: newest.data.Items, ...options })
      : null,
    current: currentOf(newest.data.Items, good.data.Items, new Map(releases.map((each) => [each.Id, each.Version]))),
    ...processFacts(process.data.Steps),
  };
  const asksCluster = car.smoke.some((smoke) => smoke.kind !== 'step');
  return { ...there, namespaces: asksCluster ? await namespacesOf({ api, train, car, there }) : {} };
}

async function hasDefect(api: OctopusApi, spaceId: string, id: string): Promise<boolean> {
  const { data } = await ask(() =>
    api.GET('/api/{spaceId}/releases/{id}/defects', { params: { path: { spaceId, id } } }),
  );
  return data.Items.some((defect) => defect.Status !== 'Resolved');
}

function releaseFacts(
  release: Release,
  options: {
    blocked: boolean;
    good: readonly Deployment[];
    newest: readonly Deployment[];
    now: number;
    autoWaitMs: number;
  },
): NonNullable<ObservedCar['release']> {
  const own = options.newest.some((deployment) => deployment.ReleaseId === release.Id);
  const age = options.now - Date.parse(release.Assembled);
  return {
    id: release.Id,
    version: release.Version,
    blocked: options.blocked,
    justCreated: age < options.autoWaitMs && !own,
    succeeded: options.good
      .filter((deployment) => deployment.ReleaseId === release.Id)
      .map((deployment) => ({ environmentId: deployment.EnvironmentId, tenantId: deployment.TenantId ?? null })),
  };
}

/** The newest success in each place, and whether something newer stands above it. */
function currentOf(
  newest: readonly Deployment[],
  good: readonly Deployment[],
  versions: ReadonlyMap<string, string>,
): ObservedCurrent[] {
  const place = (deployment: Deployment) => `${deployment.EnvironmentId}/${deployment.TenantId ?? ''}`;
  const tops = firstOf(newest, place);
  return [...firstOf(good, place)].map(([key, deployment]) => ({
    environmentId: deployment.EnvironmentId,
    tenantId: deployment.TenantId ?? null,
    version: versions.get(deployment.ReleaseId) ?? deployment.ReleaseId,
    taskId: deployment.TaskId,
    disturbed: (tops.get(key)?.Id ?? deployment.Id) !== deployment.Id,
  }));
}

function firstOf(
  deployments: readonly Deployment[],
  key: (deployment: Deployment) => string,
): ReadonlyMap<string, Deployment> {
  const first = new Map<string, Deployment>();
  for (const deployment of deployments) if (!first.has(key(deployment))) first.set(key(deployment), deployment);
  return first;
}

/** A lifecycle without phases has one for each environment, in their order. [docs] */
function lifecycleOf(lifecycle: Lifecycle | undefined, environments: readonly Ref[]): ObservedLifecycle {
  const phases = (lifecycle?.Phases ?? []).map((phase) => ({
    name: phase.Name,
    automatic: phase.AutomaticDeploymentTargets,
    optional: phase.OptionalDeploymentTargets,
    minimum: phase.MinimumEnvironmentsBeforePromotion,
    isOptional: phase.IsOptionalPhase ?? false,
  }));
  const implicit = environments.map(({ id, name }) => ({
    name,
    automatic: [],
    optional: [id],
    minimum: 0,
    isOptional: false,
  }));
  return { name: lifecycle?.Name ?? 'Default Lifecycle', phases: phases.length > 0 ? phases : implicit };
}

/** The server's value of `Namespace` for each place the car goes to. */
async function namespacesOf(options: {
  api: OctopusApi;
  train: Train;
  car: Car;
  there: Omit<ObservedCar, 'namespaces'>;
}): Promise<Record<string, string>> {
  const { api, train, car, there } = options;
  const environments = there.environments.filter(({ name }) => train.environments.some((each) => same(each, name)));
  const tenants = there.tenants.filter(({ name }) => car.tenants?.include.some((each) => same(each, name)));
  const lines = car.tenants && !car.tenants.untenanted ? tenants : [...tenants, null];
  const places = environments.flatMap((environment) => lines.map((tenant) => ({ environment, tenant })));
  const values = await Promise.all(
    places.map(async ({ environment, tenant }): Promise<[string, string][]> => {
      const query = {
        project: there.project.id,
        environment: environment.id,
        ...(tenant ? { tenant: tenant.id } : {}),
      };
      const { data } = await ask(() =>
        api.GET('/api/{spaceId}/variables/preview', { params: { path: { spaceId: there.space.id }, query } }),
      );
      const value = data.Variables.find(({ Name }) => same(Name, 'Namespace'))?.Value;
      return value ? [[tenant ? `${environment.id}/${tenant.id}` : environment.id, value]] : [];
    }),
  );
  return Object.fromEntries(values.flat());
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}
