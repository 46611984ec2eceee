import type { Store } from '../store/store.ts';
import type { DeploymentDocument } from './state.ts';

/** The newest successful deployment of a project in an environment, for one tenant or none. */
export function currentDeployment(
  store: Pick<Store, 'all' | 'get'>,
  place: { readonly projectId: string; readonly environmentId: string; readonly tenantId: string | null },
): DeploymentDocument | undefined {
  return store
    .all('Deployments')
    .findLast(
      ({ ProjectId, EnvironmentId, TenantId, TaskId }) =>
        ProjectId === place.projectId &&
        EnvironmentId === place.environmentId &&
        TenantId === place.tenantId &&
        store.get('ServerTasks', TaskId)?.State === 'Success',
    );
}
