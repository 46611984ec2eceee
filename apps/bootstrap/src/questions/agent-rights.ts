import { type Access, agentPlace, grantWords, type NamespaceReach, reachInto } from '@octotrain/kube-kit';
import { type Agent, clusterNamespaces, type Lab, spaceNamespaces } from '@octotrain/lab-config';

/** The account that an agent's scripts have, by Octopus' chart. [client] */
const scripts = 'octopus-agent-scripts';

/** What an agent's scripts may do in a namespace. */
export interface RightsIn extends NamespaceReach {
  /** Whether projects of the agent's own space are deployed there. */
  readonly isOwn: boolean;
}

/** How far an agent reaches. */
export interface AgentRights {
  readonly agent: Pick<Agent, 'name' | 'space'>;
  /** The account that its scripts have, by the name that Kubernetes knows it by. */
  readonly account: string;
  /** Namespaces of the lab on its cluster, of the agents there, and kube-system. */
  readonly reach: readonly RightsIn[];
}

/** What the agents of a cluster may do, in the namespaces that are asked about or else in all that concern the lab. */
export function agentRights(
  lab: Lab,
  options: {
    cluster: string;
    access: Access;
    agents?: readonly string[] | undefined;
    namespaces?: readonly string[] | undefined;
  },
): readonly AgentRights[] {
  const { cluster, access } = options;
  const all = lab.spaces.flatMap(({ agents }) => agents.filter((agent) => agent.cluster === cluster));
  const places = all.map((agent) => agentPlace(agent).namespace);
  const ofLab = clusterNamespaces(lab, cluster).namespaces.map(({ name }) => name);
  const namespaces = options.namespaces ?? [...ofLab, ...places, 'kube-system'];
  return all
    .filter(({ name }) => options.agents?.includes(name) ?? true)
    .map((agent) => {
      const { namespace } = agentPlace(agent);
      const subject = { serviceAccount: scripts, namespace };
      const own = new Set([...spaceNamespaces(lab, agent), namespace]);
      const reach = reachInto({ access, subject, namespaces });
      return {
        agent,
        account: `system:serviceaccount:${namespace}:${scripts}`,
        reach: reach.map((one) => ({ ...one, isOwn: own.has(one.namespace) })),
      };
    });
}

/** Namespaces of others that an agent may write in. */
export function trespasses({ reach }: AgentRights): readonly RightsIn[] {
  return reach.filter(({ isOwn, writes }) => !isOwn && writes);
}

/** The bindings by which an agent may write somewhere, each once. */
export function bindingsOf(reach: readonly RightsIn[]): readonly string[] {
  return [...new Set(reach.flatMap(({ allowed }) => allowed.map(({ by }) => grantWords(by))))];
}
