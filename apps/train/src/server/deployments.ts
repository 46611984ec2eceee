import type { Deployment, OctopusApi } from '@octotrain/octopus-client';
import {
  type Candidate,
  type EnsureDeployment,
  type FindAdded,
  type PlannedCar,
  type PlannedStop,
  type RunEvent,
  writeComment,
} from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ask } from './asking.ts';
import { ensurePosted, type Postable } from './ensure-posted.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore } from './writing.ts';

/** Deployments to one environment, for one tenant or for none, newest first. */
async function listDeployments(
  api: OctopusApi,
  car: PlannedCar,
  stop: Pick<PlannedStop, 'environment' | 'tenant'>,
): Promise<readonly Candidate[]> {
  const query = {
    projects: car.project.id,
    environments: stop.environment.id,
    ...(stop.tenant ? { tenants: stop.tenant.id } : {}),
    take: 100,
  };
  const { data } = await ask(() =>
    api.GET('/api/{spaceId}/deployments', { params: { path: { spaceId: car.space.id }, query } }),
  );
  return data.Items.map(candidateOf);
}

/** The same, of one release. */
async function listOfRelease(
  deps: ServerDeps,
  car: PlannedCar,
  stop: Pick<PlannedStop, 'environment' | 'tenant'>,
  id: string,
): Promise<readonly Candidate[]> {
  const { items, isWhole } = await deps.ofRelease({ spaceId: car.space.id, id });
  return isWhole ? items.map(candidateOf) : listDeployments(deps.api, car, stop);
}

function candidateOf(deployment: Deployment): Candidate {
  return {
    id: deployment.Id,
    taskId: deployment.TaskId,
    comments: deployment.Comments ?? null,
    of: deployment.ReleaseId,
    environmentId: deployment.EnvironmentId,
    tenantId: deployment.TenantId ?? null,
    createdById: deployment.DeployedById ?? null,
  };
}

/** Looks for the stop's deployment, and posts it when it is not there and may be posted. */
export async function ensureDeployment(
  effect: EnsureDeployment,
  session: Session,
  deps: ServerDeps,
): Promise<readonly RunEvent[]> {
  const stop = session.plan.stops.find(({ id }) => id === effect.stop);
  const car = session.plan.cars.find(({ id }) => id === stop?.car);
  const releaseId = car ? session.state().cars[car.id]?.releaseId : undefined;
  if (!stop || !car || !releaseId) return nothingMore;
  const { api } = deps;
  const { environment, tenant } = stop;
  const thing: Postable = {
    subject: { kind: 'deployment', id: stop.id },
    car: car.id,
    of: releaseId,
    spaceId: car.space.id,
    environmentId: environment.id,
    tenantId: tenant?.id ?? null,
    automatic: effect.automatic,
    // While it is only the server's own that is waited for, all stops of the release look together.
    list: () =>
      effect.automatic && !effect.mayPost ? listOfRelease(deps, car, stop, releaseId) : listDeployments(api, car, stop),
    prepare: async () => async (token) => {
      const { data } = await api.POST('/api/{spaceId}/deployments', {
        params: { path: { spaceId: car.space.id } },
        body: {
          ReleaseId: releaseId,
          EnvironmentId: environment.id,
          ...(tenant ? { TenantId: tenant.id } : {}),
          Comments: writeComment(sentenceFor(session, car, stop), token),
        },
      });
      return { id: data.Id, taskId: data.TaskId };
    },
  };
  return ensurePosted({ effect, thing, session, deps });
}

function sentenceFor(session: Session, car: PlannedCar, stop: PlannedStop): string {
  const tenant = stop.tenant ? ` for ${stop.tenant.name}` : '';
  const { train, requester } = session.plan;
  return `Release train ${train}: ${car.project.name} ${car.version} to ${stop.environment.name}${tenant}, asked for by ${requester.displayName}.`;
}

/** Looks for the deployments that the server adds by itself. */
export async function findAdded(effect: FindAdded, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const car = session.plan.cars.find(({ id }) => id === effect.car);
  const releaseId = car ? session.state().cars[car.id]?.releaseId : undefined;
  if (!car || !releaseId) return nothingMore;
  const { items } = await deps.ofRelease({ spaceId: car.space.id, id: releaseId });
  const own = new Set(Object.values(session.state().stops).map((stop) => stop.id));
  return session.plan.added.flatMap((each): RunEvent[] => {
    if (!effect.ids.includes(each.id)) return [];
    const found = items
      .filter(
        (item) =>
          item.EnvironmentId === each.environment.id &&
          (item.TenantId ?? null) === (each.tenant?.id ?? null) &&
          !own.has(item.Id),
      )
      .at(-1);
    return found ? [{ type: 'added', id: each.id, deploymentId: found.Id, taskId: found.TaskId, at: deps.at() }] : [];
  });
}
