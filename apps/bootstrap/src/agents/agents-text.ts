import { renderTable } from '@octotrain/command-line';
import type { AgentStatus, AgentWish, FootprintRow, KubeProblem } from '@octotrain/kube-kit';
import type { AgentCluster } from './agent-desk.ts';

/** A cluster, and how its agents are. */
export interface Seen {
  readonly cluster: AgentCluster;
  readonly agents: readonly AgentStatus[];
  /** What each takes of the cluster, by the name of its release. */
  readonly footprint: ReadonlyMap<string, FootprintRow>;
}

interface Outcome {
  readonly agent: AgentWish;
  readonly outcome: string;
  readonly problem?: KubeProblem | undefined;
}

/** One row for each agent. */
export function outcomesText(
  all: readonly { cluster: AgentCluster; agents: readonly Outcome[] }[],
  width: number,
): string {
  const rows = all.flatMap(({ cluster, agents }) =>
    agents.map(({ agent, outcome }) => [cluster.open.inLab.name, agent.space, agent.name, outcome]),
  );
  return table(['Cluster', 'Space', 'Agent', 'Outcome'], rows, width);
}

/** The same as a document. */
export function outcomesDocument(
  all: readonly { cluster: AgentCluster; driver: string | undefined; agents: readonly Outcome[] }[],
): object {
  return {
    schema: 1,
    clusters: all.map(({ cluster, driver, agents }) => ({
      cluster: cluster.open.inLab.name,
      driver: driver ?? 'failed',
      agents: agents.map(({ agent, outcome, problem }) => ({
        ...{ name: agent.name, space: agent.space, outcome },
        ...(problem === undefined ? {} : { problem }),
      })),
    })),
  };
}

/** One row for each agent: its release, its health, what it takes. */
export function statusText(all: readonly Seen[], width: number): string {
  const rows = all.flatMap(({ cluster, agents, footprint }) =>
    agents.map(({ agent, release, health, namespace }) => {
      const taken = footprint.get(namespace);
      return [
        ...[cluster.open.inLab.name, agent.space, agent.name, release, health],
        ...[String(taken?.pods ?? 0), taken?.requests.cpu ?? '', taken?.requests.memory ?? ''],
      ];
    }),
  );
  return table(['Cluster', 'Space', 'Agent', 'Release', 'Health', 'Pods', 'CPU', 'Memory'], rows, width);
}

/** The same as a document. */
export function statusDocument(all: readonly Seen[]): object {
  return {
    schema: 1,
    clusters: all.map(({ cluster, agents, footprint }) => ({
      cluster: cluster.open.inLab.name,
      agents: agents.map(({ agent, namespace, release, revision, chart, health, isRight }) => ({
        ...{ name: agent.name, space: agent.space, namespace, release, revision, chart, health, isRight },
        footprint: footprint.get(namespace),
      })),
    })),
  };
}

function table(headings: readonly string[], rows: readonly (readonly string[])[], width: number): string {
  return renderTable({ columns: headings.map((heading) => ({ heading, narrowTo: 8 })), rows, width });
}
