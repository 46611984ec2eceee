import type { Caller } from '../permissions/caller.ts';
import type { Scope } from '../permissions/rules.ts';
import type { Groups } from '../store/histories.ts';
import type { InterruptionDocument } from './state.ts';

function scopeOf(interruption: Groups['Interruptions']): Scope {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = interruption;
  return { spaceId, projectId, environmentId, tenantId };
}

/** Those who may view interruptions, or answer them, may see one. */
export function maySee(caller: Caller, interruption: Groups['Interruptions']): boolean {
  const scope = scopeOf(interruption);
  return caller.mayAny(['InterruptionView', 'InterruptionSubmit', 'InterruptionViewSubmitResponsible'], scope);
}

/**
 * Why a caller may not take responsibility; `undefined` when they may. With responsible teams only their members may,
 * with either permission; without any, those who may submit, or who may deploy the project and submit what they are
 * responsible for. Administrators stand above teams. [docs; guess for administrators]
 */
export function responsibilityRefusal(
  caller: Caller,
  interruption: InterruptionDocument,
): 'permission' | 'team' | undefined {
  const scope = scopeOf(interruption);
  if (caller.may('AdministerSystem', {})) return undefined;
  if (!caller.mayAny(['InterruptionSubmit', 'InterruptionViewSubmitResponsible'], scope)) return 'permission';
  const teams = interruption.ResponsibleTeamIds;
  if (teams.length > 0) return teams.some((id) => caller.teamIds().includes(id)) ? undefined : 'team';
  return caller.may('InterruptionSubmit', scope) || caller.may('DeploymentCreate', scope) ? undefined : 'permission';
}
