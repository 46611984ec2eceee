import type { Activity } from '../wire-types.ts';

/** The name of a step, of a node in a task's log: nodes are called `Step 2: Name` or by the name alone [client]. */
export function stepNameOf(nodeName: string): string {
  return nodeName.replace(/^Step \d+(\.\d+)?: /, '');
}

/** The node of a step in a task's log, whatever the case of its name; undefined when the step was not reached. */
export function findStep(logs: readonly Activity[], step: string): Activity | undefined {
  for (const node of logs) {
    if (stepNameOf(node.Name).toLowerCase() === step.toLowerCase()) return node;
    const below = findStep(node.Children, step);
    if (below) return below;
  }
  return undefined;
}
