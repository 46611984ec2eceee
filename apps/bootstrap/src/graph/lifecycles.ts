import type { Lab, Lifecycle, Phase } from '@octotrain/lab-config';
import type { Flowchart, Frame } from './flowchart.ts';

/**
 * Each lifecycle as the way of a release through its phases. One that is alike in several spaces is drawn once; of
 * several of one name each says where it holds.
 */
export function lifecycleShapes(lab: Lab): Flowchart {
  const ways = waysOf(lab);
  const frames = ways.map(({ lifecycle, spaces }, at): Frame => {
    const isAlone = ways.filter((one) => one.lifecycle.name === lifecycle.name).length === 1;
    const phases = lifecycle.phases.map((phase) => ({ key: keyOf(at, phase), lines: phaseLines(phase) }));
    // Without phases the server takes each environment in turn. [docs]
    const inside = phases.length > 0 ? phases : [{ key: `turn ${at}`, lines: ['each environment in turn'] }];
    const title = isAlone ? lifecycle.name : `${lifecycle.name} in ${spaces.join(', ')}`;
    return { key: `lifecycle ${at}`, title, inside };
  });
  const edges = ways.flatMap(({ lifecycle: { phases } }, at) =>
    phases.slice(1).map((phase, before) => ({ from: keyOf(at, phases[before] ?? phase), to: keyOf(at, phase) })),
  );
  return { shapes: [{ key: 'lifecycles', title: 'Lifecycles', inside: frames }], edges };
}

interface Way {
  readonly lifecycle: Lifecycle;
  readonly spaces: string[];
}

function waysOf(lab: Lab): readonly Way[] {
  const ways = new Map<string, Way>();
  for (const space of lab.spaces) {
    for (const lifecycle of space.lifecycles) {
      const key = JSON.stringify(lifecycle);
      const way = ways.get(key) ?? { lifecycle, spaces: [] };
      way.spaces.push(space.name);
      ways.set(key, way);
    }
  }
  return [...ways.values()];
}

/** A phase of one environment has that one's name as a rule, and then it is not said twice. */
function phaseLines({ name, automatic, manual, optional }: Phase): readonly string[] {
  const isSaid = automatic.length + manual.length === 1 && [...automatic, ...manual].includes(name);
  const environments = isSaid
    ? automatic.map(() => 'automatic')
    : [...automatic.map((one) => `${one} (automatic)`), ...manual];
  return [name, ...(environments.length > 0 ? [environments.join(', ')] : []), ...(optional ? ['may be skipped'] : [])];
}

function keyOf(way: number, phase: Phase): string {
  return `phase ${way} ${phase.name}`;
}
