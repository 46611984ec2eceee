import type { ExecutionOptions, Made, Places } from '../executions/options.ts';
import { countOf, isAmong, type Place, type ResolvedPlaces, resolvePlaces, tenantsOf } from '../executions/places.ts';
import { prepareExecution } from '../executions/prepare.ts';
import { sendLooking } from '../executions/send-looking.ts';
import type { DeploymentId, ReleaseId, ServerTaskId } from '../ids/kinds.ts';
import { openCollection } from '../paging/collection.ts';
import { getRelease } from '../releases/find-release.ts';
import type { SpaceContext } from '../space/context.ts';
import type {
  CreateUntenantedDeploymentCommand,
  Deployment,
  DeploymentPreview,
  Project,
  Release,
  Step,
} from '../wire-types.ts';

/** What is deployed where. */
export type DeployOptions = ExecutionOptions &
  Places & {
    /** Name, slug or id. */
    readonly project: string;
    /** Version or id of the release. */
    readonly release: string;
    /** Deploys packages again that are there already. */
    readonly forcePackageRedeployment?: boolean;
    /** Takes the variables as they are now into the release first, for good. */
    readonly updateVariables?: boolean;
  };

/** One deployment and its task. */
export interface DeployedTask {
  readonly deploymentId: DeploymentId;
  readonly taskId: ServerTaskId;
}

/** What was deployed: one deployment for each environment, or for each tenant. */
export interface Deployed {
  readonly how: Made;
  readonly releaseId: ReleaseId;
  readonly version: string;
  readonly deployments: readonly DeployedTask[];
  /** For `client.tasks.wait`. */
  readonly taskIds: readonly ServerTaskId[];
}

/**
 * Deploys a release. Prompted variables, steps and targets are checked first, against what the server would do at the places (one request
 * for each environment, or for each combination of tenant tags). It is asked for once: an answer that gets lost is looked for among the
 * key owner's deployments that were not there before. Throws an OctopusUnknownNameError, an OctopusInvalidRequestError, an
 * OctopusLostAnswerError, and what the requests throw.
 */
export async function deploy(context: SpaceContext, options: DeployOptions): Promise<Deployed> {
  const { clock, space } = context;
  const project = await space.projects.get(options.project);
  const [release, places] = await Promise.all([
    getRelease(context, project, options.release),
    resolvePlaces(context, options),
  ]);
  const what = `the deployment of ${project.Name} ${release.Version}`;
  const operation = `POST ${places.tenants ? tenantedPath : untenantedPath}`;
  const fields = await prepareExecution(context, {
    what,
    operation,
    projectId: project.Id,
    places,
    options,
    preview: (place) => previewDeployment(context, release, place),
    steps: () => stepsOf(context, release),
  });
  const common = {
    SpaceId: space.id,
    SpaceIdOrName: space.id,
    ProjectName: project.Name,
    ReleaseVersion: release.Version,
    ...fields,
    ...(options.forcePackageRedeployment ? { ForcePackageRedeployment: true } : {}),
    ...(options.updateVariables ? { UpdateVariableSnapshot: true } : {}),
  };
  const { how, things } = await sendLooking<DeployedTask>({
    what,
    operation,
    clock,
    settleMs: options.settleMs,
    signal: options.signal,
    look: () => ownDeployments(context, { project, release, places }),
    send: () => send(context, { common, places, signal: options.signal }),
    idOf: ({ deploymentId }) => deploymentId,
    expected: countOf(places),
  });
  const taskIds = things.map(({ taskId }) => taskId);
  return { how, releaseId: release.Id, version: release.Version, deployments: things, taskIds };
}

const untenantedPath = '/api/{spaceId}/deployments/create/untenanted/v1';
const tenantedPath = '/api/{spaceId}/deployments/create/tenanted/v1';

interface Sent {
  readonly common: Omit<CreateUntenantedDeploymentCommand, 'EnvironmentNames'>;
  readonly places: ResolvedPlaces;
  readonly signal: AbortSignal | undefined;
}

async function send({ api, space }: SpaceContext, { common, places, signal }: Sent): Promise<DeployedTask[]> {
  const { environments, tenants } = places;
  const call = { params: { path: { spaceId: space.id } }, ...(signal ? { signal } : {}) };
  const names = environments.map(({ Name }) => Name);
  const { data } = tenants
    ? await api.POST(tenantedPath, {
        ...call,
        body: { ...common, EnvironmentName: names[0] ?? '', ...tenantsOf(tenants) },
      })
    : await api.POST(untenantedPath, { ...call, body: { ...common, EnvironmentNames: names } });
  return data.DeploymentServerTasks.map((made) => ({ deploymentId: made.DeploymentId, taskId: made.ServerTaskId }));
}

/** What the key's owner deployed of the release to these places, newest first. */
async function ownDeployments(
  { api, space, me }: SpaceContext,
  of: { readonly project: Project; readonly release: Release; readonly places: ResolvedPlaces },
): Promise<DeployedTask[]> {
  const { Id: ownId } = await me();
  const query = { projects: of.project.Id, environments: of.places.environments.map(({ Id }) => Id).join(',') };
  const newest = openCollection(api, '/api/{spaceId}/deployments', {
    params: { path: { spaceId: space.id }, query },
    limit: 100 + (countOf(of.places) ?? 100),
  });
  const found: Deployment[] = [];
  for await (const each of newest) {
    if (each.ReleaseId === of.release.Id && each.DeployedById === ownId && isAmong(of.places, each)) found.push(each);
  }
  return found.map(({ Id, TaskId }) => ({ deploymentId: Id, taskId: TaskId }));
}

async function previewDeployment(
  { api, space }: SpaceContext,
  { Id: id }: Release,
  { environment, tenant }: Place,
): Promise<DeploymentPreview> {
  const path = { spaceId: space.id, id, environmentId: environment.Id };
  const untenanted = '/api/{spaceId}/releases/{id}/deployments/preview/{environmentId}';
  const { data } = tenant
    ? await api.GET(`${untenanted}/{tenantId}`, { params: { path: { ...path, tenantId: tenant.Id } } })
    : await api.GET(untenanted, { params: { path } });
  return data;
}

async function stepsOf({ api, space }: SpaceContext, release: Release): Promise<readonly Step[]> {
  const path = { spaceId: space.id, id: release.ProjectDeploymentProcessSnapshotId };
  const { data } = await api.GET('/api/{spaceId}/deploymentprocesses/{id}', { params: { path } });
  return data.Steps;
}
