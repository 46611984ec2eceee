import type { Lab } from '@octotrain/lab-config';
import { clusterEdges, clusterShapes } from './clusters.ts';
import type { Flowchart } from './flowchart.ts';
import { lifecycleShapes } from './lifecycles.ts';
import { onlySpaces } from './only-spaces.ts';
import type { LabPart } from './parts.ts';
import { roleEdges, teamShapes } from './people.ts';
import { spaceEdges, spaceShapes } from './spaces.ts';

/** A picture of a lab, or of one side of it, in all its spaces or in some. Pure, and needs no server. */
export function labGraph(whole: Lab, { part, only }: { part: LabPart; only: readonly string[] }): Flowchart {
  const lab = onlySpaces(whole, only);
  const server = (detail: 'full' | 'names') => ({
    key: 'server',
    title: lab.name,
    inside: spaceShapes(lab, detail),
  });
  switch (part) {
    case 'spaces':
      return { shapes: [server('full')], edges: spaceEdges(lab) };
    case 'lifecycles':
      return lifecycleShapes(lab);
    case 'clusters':
      return { shapes: [server('names'), ...clusterShapes(lab)], edges: clusterEdges(lab) };
    case 'people':
      return { shapes: [...teamShapes(lab), server('names')], edges: roleEdges(lab) };
    case 'all': {
      const lifecycles = lifecycleShapes(lab);
      return {
        shapes: [...teamShapes(lab), ...lifecycles.shapes, server('full'), ...clusterShapes(lab)],
        edges: [...roleEdges(lab), ...lifecycles.edges, ...spaceEdges(lab), ...clusterEdges(lab)],
      };
    }
  }
}
