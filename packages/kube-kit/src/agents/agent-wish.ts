/** An Octopus agent to be installed in a cluster: a deployment target of one space. */
export interface AgentWish {
  readonly name: string;
  readonly space: string;
  readonly environments: readonly string[];
  readonly targetTags: readonly string[];
  readonly participation: 'Untenanted' | 'TenantedOrUntenanted' | 'Tenanted';
  readonly tenants: readonly string[];
  readonly tenantTags: readonly string[];
  /** The only namespaces that its scripts may work in, which have to be there; everywhere when left out. */
  readonly onlyIn?: readonly string[] | undefined;
}

/** The release of an agent and the namespace it lives in: `payments-dev` in `octopus-agent-payments-dev`. */
export function agentPlace(agent: Pick<AgentWish, 'name'>): { readonly release: string; readonly namespace: string } {
  // A release's name may have 53 signs, a namespace's 63.
  const release = labelOf(agent.name).slice(0, 49).replace(/-+$/, '');
  return { release, namespace: `${agentNamespacePrefix}${release}` };
}

/** What the namespaces of agents begin with. */
export const agentNamespacePrefix = 'octopus-agent-';

/** Agents whose names come to the same place, two or more of each; they would overwrite each other. */
export function agentsAtOnePlace(agents: readonly AgentWish[]): readonly (readonly AgentWish[])[] {
  const byPlace = new Map<string, AgentWish[]>();
  for (const agent of agents) {
    const { release } = agentPlace(agent);
    byPlace.set(release, [...(byPlace.get(release) ?? []), agent]);
  }
  return [...byPlace.values()].filter(({ length }) => length > 1);
}

function labelOf(name: string): string {
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return label === '' ? 'agent' : label;
}
