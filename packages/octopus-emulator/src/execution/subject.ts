import type { ChannelDocument } from '../channels/state.ts';
import type { DeploymentDocument, ExecutionFields } from '../deployments/state.ts';
import type { EnvironmentDocument } from '../environments/state.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { ReleaseDocument, SelectedGitResource } from '../releases/state.ts';
import type { RunbookRunDocument } from '../runbook-runs/state.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { RunbookDocument } from '../runbooks/state.ts';
import type { ProcessSnapshotDocument } from '../snapshots/state.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import type { TaskDocument } from '../tasks/state.ts';
import type { TenantDocument } from '../tenants/state.ts';
import type { World } from '../world.ts';

interface SubjectBase {
  readonly task: TaskDocument;
  readonly space: SpaceDocument;
  readonly project: ProjectDocument;
  readonly environment: EnvironmentDocument;
  readonly tenant: TenantDocument | undefined;
  readonly process: ProcessSnapshotDocument;
  /** The project's own snapshot first, then those of library sets. */
  readonly variableSnapshotIds: readonly string[];
  readonly gitResources: readonly SelectedGitResource[];
  /** What `ProcessOwner` scopes name: the project, or the runbook. */
  readonly processOwner: string;
}

/** A task with everything it is about. */
export type Subject = SubjectBase &
  (
    | {
        readonly kind: 'deployment';
        readonly document: DeploymentDocument;
        readonly release: ReleaseDocument;
        readonly channel: ChannelDocument;
      }
    | {
        readonly kind: 'run';
        readonly document: RunbookRunDocument;
        readonly runbook: RunbookDocument;
        readonly snapshot: RunbookSnapshotDocument;
      }
  );

/** Gathers a task's subject; `undefined` for chores, and when something it needs was deleted. */
export function subjectOf(world: World, task: TaskDocument): Subject | undefined {
  if (task.Name === 'Deploy') return deploymentSubject(world, task);
  return task.Name === 'RunbookRun' ? runSubject(world, task) : undefined;
}

function placeOf({ store }: World, document: ExecutionFields) {
  const space = store.get('Spaces', document.SpaceId);
  const project = store.get('Projects', document.ProjectId);
  const environment = store.get('Environments', document.EnvironmentId);
  const tenant = document.TenantId === null ? undefined : store.get('Tenants', document.TenantId);
  if (space === undefined || project === undefined || environment === undefined) return undefined;
  if (document.TenantId !== null && tenant === undefined) return undefined;
  return { space, project, environment, tenant };
}

function deploymentSubject(world: World, task: TaskDocument): Subject | undefined {
  const { store } = world;
  const document = store.get('Deployments', task.SubjectId);
  const place = document === undefined ? undefined : placeOf(world, document);
  const release = document === undefined ? undefined : store.get('Releases', document.ReleaseId);
  if (document === undefined || place === undefined || release === undefined) return undefined;
  const channel = store.get('Channels', document.ChannelId);
  const process = store.get('ProcessSnapshots', release.ProjectDeploymentProcessSnapshotId);
  if (channel === undefined || process === undefined) return undefined;
  return {
    kind: 'deployment',
    task,
    ...place,
    document,
    release,
    channel,
    process,
    variableSnapshotIds: [release.ProjectVariableSetSnapshotId, ...release.LibraryVariableSetSnapshotIds],
    gitResources: release.SelectedGitResources,
    processOwner: place.project.Id,
  };
}

function runSubject(world: World, task: TaskDocument): Subject | undefined {
  const { store } = world;
  const document = store.get('RunbookRuns', task.SubjectId);
  const place = document === undefined ? undefined : placeOf(world, document);
  const snapshot = document === undefined ? undefined : store.get('RunbookSnapshots', document.RunbookSnapshotId);
  const runbook = document === undefined ? undefined : store.get('Runbooks', document.RunbookId);
  if (document === undefined || place === undefined || snapshot === undefined || runbook === undefined)
    return undefined;
  const process = store.get('ProcessSnapshots', snapshot.FrozenRunbookProcessId);
  if (process === undefined) return undefined;
  return {
    kind: 'run',
    task,
    ...place,
    document,
    runbook,
    snapshot,
    process,
    variableSnapshotIds: [snapshot.ProjectVariableSetSnapshotId, ...snapshot.LibraryVariableSetSnapshotIds],
    gitResources: snapshot.SelectedGitResources,
    processOwner: runbook.Id,
  };
}

/** Ids of everything a task is about, the deployment or run first; events and interruptions carry them. */
export function relatedIds(subject: Subject): string[] {
  const { document, project, environment, tenant, task } = subject;
  const own =
    subject.kind === 'deployment'
      ? [subject.release.Id, subject.channel.Id]
      : [subject.runbook.Id, subject.snapshot.Id];
  const tenants = tenant === undefined ? [] : [tenant.Id];
  return [document.Id, project.Id, ...own, environment.Id, ...tenants, task.Id, project.ProjectGroupId];
}

/** What a subject is called in sentences of the log and of events. */
export function nameOf(subject: Subject): string {
  const what =
    subject.kind === 'deployment'
      ? `release ${subject.release.Version} of ${subject.project.Name}`
      : `runbook ${subject.runbook.Name} of ${subject.project.Name}`;
  const tenant = subject.tenant === undefined ? '' : ` for ${subject.tenant.Name}`;
  return `${what} in ${subject.environment.Name}${tenant}`;
}
