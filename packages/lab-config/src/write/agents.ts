import type { LabFile } from '../file/lab-file.ts';
import type { SpaceEntry } from '../file/spaces.ts';
import type { Agent, Lab, Space } from '../model/lab.ts';
import { slugOf } from '../model/slug.ts';
import { canonical, said } from './values.ts';

type ClusterEntry = NonNullable<LabFile['clusters']>[string];

/** Clusters, and what each space says of its agents. */
export interface ClustersAndAgents {
  readonly clusters: Record<string, ClusterEntry>;
  agentsOf(space: Space): SpaceEntry['agents'];
}

/**
 * Clusters told by the agents on them: agents of several spaces whose names end alike and that serve the same
 * environments share one. Agents of one space must have the same tags and serve the same tenants.
 */
export function clustersOf(lab: Lab): ClustersAndAgents {
  const clusters: Record<string, ClusterEntry> = {};
  const names = new Map<string, string>();
  const nameOf = (agent: Agent) => names.get(canonical([agent.cluster, entryOf(agent)])) ?? agent.cluster;
  const prefixes = new Map(lab.spaces.map((space) => [space.name, prefixOf(space)]));
  const entryOf = (agent: Agent): ClusterEntry => {
    const suffix = agent.name.slice((prefixes.get(agent.space) ?? '').length + 1);
    return {
      context: agent.context,
      ...(suffix === slugOf(agent.cluster) ? {} : { suffix }),
      environments: [...agent.environments],
    };
  };
  for (const agent of lab.spaces.flatMap((space) => space.agents)) {
    const key = canonical([agent.cluster, entryOf(agent)]);
    if (names.has(key)) continue;
    let name = agent.cluster;
    for (let nth = 2; name in clusters; nth += 1) name = `${agent.cluster}-${nth}`;
    names.set(key, name);
    clusters[name] = name === agent.cluster ? entryOf(agent) : { suffix: slugOf(agent.cluster), ...entryOf(agent) };
  }
  return {
    clusters,
    agentsOf(space) {
      const [first] = space.agents;
      if (first === undefined) return undefined;
      const prefix = prefixes.get(space.name) ?? '';
      const on = space.agents.map(nameOf);
      return {
        targetTags: [...first.targetTags],
        ...(prefix === slugOf(space.name) ? {} : { prefix }),
        ...(on.length === Object.keys(clusters).length ? {} : { clusters: on }),
        ...(first.multiTenancy === 'untenanted' ? {} : { multiTenancy: first.multiTenancy }),
        ...(first.confined ? { confined: true } : {}),
        ...said({ tenantTags: [...first.tenantTags] }),
      };
    },
  };
}

/** What the names of a space's agents begin with: its slug or, failing that, all they have in common up to a dash. */
function prefixOf({ name, agents }: Space): string {
  const slug = slugOf(name);
  if (agents.every((agent) => agent.name.startsWith(`${slug}-`))) return slug;
  const [first = '', ...others] = agents.map((agent) => agent.name);
  const dashes = [...first.matchAll(/-/g)].map(({ index }) => first.slice(0, index)).toReversed();
  return dashes.find((prefix) => others.every((one) => one.startsWith(`${prefix}-`))) ?? '';
}
