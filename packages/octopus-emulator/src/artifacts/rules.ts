import type { Scope } from '../permissions/rules.ts';
import type { Store } from '../store/store.ts';
import type { TaskDocument } from '../tasks/state.ts';
import type { ArtifactDocument } from './state.ts';

/** Where a permission for an artifact is asked: where its task worked. [guess] */
export function artifactScope(store: Store, artifact: Pick<ArtifactDocument, 'SpaceId' | 'ServerTaskId'>): Scope {
  const task = store.get('ServerTasks', artifact.ServerTaskId);
  return task === undefined ? { spaceId: artifact.SpaceId } : scopeOfTask(task);
}

function scopeOfTask(task: TaskDocument): Scope {
  const { SpaceId: spaceId, ProjectId: projectId, EnvironmentId: environmentId, TenantId: tenantId } = task;
  return { spaceId, projectId, environmentId, tenantId };
}

/**
 * Whether an artifact is related to a document: its task, what the task carries out, the release or snapshot of that, or the
 * project, environment, tenant or runbook it works for. [docs; guess for the runbook]
 */
export function concerns(store: Store, artifact: ArtifactDocument, id: string): boolean {
  const task = store.get('ServerTasks', artifact.ServerTaskId);
  if (artifact.ServerTaskId === id) return true;
  if (task === undefined) return false;
  return [
    task.SubjectId,
    task.ProjectId,
    task.EnvironmentId,
    task.TenantId,
    task.RunbookId,
    store.get('Deployments', task.SubjectId)?.ReleaseId,
    store.get('RunbookRuns', task.SubjectId)?.RunbookSnapshotId,
  ].includes(id);
}

/** Takes away everything that a task left. */
export function removeArtifactsOf(store: Store, taskId: string): void {
  for (const { Id } of store.where('Artifacts', 'ServerTaskId', taskId)) {
    store.remove('ArtifactContents', Id);
    store.remove('Artifacts', Id);
  }
}
