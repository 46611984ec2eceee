import type { ProcessDocument } from './state.ts';

/** Id of a project's process. [client] */
export function deploymentProcessIdOf(projectId: string): string {
  return `deploymentprocess-${projectId}`;
}

/** Id of a runbook's process. [guess] */
export function runbookProcessIdOf(runbookId: string): string {
  return `RunbookProcess-${runbookId}`;
}

export function emptyProcess(owner: { spaceId: string; projectId: string; runbookId?: string }): ProcessDocument {
  return {
    Id: owner.runbookId === undefined ? deploymentProcessIdOf(owner.projectId) : runbookProcessIdOf(owner.runbookId),
    SpaceId: owner.spaceId,
    ProjectId: owner.projectId,
    RunbookId: owner.runbookId ?? null,
    Version: 0,
    LastSnapshotId: null,
    Steps: [],
  };
}
