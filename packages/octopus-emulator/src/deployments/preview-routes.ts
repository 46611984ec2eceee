import { z } from 'zod';
import { guidedByDefault } from '../execution/guided-failure.ts';
import { previewOf } from '../execution/preview.ts';
import { type Api, ok, type Reply, type RouteContext } from '../http/api.ts';
import { listOf, requiredText, text } from '../http/fields.ts';
import { requireInSpace } from '../http/lookup.ts';
import { validated } from '../http/validate.ts';
import { visibleRelease } from '../releases/routes.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { World } from '../world.ts';
import { deploymentPrompts } from './prompts.ts';
import { deploymentProblems } from './rules.ts';

/** What a deployment of a release would do, and where the release may go. */
export function registerDeploymentPreviewRoutes(api: Api): void {
  api.space('GET', '/releases/:id/deployments/preview/:environmentId', preview);
  api.space('GET', '/releases/:id/deployments/preview/:environmentId/:tenantId', preview);
  api.space('POST', '/releases/:id/deployments/previews', previews);
  api.space('GET', '/releases/:id/deployments/template', template);
}

function preview(context: RouteContext): Reply {
  const { environmentId = '', tenantId = null } = context.params;
  return ok(previewAt(context, visibleRelease(context, 'DeploymentView'), { environmentId, tenantId }));
}

const previewsSchema = z.object({
  DeploymentPreviews: listOf(z.object({ EnvironmentId: requiredText('an environment'), TenantId: text() })),
});

/** Of several places, in the order asked. [docs] */
function previews(context: RouteContext): Reply {
  const release = visibleRelease(context, 'DeploymentView');
  const { DeploymentPreviews: places } = validated(previewsSchema, context.body);
  return ok(
    places.map(({ EnvironmentId: environmentId, TenantId }) =>
      previewAt(context, release, { environmentId, tenantId: TenantId === '' ? null : TenantId }),
    ),
  );
}

function previewAt(
  context: RouteContext,
  release: ReleaseDocument,
  place: { readonly environmentId: string; readonly tenantId: string | null },
): object {
  const { world, space } = context;
  const at = { spaceId: space.Id };
  const environment = requireInSpace(world, {
    ...at,
    collection: 'Environments',
    kind: 'environment',
    id: place.environmentId,
  });
  const tenant =
    place.tenantId === null
      ? undefined
      : requireInSpace(world, { ...at, collection: 'Tenants', kind: 'tenant', id: place.tenantId });
  const prompts = deploymentPrompts(world, { release, environmentId: environment.Id, tenantId: tenant?.Id ?? null });
  const project = world.store.get('Projects', release.ProjectId);
  const question = {
    steps: world.store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId)?.Steps ?? [],
    environmentId: environment.Id,
    channelId: release.ChannelId,
    tenant,
    skipActions: [],
    machines: world.store.all('Machines').filter(({ SpaceId }) => SpaceId === space.Id),
    specificMachineIds: [],
    excludedMachineIds: [],
    allowNoTargets: project?.ProjectConnectivityPolicy.AllowDeploymentsToNoTargets ?? false,
    guidedFailure: guidedByDefault(project?.DefaultGuidedFailureMode ?? 'EnvironmentDefault', environment),
  };
  return { ...previewOf(question, prompts), Links: { Self: previewPath(release, environment.Id, tenant?.Id ?? null) } };
}

function template(context: RouteContext): Reply {
  const { world, space } = context;
  const release = visibleRelease(context, 'DeploymentView');
  const promotions = (tenantId: string | null) =>
    world.store
      .all('Environments')
      .filter(({ SpaceId }) => SpaceId === space.Id)
      .sort((a, b) => a.SortOrder - b.SortOrder)
      .filter(({ Id }) => deploymentProblems(world, { release, environmentId: Id, tenantId }).length === 0)
      .map(({ Id, Name }) => ({ Id, Name, Links: { Preview: previewPath(release, Id, tenantId) } }));
  return ok({
    ...modifiedSince(world, release),
    DeploymentNotes: null,
    PromoteTo: promotions(null),
    TenantPromotions: world.store
      .all('Tenants')
      .filter(({ SpaceId }) => SpaceId === space.Id)
      .map(({ Id, Name }) => ({ Id, Name, PromoteTo: promotions(Id), Links: {} }))
      .filter(({ PromoteTo }) => PromoteTo.length > 0),
    Links: { Self: context.path },
  });
}

function previewPath(release: ReleaseDocument, environmentId: string, tenantId: string | null): string {
  const tenant = tenantId === null ? '' : `/${tenantId}`;
  return `/api/${release.SpaceId}/releases/${release.Id}/deployments/preview/${environmentId}${tenant}`;
}

/** What of the project has changed since the release was made. */
function modifiedSince({ store }: World, release: ReleaseDocument) {
  const project = store.get('Projects', release.ProjectId);
  const process = project === undefined ? undefined : store.get('DeploymentProcesses', project.DeploymentProcessId);
  const variables = project === undefined ? undefined : store.get('Variables', project.VariableSetId);
  const libraries = (project?.IncludedLibraryVariableSetIds ?? []).map((id) => {
    const setId = store.get('LibraryVariableSets', id)?.VariableSetId;
    return setId === undefined ? undefined : store.get('Variables', setId);
  });
  const snapshots = release.LibraryVariableSetSnapshotIds.map((id) => store.get('VariableSnapshots', id));
  return {
    IsDeploymentProcessModified:
      store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId)?.Version !== process?.Version,
    IsVariableSetModified:
      store.get('VariableSnapshots', release.ProjectVariableSetSnapshotId)?.Version !== variables?.Version,
    IsLibraryVariableSetModified:
      libraries.length !== snapshots.length ||
      libraries.some(
        (set, index) => set?.Version !== snapshots[index]?.Version || set?.OwnerId !== snapshots[index]?.OwnerId,
      ),
    IsGitResourceModified: false,
  };
}
