import type { World } from '../world.ts';
import type { DeploymentFreezeDocument } from './state.ts';
import { freezeStatus } from './windows.ts';

/** Where something would be deployed. */
export interface FreezePlace {
  readonly projectId: string;
  readonly environmentId: string;
  readonly tenantId: string | null;
}

/** The freezes that are in force at a place now. A freeze of a tenant freezes no other. [docs] */
export function blockingFreezes(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  place: FreezePlace,
): DeploymentFreezeDocument[] {
  const nowMs = clock.now();
  return store
    .all('DeploymentFreezes')
    .filter((freeze) => covers(freeze, place) && freezeStatus(freeze, nowMs) === 'Active');
}

function covers(freeze: DeploymentFreezeDocument, { projectId, environmentId, tenantId }: FreezePlace): boolean {
  return (
    (freeze.ProjectEnvironmentScope[projectId] ?? []).includes(environmentId) ||
    freeze.TenantProjectEnvironmentScope.some(
      (scope) => scope.TenantId === tenantId && scope.ProjectId === projectId && scope.EnvironmentId === environmentId,
    )
  );
}

/** Why a freeze refuses or fails a deployment. */
export function freezeSentence(
  world: Pick<World, 'store'>,
  freeze: DeploymentFreezeDocument,
  place: FreezePlace,
): string {
  const { store } = world;
  const environment = store.get('Environments', place.environmentId)?.Name ?? place.environmentId;
  const tenant = place.tenantId === null ? undefined : (store.get('Tenants', place.tenantId)?.Name ?? place.tenantId);
  const where = tenant === undefined ? `'${environment}'` : `'${environment}' for '${tenant}'`;
  return `The deployment freeze '${freeze.Name}' is active in ${where}.`;
}
