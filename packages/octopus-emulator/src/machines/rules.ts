import type { MachineDocument } from './state.ts';

type Written = Pick<MachineDocument, 'EnvironmentIds' | 'TenantedDeploymentParticipation' | 'TenantIds' | 'TenantTags'>;

/** Broken rules of a target. Target tags may come later: an agent may be made before it is installed. [docs] */
export function machineProblems(machine: Written): readonly string[] {
  const associated = machine.TenantIds.length + machine.TenantTags.length > 0;
  return [
    ...(machine.EnvironmentIds.length === 0 ? ['Give the machine at least one environment.'] : []),
    ...(associated && machine.TenantedDeploymentParticipation === 'Untenanted'
      ? ['A machine that takes no part in tenanted deployments cannot be associated with tenants.']
      : []),
  ];
}
