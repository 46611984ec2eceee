import { type AgentWish, agentPlace } from './agent-wish.ts';

/** The Octopus server, as agents reach it. */
export interface AgentServerAddress {
  readonly url: string;
  /** Where agents poll; the server's host at port 10943 by default. [docs] */
  readonly commsUrl?: string | undefined;
}

/** Values of a chart. */
export type ChartValues = Readonly<Record<string, unknown>>;

/**
 * The values of the chart `octopusdeploy/kubernetes-agent`, major version 3, for an agent, without its credential. Its
 * work folder is on NFS, so that scripts may run on any node. [docs]
 */
export function agentValues(agent: AgentWish, server: AgentServerAddress): ChartValues {
  const { environments, targetTags, participation, tenants, tenantTags } = agent;
  const initial = {
    environments,
    tags: targetTags,
    tenantedDeploymentParticipation: participation,
    ...(tenants.length > 0 ? { tenants } : {}),
    ...(tenantTags.length > 0 ? { tenantTags } : {}),
  };
  return {
    agent: {
      acceptEula: 'Y',
      name: agent.name,
      serverUrl: server.url,
      serverCommsAddress: server.commsUrl ?? usualCommsUrl(server.url),
      space: agent.space,
      deploymentTarget: { enabled: true, initial },
    },
    persistence: { accessModes: ['ReadWriteMany'], nfs: { enabled: true } },
    ...(agent.onlyIn === undefined ? {} : { scriptPods: { serviceAccount: confinedTo(agent.onlyIn, agent) } }),
  };
}

function confinedTo(namespaces: readonly string[], agent: AgentWish): ChartValues {
  // None at all would be everywhere for the chart.
  return { targetNamespaces: namespaces.length > 0 ? namespaces : [agentPlace(agent).namespace] };
}

/** The values with the credential that the agent registers by. Secret: they go to helm's standard input only. */
export function withCredential(values: ChartValues, apiKey: string): ChartValues {
  return { ...values, agent: { ...Object(values.agent), serverApiKey: apiKey } };
}

/** Whether a release has the values that it should, whatever credential it was installed with. */
export function sameValues(wished: ChartValues, live: unknown): boolean {
  return canonical(wished) === canonical(withoutCredential(live));
}

function withoutCredential(values: unknown): unknown {
  const copy: Record<string, unknown> = { ...Object(values) };
  const { serverApiKey: _, ...agent } = Object(copy.agent);
  return { ...copy, agent };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inside: unknown) =>
    typeof inside === 'object' && inside !== null && !Array.isArray(inside)
      ? Object.fromEntries(Object.entries(inside).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : inside,
  );
}

function usualCommsUrl(url: string): string {
  return `https://${new URL(url).hostname}:10943`;
}
