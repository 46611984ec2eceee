import type { MachineDocument } from './state.ts';

type Written = Pick<
  MachineDocument,
  'EnvironmentIds' | 'TenantedDeploymentParticipation' | 'TenantIds' | 'TenantTags'
> & {
  readonly Endpoint: Pick<MachineDocument['Endpoint'], 'CommunicationStyle' | 'TentacleEndpointConfiguration'>;
};

/** Broken rules of a target. Target tags may come later: an agent may be made before it is installed. [docs] */
export function machineProblems(machine: Written): readonly string[] {
  const associated = machine.TenantIds.length + machine.TenantTags.length > 0;
  return [
    ...(machine.EnvironmentIds.length === 0 ? ['Give the machine at least one environment.'] : []),
    ...(associated && machine.TenantedDeploymentParticipation === 'Untenanted'
      ? ['A machine that takes no part in tenanted deployments cannot be associated with tenants.']
      : []),
    ...(machine.Endpoint.CommunicationStyle === 'KubernetesTentacle' ? agentProblems(machine) : []),
  ];
}

function agentProblems({ Endpoint }: Written): readonly string[] {
  const tentacle = Endpoint.TentacleEndpointConfiguration;
  const uri = tentacle?.Uri ?? '';
  return [
    ...(tentacle?.Thumbprint
      ? []
      : ['An agent needs a thumbprint: Endpoint.TentacleEndpointConfiguration.Thumbprint.']),
    ...(uri.startsWith('poll://') || uri.startsWith('https://')
      ? []
      : [
          `An agent's address starts with poll:// or https://: Endpoint.TentacleEndpointConfiguration.Uri is '${uri}'.`,
        ]),
  ];
}
