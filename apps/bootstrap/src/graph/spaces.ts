import { projectsOf } from '@octotrain/lab-apply';
import type { Lab, Project, Space } from '@octotrain/lab-config';
import type { Edge, Frame, Shape } from './flowchart.ts';

/** Each space as a frame with what is in it, or as a box with its name. */
export function spaceShapes(lab: Lab, detail: 'full' | 'names'): readonly Shape[] {
  return lab.spaces.map((space) => {
    const key = `space ${space.name}`;
    const inside = detail === 'full' ? spaceInside(lab, space) : [];
    return inside.length === 0 ? { key, lines: [space.name] } : { key, title: space.name, inside };
  });
}

/** Who includes which variable set, and which project a tenant gets of its own. */
export function spaceEdges(lab: Lab): readonly Edge[] {
  return lab.spaces.flatMap((space) => {
    const inside = (kind: string, name: string) => `${kind} ${space.name} ${name}`;
    const included = projectsOf(lab, space).flatMap((project) =>
      project.variableSets.map((set) => ({ from: inside('set', set), to: inside('project', project.name) })),
    );
    const connected = space.tenants.flatMap(({ name, connections }) =>
      connections.map(({ project }) => ({ from: inside('tenant', name), to: inside('project', project) })),
    );
    return [...included, ...connected];
  });
}

function spaceInside(lab: Lab, space: Space): Frame['inside'] {
  const key = (kind: string, name: string) => `${kind} ${space.name} ${name}`;
  return [
    ...space.variableSets.map(({ name }) => ({ key: key('set', name), lines: [name], form: 'store' as const })),
    ...space.tenants.map(({ name }) => ({ key: key('tenant', name), lines: [name], form: 'round' as const })),
    ...projectsOf(lab, space).map((project) => ({ key: key('project', project.name), lines: projectLines(project) })),
  ];
}

/** Its name, the lifecycles that its channels follow, and its runbooks. */
function projectLines({ name, lifecycle, channels, runbooks }: Project): readonly string[] {
  const lifecycles = new Set([lifecycle, ...channels.flatMap((channel) => channel.lifecycle ?? [])]);
  return [name, [...lifecycles].join(', '), ...runbooks.map((runbook) => `▷ ${runbook.name}`)];
}
