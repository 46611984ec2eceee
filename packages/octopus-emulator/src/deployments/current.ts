import { placeKey } from '../store/histories.ts';
import type { Store } from '../store/store.ts';
import type { DeploymentDocument } from './state.ts';

/** The newest successful deployment of a project in an environment, for one tenant or none. */
export function currentDeployment(
  store: Pick<Store, 'lastWhere' | 'get'>,
  place: { readonly projectId: string; readonly environmentId: string; readonly tenantId: string | null },
): DeploymentDocument | undefined {
  const { projectId: ProjectId, environmentId: EnvironmentId, tenantId: TenantId } = place;
  const task = store.lastWhere('ServerTasks', 'Succeeded', placeKey({ ProjectId, EnvironmentId, TenantId }));
  return task && store.get('Deployments', task.SubjectId);
}
