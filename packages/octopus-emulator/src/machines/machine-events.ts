import type { RouteContext } from '../http/api.ts';
import type { MachineDocument } from './state.ts';

type Context = Pick<RouteContext, 'world' | 'caller' | 'userAgent'>;

/** Tells what triggers wait for, beside that the document was made, changed or deleted. [client for the categories] */
export function recordMachineEvent(
  { world, caller, userAgent }: Context,
  machine: MachineDocument,
  what: 'Added' | 'Deleted' | 'Enabled' | 'Disabled' | 'DeploymentRelatedPropertyWasUpdated',
): void {
  const verb = what === 'DeploymentRelatedPropertyWasUpdated' ? 'changed for deployments' : what.toLowerCase();
  world.record({
    category: `Machine${what}`,
    message: `Machine ${machine.Name} was ${verb}`,
    related: [machine.Id, ...machine.EnvironmentIds, ...machine.TenantIds],
    spaceId: machine.SpaceId,
    user: caller.user,
    userAgent,
  });
}

/** What a change of a target means for deployments: switched on or off, and what decides who is deployed to it. [guess for which fields] */
export function recordMachineChange(context: Context, before: MachineDocument, after: MachineDocument): void {
  if (before.IsDisabled !== after.IsDisabled)
    recordMachineEvent(context, after, after.IsDisabled ? 'Disabled' : 'Enabled');
  if (JSON.stringify(deploymentFields(before)) !== JSON.stringify(deploymentFields(after))) {
    recordMachineEvent(context, after, 'DeploymentRelatedPropertyWasUpdated');
  }
}

function deploymentFields(machine: MachineDocument): readonly unknown[] {
  const { EnvironmentIds, Roles, TenantIds, TenantTags, TenantedDeploymentParticipation } = machine;
  return [EnvironmentIds, Roles, TenantIds, TenantTags, TenantedDeploymentParticipation];
}
