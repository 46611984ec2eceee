import { badRequest } from '../http/problem.ts';
import type { Caller } from '../permissions/caller.ts';
import { acceptRuns } from '../runbook-runs/accept.ts';
import type { World } from '../world.ts';
import type { ActionOf } from './actions.ts';
import { tenantsFor } from './tenants-for.ts';

/** Runs what a runbook has published, in each environment and for each tenant. [docs] Throws the 400, or the caller's 403. */
export function runTriggeredRunbook(world: World, caller: Caller, action: ActionOf<'RunRunbook'>): void {
  const { store } = world;
  const runbook = store.get('Runbooks', action.RunbookId);
  if (runbook === undefined) throw badRequest([`The runbook '${action.RunbookId}' does not exist.`]);
  const published = runbook.PublishedRunbookSnapshotId;
  const snapshot = published === null ? undefined : store.get('RunbookSnapshots', published);
  if (snapshot === undefined) throw badRequest([`The runbook '${runbook.Name}' has no published snapshot.`]);
  const requests = action.EnvironmentIds.flatMap((environmentId) =>
    tenantsFor(world, action, { spaceId: runbook.SpaceId, projectId: runbook.ProjectId, environmentId }).map(
      (tenantId) => ({
        runbook,
        snapshot,
        environmentId,
        tenantId,
        wishes: {},
        given: {},
      }),
    ),
  );
  acceptRuns(world, caller, requests);
}
