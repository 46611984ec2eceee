import type { Deployment, OctopusApi } from '@octotrain/octopus-client';
import {
  type Candidate,
  type EnsureDeployment,
  type FindAdded,
  matchPosting,
  type PlannedCar,
  type PlannedStop,
  type RunEvent,
  type Wanted,
  writeComment,
} from '@octotrain/train-engine';
import type { Session } from '../run/session.ts';
import { ask } from './asking.ts';
import { settleDuplicates } from './duplicates.ts';
import type { ServerDeps } from './server-deps.ts';
import { nothingMore, stillWanted, write } from './writing.ts';

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
  const subject = { kind: 'deployment', id: stop.id } as const;
  const wanted: Wanted = {
    run: session.lock.run,
    car: car.id,
    try: effect.try,
    planHash: session.lock.planHash,
    of: releaseId,
    environmentId: stop.environment.id,
    tenantId: stop.tenant?.id ?? null,
    accountId: session.plan.account.id,
    automatic: effect.automatic,
  };
  const look = async () => matchPosting(wanted, await listDeployments(deps.api, car, stop));
  const before = await look();
  if (before.is !== 'none') return settleDuplicates({ match: before, subject, session, spaceId: car.space.id, deps });
  if (!effect.mayPost || !stillWanted(effect, session)) return nothingMore;
  const written = await write({
    session,
    subject,
    try: effect.try,
    at: deps.at,
    send: () =>
      deps.api.POST('/api/{spaceId}/deployments', {
        params: { path: { spaceId: car.space.id } },
        body: {
          ReleaseId: releaseId,
          EnvironmentId: stop.environment.id,
          ...(stop.tenant ? { TenantId: stop.tenant.id } : {}),
          Comments: commentFor(session, car, stop, effect.try),
        },
      }),
  });
  if (written.is !== 'done') return nothingMore;
  const { Id: id, TaskId: taskId } = written.value.data;
  await session.intend({ type: 'posted', subject, id, taskId, source: 'created', at: deps.at() });
  // Of two with the same token the lowest id stands: who else could have posted is seen only by looking again.
  const after = await look();
  return settleDuplicates({ match: after, subject, session, spaceId: car.space.id, deps });
}

function commentFor(session: Session, car: PlannedCar, stop: PlannedStop, attempt: number): string {
  const tenant = stop.tenant ? ` for ${stop.tenant.name}` : '';
  const { train, requester } = session.plan;
  return writeComment(
    `Release train ${train}: ${car.project.name} ${car.version} to ${stop.environment.name}${tenant}, asked for by ${requester.displayName}.`,
    {
      run: session.lock.run,
      car: car.id,
      try: attempt,
      plan: session.lock.planHash,
      by: requester.username,
      head: session.head(),
    },
  );
}

/** Looks for the deployments that the server adds by itself. */
export async function findAdded(effect: FindAdded, session: Session, deps: ServerDeps): Promise<readonly RunEvent[]> {
  const car = session.plan.cars.find(({ id }) => id === effect.car);
  const releaseId = car ? session.state().cars[car.id]?.releaseId : undefined;
  if (!car || !releaseId) return nothingMore;
  const path = { spaceId: car.space.id, id: releaseId };
  const { data } = await ask(() =>
    deps.api.GET('/api/{spaceId}/releases/{id}/deployments', { params: { path, query: { take: 100 } } }),
  );
  const own = new Set(Object.values(session.state().stops).map((stop) => stop.id));
  return session.plan.added.flatMap((each): RunEvent[] => {
    if (!effect.ids.includes(each.id)) return [];
    const found = data.Items.filter(
      (item) =>
        item.EnvironmentId === each.environment.id &&
        (item.TenantId ?? null) === (each.tenant?.id ?? null) &&
        !own.has(item.Id),
    ).at(-1);
    return found ? [{ type: 'added', id: each.id, deploymentId: found.Id, taskId: found.TaskId, at: deps.at() }] : [];
  });
}
