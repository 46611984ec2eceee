import { acceptDeployments } from '../deployments/accept.ts';
import type { MachineDocument } from '../machines/state.ts';
import type { Caller } from '../permissions/caller.ts';
import { currentRelease } from '../releases/current.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import { modeAllows, targetServes } from '../tenants/participation.ts';
import type { World } from '../world.ts';
import type { ActionOf } from './actions.ts';
import type { ProjectTriggerDocument } from './state.ts';

interface Place {
  readonly environmentId: string;
  readonly tenantId: string | null;
}

/**
 * Deploys what is current in a target's environments to that target alone, once for each tenant that it serves; a target that has
 * it already is left alone unless it shall have it again. Freezes do not hinder it. [docs]
 */
export function deployToMachine(
  world: World,
  caller: Caller,
  parts: { trigger: ProjectTriggerDocument; action: ActionOf<'AutoDeploy'>; machineId: string },
): void {
  const { trigger, action } = parts;
  const machine = world.store.get('Machines', parts.machineId);
  if (machine === undefined || machine.IsDisabled) return;
  const requests = placesOf(world, trigger, machine).flatMap((place) => {
    const release = currentRelease(world, { projectId: trigger.ProjectId, ...place });
    if (release === undefined) return [];
    const again = action.ShouldRedeployWhenMachineHasBeenDeployedTo;
    if (!again && hasReceived(world, machine.Id, { release, place })) return [];
    const wishes = { SpecificMachineIds: [machine.Id] };
    return { release, ...place, wishes, given: {}, ignoresFreezes: true };
  });
  acceptDeployments(world, caller, requests);
}

function placesOf({ store }: World, trigger: ProjectTriggerDocument, machine: MachineDocument): readonly Place[] {
  const project = store.get('Projects', trigger.ProjectId);
  const filter = trigger.Filter.FilterType === 'MachineFilter' ? trigger.Filter.EnvironmentIds : [];
  const environments = machine.EnvironmentIds.filter((id) => filter.length === 0 || filter.includes(id));
  if (project === undefined) return [];
  const mode = project.TenantedDeploymentMode;
  const tenants = store.all('Tenants').filter((tenant) => !tenant.IsDisabled && targetServes(machine, tenant));
  return environments.flatMap((environmentId) => [
    ...(modeAllows(mode, false) && targetServes(machine, undefined) ? [{ environmentId, tenantId: null }] : []),
    ...(modeAllows(mode, true) ? tenants : [])
      .filter(({ ProjectEnvironments }) => ProjectEnvironments[project.Id]?.includes(environmentId))
      .map(({ Id }) => ({ environmentId, tenantId: Id })),
  ]);
}

function hasReceived(
  { store }: World,
  machineId: string,
  { release, place }: { release: ReleaseDocument; place: Place },
): boolean {
  return store
    .where('Deployments', 'ReleaseId', release.Id)
    .some(
      ({ EnvironmentId, TenantId, DeployedToMachineIds, TaskId }) =>
        EnvironmentId === place.environmentId &&
        TenantId === place.tenantId &&
        DeployedToMachineIds.includes(machineId) &&
        store.get('ServerTasks', TaskId)?.State === 'Success',
    );
}
