import { placeKey } from '../store/histories.ts';
import type { World } from '../world.ts';
import type { ReleaseDocument } from './state.ts';

/** Where releases go: a project in an environment, for one tenant or none. */
export interface ReleasePlace {
  readonly projectId: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
}

/** The release that was deployed there last with success. */
export function currentRelease({ store }: Pick<World, 'store'>, place: ReleasePlace): ReleaseDocument | undefined {
  const task = store.lastWhere('ServerTasks', 'Succeeded', keyOf(place));
  return task === undefined ? undefined : releaseOf(store, task.SubjectId);
}

/** Every release that was deployed there with success, oldest deployment first. */
export function deployedReleases({ store }: Pick<World, 'store'>, place: ReleasePlace): readonly ReleaseDocument[] {
  return store
    .where('ServerTasks', 'Succeeded', keyOf(place))
    .flatMap(({ SubjectId }) => releaseOf(store, SubjectId) ?? []);
}

function keyOf({ projectId, environmentId, tenantId }: ReleasePlace): string {
  return placeKey({ ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId });
}

function releaseOf(store: World['store'], deploymentId: string): ReleaseDocument | undefined {
  const deployment = store.get('Deployments', deploymentId);
  return deployment === undefined ? undefined : store.get('Releases', deployment.ReleaseId);
}
