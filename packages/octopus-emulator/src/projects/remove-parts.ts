import type { Store } from '../store/store.ts';

const owned = ['Channels', 'ProjectTriggers', 'Runbooks', 'DeploymentProcesses', 'RunbookProcesses'] as const;

/** Removes what goes with a project. Its tasks and its events stay. [guess] */
export function removeProjectParts(store: Store, projectId: string): void {
  for (const variableSet of store.all('Variables')) {
    if (variableSet.OwnerId === projectId) store.remove('Variables', variableSet.Id);
  }
  store.remove('DeploymentSettings', projectId);
  store.remove('GitRepositories', projectId);
  for (const collection of owned) {
    for (const document of store.all(collection)) {
      if (document.ProjectId === projectId) store.remove(collection, document.Id);
    }
  }
  for (const collection of ['GitCommits', 'RunbookSnapshots', 'Releases', 'Deployments', 'RunbookRuns'] as const) {
    const own = store.newest(collection, { group: ({ ProjectId }) => ProjectId === projectId });
    for (const { Id } of own.slice(0, own.length)) store.remove(collection, Id);
  }
}
