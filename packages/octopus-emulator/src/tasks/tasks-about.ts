import type { Store } from '../store/store.ts';

const kinds = ['ServerTasks', 'Deployments', 'RunbookRuns', 'Releases', 'RunbookSnapshots'];

/**
 * Ids that may be of tasks: of the task itself, of what a deployment or run is carried out by, of all that deploy a release
 * or run a snapshot. Ids are known in any case.
 */
export function tasksAbout(store: Store, text: string): readonly string[] {
  const id = asKept(text);
  const subject = store.get('Deployments', id) ?? store.get('RunbookRuns', id);
  const deployments = store.where('Deployments', 'ReleaseId', id);
  const runs = store.where('RunbookRuns', 'RunbookSnapshotId', id);
  return [id, ...[...(subject === undefined ? [] : [subject]), ...deployments, ...runs].map(({ TaskId }) => TaskId)];
}

function asKept(id: string): string {
  const kind = kinds.find((name) => id.toLowerCase().startsWith(`${name.toLowerCase()}-`));
  return kind === undefined ? id : `${kind}${id.slice(kind.length)}`;
}
