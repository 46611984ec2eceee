import { tenantProblems } from '../deployments/rules.ts';
import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { requireInSpace } from '../http/lookup.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import { variablesModifiedSince } from '../snapshots/modified.ts';
import type { World } from '../world.ts';
import { environmentsOf } from './accept.ts';

/** Where a runbook may run, and what changed since its published snapshot. */
export function registerRunbookRunTemplateRoute(api: Api): void {
  api.space('GET', '/runbooks/:id/runbookRunTemplate', template);
}

function template(context: RouteContext): Reply {
  const { world, caller, space } = context;
  const id = param(context, 'id');
  const runbook = requireInSpace(world, { collection: 'Runbooks', kind: 'runbook', spaceId: space.Id, id });
  caller.requirePermission('RunbookRunCreate', { spaceId: space.Id, projectId: runbook.ProjectId });
  const tenants = world.store.all('Tenants').filter(({ SpaceId }) => SpaceId === space.Id);
  return ok({
    Id: runbook.Id,
    RunbookId: runbook.Id,
    ...modified(world, runbook),
    PromoteTo: targets(context, runbook, null),
    TenantPromotions: tenants
      .map(({ Id, Name }) => ({ Id, Name, PromoteTo: targets(context, runbook, Id), Links: {} }))
      .filter(({ PromoteTo }) => PromoteTo.length > 0),
    Links: { Self: context.path },
  });
}

function targets(
  { world, caller }: RouteContext,
  runbook: RunbookDocument,
  tenantId: string | null,
): readonly object[] {
  const allowed = environmentsOf(world, runbook);
  const { SpaceId: spaceId, ProjectId: projectId } = runbook;
  const self = `/api/${spaceId}/runbooks/${runbook.Id}/runbookRuns/preview`;
  return world.store
    .all('Environments')
    .filter(({ Id }) => allowed.includes(Id))
    .filter(({ Id: environmentId }) => caller.may('RunbookRunCreate', { spaceId, projectId, environmentId, tenantId }))
    .filter(
      ({ Id: environmentId }) =>
        tenantProblems(world, {
          mode: runbook.MultiTenancyMode,
          owner: `The runbook '${runbook.Name}'`,
          projectId,
          environmentId,
          tenantId,
          channelTags: [],
        }).length === 0,
    )
    .sort((a, b) => a.SortOrder - b.SortOrder)
    .map(({ Id, Name }) => ({
      Id,
      Name,
      Links: { RunbookRunPreview: tenantId === null ? `${self}/${Id}` : `${self}/${Id}/${tenantId}` },
    }));
}

/** Without a published snapshot nothing is modified. [guess] */
function modified(world: World, { PublishedRunbookSnapshotId, RunbookProcessId }: RunbookDocument): object {
  const { store } = world;
  const published = store.get('RunbookSnapshots', PublishedRunbookSnapshotId ?? '');
  const frozen = store.get('ProcessSnapshots', published?.FrozenRunbookProcessId ?? '');
  const variables = published === undefined ? undefined : variablesModifiedSince(world, published);
  return {
    IsRunbookProcessModified:
      published !== undefined && frozen?.Version !== store.get('RunbookProcesses', RunbookProcessId)?.Version,
    IsVariableSetModified: variables?.project ?? false,
    IsLibraryVariableSetModified: variables?.libraries ?? false,
  };
}
