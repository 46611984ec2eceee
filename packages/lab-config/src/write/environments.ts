import type { LabFile } from '../file/lab-file.ts';
import type { Lab, Space } from '../model/lab.ts';
import { said } from './values.ts';

/** Environments of all spaces, each once, in an order that is right for every space when there is one. */
export function environmentEntries(
  { spaces }: Lab,
  shorts: ReadonlyMap<string, string>,
): LabFile['shared']['environments'] {
  return mergedOrder(spaces).map((name) => {
    const holders = spaces.filter((space) => space.environments.some((one) => one.name === name));
    const descriptions = holders.flatMap((space) => space.environments.filter((one) => one.name === name));
    const short = shorts.get(name);
    return {
      name,
      ...said({ description: descriptions[0]?.description }),
      ...(short === undefined ? {} : { short }),
      ...(holders.length === spaces.length ? {} : { spaces: holders.map((space) => space.name) }),
    };
  });
}

/** Takes the first name that comes next wherever it is still to come; where orders contradict, the first space's. */
function mergedOrder(spaces: readonly Space[]): readonly string[] {
  let lists = spaces.map((space) => space.environments.map(({ name }) => name));
  const order: string[] = [];
  for (;;) {
    const heads = lists.flatMap(([first]) => first ?? []);
    const [fallback] = heads;
    if (fallback === undefined) return order;
    const next = heads.find((name) => lists.every((list) => list.indexOf(name) <= 0)) ?? fallback;
    order.push(next);
    lists = lists.map((list) => list.filter((name) => name !== next));
  }
}
