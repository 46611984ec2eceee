import type { DeploymentDocument } from '../deployments/state.ts';
import type { Permission } from '../permissions/names.ts';
import type { Scope } from '../permissions/rules.ts';
import { itemOf } from '../progression/item.ts';
import type { Store } from '../store/store.ts';
import { compareVersions } from '../versions/semantic.ts';
import type { World } from '../world.ts';

/** Where something can be deployed: one project in one environment, for one tenant or none. */
export interface Place {
  readonly ProjectId: string;
  readonly EnvironmentId: string;
  readonly TenantId: string | null;
}

/** The latest deployment of a place, and the one before it. */
interface Latest {
  readonly current: DeploymentDocument;
  readonly previous: DeploymentDocument | undefined;
}

/** Every place of a space that was ever deployed to; of a project, environment and tenant there is one. */
export function placesOf(store: Store, spaceId: string): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { SpaceId, ProjectId, EnvironmentId, TenantId } of store.groups('Deployments')) {
    if (SpaceId !== spaceId) continue;
    places.set(`${ProjectId} ${EnvironmentId} ${TenantId ?? ''}`, { ProjectId, EnvironmentId, TenantId });
  }
  return [...places.values()];
}

/** The newest deployments of a place: read are these two only, however many there are. */
export function latestAt(store: Store, place: Place): Latest | undefined {
  const [current, previous] = store
    .newest('Deployments', {
      group: (group) =>
        group.ProjectId === place.ProjectId &&
        group.EnvironmentId === place.EnvironmentId &&
        group.TenantId === place.TenantId,
    })
    .slice(0, 2);
  return current === undefined ? undefined : { current, previous };
}

/** Of each project and environment the place with the highest version: tenants are behind one another there. [client] */
export function highestOnly(store: Store, found: readonly Latest[]): readonly Latest[] {
  const best = new Map<string, Latest>();
  for (const one of found) {
    const key = `${one.current.ProjectId} ${one.current.EnvironmentId}`;
    const known = best.get(key);
    if (known === undefined || compareVersions(versionOf(store, one), versionOf(store, known)) > 0) best.set(key, one);
  }
  return [...best.values()];
}

function versionOf(store: Store, { current }: Latest): string {
  return store.get('Releases', current.ReleaseId)?.Version ?? '0';
}

/** A deployment as an item of a dashboard, if its release and task are still there. */
export function dashboardItem(
  world: World,
  deployment: DeploymentDocument,
  flags: { readonly IsCurrent: boolean; readonly IsPrevious: boolean },
): object | undefined {
  const release = world.store.get('Releases', deployment.ReleaseId);
  const item = release === undefined ? undefined : itemOf(world, release, deployment);
  return item === undefined ? undefined : { ...item, ...flags };
}

/** Whether a caller sees what is deployed at a place. */
export function maySee(may: (permission: Permission, scope: Scope) => boolean, spaceId: string, place: Place): boolean {
  const { ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = place;
  return may('DeploymentView', { spaceId, projectId, environmentId, tenantId });
}
