import type { Agent, Lab } from '@octotrain/lab-config';
import type { Edge, Shape } from './flowchart.ts';
import { grouped } from './grouped.ts';

/** The Kubernetes clusters that agents of the lab sit in, with the environments that live there. */
export function clusterShapes(lab: Lab): readonly Shape[] {
  const clusters = grouped(agentsOf(lab), ({ cluster }) => cluster);
  const boxes = [...clusters].map(([cluster, agents]) => {
    const environments = new Set(agents.flatMap((agent) => agent.environments));
    return { key: keyOfCluster(cluster), lines: [cluster, [...environments].join(', ')], form: 'hexagon' } as const;
  });
  return [{ key: 'clusters', title: 'Clusters', inside: boxes }];
}

/** One arrow for each agent: from its space to its cluster. */
export function clusterEdges(lab: Lab): readonly Edge[] {
  return agentsOf(lab).map(({ space, cluster, name }) => {
    return { from: `space ${space}`, to: keyOfCluster(cluster), label: name };
  });
}

function agentsOf(lab: Lab): readonly Agent[] {
  return lab.spaces.flatMap(({ agents }) => agents);
}

function keyOfCluster(cluster: string): string {
  return `cluster ${cluster}`;
}
