import { createHash } from 'node:crypto';
import type { Agent } from '@octotrain/lab-config';
import type { Endpoint } from '@octotrain/octopus-client';

/**
 * How a simulated agent says it is reached. Its address names the cluster it sits in, so that agents which share a
 * cluster can be told to; its thumbprint looks like one and is always the same for one name.
 */
export function simulatedEndpoint(agent: Pick<Agent, 'name' | 'context'>): Endpoint {
  return {
    CommunicationStyle: 'KubernetesTentacle',
    TentacleEndpointConfiguration: {
      CommunicationMode: 'Polling',
      Thumbprint: thumbprintOf(agent.name),
      Uri: `poll://${agent.name}.${agent.context}/`,
    },
    UpgradeLocked: false,
    DefaultNamespace: 'default',
  };
}

/** The SHA-1 of a name in the form of a certificate's thumbprint. */
function thumbprintOf(name: string): string {
  return createHash('sha1').update(name).digest('hex').toUpperCase();
}

/** Whether two endpoints lead to the same agent. */
export function isSameEndpoint(left: Endpoint, right: Endpoint): boolean {
  const [a, b] = [left.TentacleEndpointConfiguration, right.TentacleEndpointConfiguration];
  return left.CommunicationStyle === right.CommunicationStyle && a?.Uri === b?.Uri && a?.Thumbprint === b?.Thumbprint;
}
