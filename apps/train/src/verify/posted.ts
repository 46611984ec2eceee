import type { OctopusClient } from '@octotrain/octopus-client';
import { readToken, type Token } from '@octotrain/train-engine';
import type { RunLock } from '../journal/lock-record.ts';

/** Something on the server that carries a token of the run. */
export interface Posted {
  readonly kind: 'deployment' | 'approval';
  readonly id: string;
  readonly token: Token;
  /** Release id of a deployment; null for an approval's run. */
  readonly releaseId: string | null;
  readonly environmentId: string;
  readonly tenantId: string | null;
  readonly createdById: string | null;
}

/** How long before its start a run's things are looked for: clocks of machines differ. */
const marginMs = 24 * 3_600_000;

/** Everything on the server that carries the run's token, by space and newest first, back to the run's start. */
export async function postedByRun(client: OctopusClient, lock: RunLock): Promise<readonly Posted[]> {
  const { cars, approvals } = lock.plan;
  const spaces = [...new Set(cars.map((car) => car.space.id))];
  const deployments = await Promise.all(
    spaces.map((spaceId) => {
      const projects = cars.filter((car) => car.space.id === spaceId).map((car) => car.project.id);
      return deploymentsOf(client, lock, { spaceId, projects: [...new Set(projects)].join(',') });
    }),
  );
  const runs = approvals ? await approvalsOf(client, lock, approvals) : [];
  return [...deployments.flat(), ...runs];
}

async function deploymentsOf(
  client: OctopusClient,
  lock: RunLock,
  where: { spaceId: string; projects: string },
): Promise<Posted[]> {
  const params = { path: { spaceId: where.spaceId }, query: { projects: where.projects, take: 100 } };
  const posted: Posted[] = [];
  for await (const each of client.pages('/api/{spaceId}/deployments', { params })) {
    if (isBefore(lock, each.Created)) break;
    const token = readToken(each.Comments);
    if (token?.run !== lock.run) continue;
    posted.push({
      kind: 'deployment',
      id: each.Id,
      token,
      releaseId: each.ReleaseId,
      environmentId: each.EnvironmentId,
      tenantId: each.TenantId ?? null,
      createdById: each.DeployedById ?? null,
    });
  }
  return posted;
}

async function approvalsOf(
  client: OctopusClient,
  lock: RunLock,
  { space, project }: NonNullable<RunLock['plan']['approvals']>,
): Promise<Posted[]> {
  const params = { path: { spaceId: space.id }, query: { projects: project.id, take: 100 } };
  const posted: Posted[] = [];
  for await (const each of client.pages('/api/{spaceId}/runbookRuns', { params })) {
    if (isBefore(lock, each.Created)) break;
    const token = readToken(each.Comments);
    if (token?.run !== lock.run) continue;
    posted.push({
      kind: 'approval',
      id: each.Id,
      token,
      releaseId: null,
      environmentId: each.EnvironmentId,
      tenantId: each.TenantId ?? null,
      createdById: each.DeployedById ?? null,
    });
  }
  return posted;
}

function isBefore(lock: RunLock, created: string): boolean {
  return Date.parse(created) < lock.startedAt - marginMs;
}
