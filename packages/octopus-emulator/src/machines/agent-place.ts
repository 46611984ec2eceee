import type { ReachedDocument } from './state.ts';

/** Where a Kubernetes agent lives in its cluster: a helm release in a namespace of its own. */
interface AgentPlace {
  readonly release: string;
  readonly namespace: string;
}

/**
 * The place of a Kubernetes agent, as Octopus' wizard names it [docs]; undefined for any other machine. An agent knows it
 * from the beginning, the server shows it once the agent has answered.
 */
export function agentPlace({ Endpoint, Slug }: Pick<ReachedDocument, 'Endpoint' | 'Slug'>): AgentPlace | undefined {
  if (Endpoint.CommunicationStyle !== 'KubernetesTentacle') return undefined;
  return { release: Slug, namespace: `octopus-agent-${Slug}` };
}
