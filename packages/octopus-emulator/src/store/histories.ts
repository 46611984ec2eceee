import type { DeploymentDocument } from '../deployments/state.ts';
import { documentTypeOf } from '../events/document-types.ts';
import type { EventDocument } from '../events/state.ts';
import type { InterruptionDocument } from '../interruptions/state.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { RunbookRunDocument } from '../runbook-runs/state.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { TaskDocument } from '../tasks/state.ts';
import type { Documents } from './documents.ts';

/** What all documents of a group have in common: there are few groups, however many documents. */
export interface Groups {
  ArtifactContents: object;
  Artifacts: object;
  Defects: object;
  Deployments: Pick<DeploymentDocument, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'ChannelId' | 'Name'>;
  Events: EventGroup;
  Interruptions: Pick<InterruptionDocument, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'IsPending'>;
  ProcessSnapshots: object;
  Releases: Pick<ReleaseDocument, 'SpaceId' | 'ProjectId' | 'ChannelId'>;
  RunbookRuns: Pick<RunbookRunDocument, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'RunbookId' | 'Name'>;
  RunbookSnapshots: Pick<RunbookSnapshotDocument, 'SpaceId' | 'ProjectId' | 'RunbookId'>;
  ServerTasks: TaskGroup;
  TaskLogs: object;
  VariableSnapshots: object;
}

/** What decides who sees an event, and what most filters ask about. */
export interface EventGroup extends Pick<EventDocument, 'SpaceId' | 'Category' | 'UserId' | 'UserAgent'> {
  /** Related documents of configuration: projects, project groups, environments, tenants. */
  readonly Places: readonly string[];
  /** Collections of all related documents. */
  readonly Types: readonly string[];
}

export type TaskGroup = Pick<
  TaskDocument,
  | 'SpaceId'
  | 'Name'
  | 'State'
  | 'ProjectId'
  | 'EnvironmentId'
  | 'TenantId'
  | 'RunbookId'
  | 'HasPendingInterruptions'
  | 'HasWarningsOrErrors'
>;

/** The indexes of each history, by which few of many documents are found. */
export interface Indexes {
  ArtifactContents: never;
  Artifacts: 'ServerTaskId';
  Defects: 'ReleaseId';
  Deployments: 'ReleaseId';
  Events: 'Related';
  Interruptions: 'TaskId' | 'Related';
  ProcessSnapshots: never;
  Releases: 'Version';
  RunbookRuns: 'RunbookSnapshotId';
  RunbookSnapshots: 'RunbookId';
  ServerTasks: 'Succeeded';
  TaskLogs: never;
  VariableSnapshots: never;
}

/** Collections that grow with the work done: what is old of them is read when it is asked for. */
export type History = keyof Groups;

/** How documents of a history are grouped and indexed. Nothing but the document decides. */
export interface HistoryShape<H extends History> {
  readonly group: (document: Documents[H]) => Groups[H];
  readonly indexes: { readonly [I in Indexes[H]]: (document: Documents[H]) => readonly string[] };
}

const plain = { group: () => ({}), indexes: {} };

export const histories: { readonly [H in History]: HistoryShape<H> } = {
  ArtifactContents: plain,
  Artifacts: { group: () => ({}), indexes: { ServerTaskId: ({ ServerTaskId }) => [ServerTaskId] } },
  Defects: { group: () => ({}), indexes: { ReleaseId: ({ ReleaseId }) => [ReleaseId] } },
  Deployments: {
    group: ({ SpaceId, ProjectId, EnvironmentId, TenantId, ChannelId, Name }) => ({
      SpaceId,
      ProjectId,
      EnvironmentId,
      TenantId,
      ChannelId,
      Name,
    }),
    indexes: { ReleaseId: ({ ReleaseId }) => [ReleaseId] },
  },
  Events: { group: eventGroup, indexes: { Related: ({ RelatedDocumentIds }) => RelatedDocumentIds.filter(isNoPlace) } },
  Interruptions: {
    group: ({ SpaceId, ProjectId, EnvironmentId, TenantId, IsPending }) => ({
      SpaceId,
      ProjectId,
      EnvironmentId,
      TenantId,
      IsPending,
    }),
    indexes: { TaskId: ({ TaskId }) => [TaskId], Related: ({ RelatedDocumentIds }) => RelatedDocumentIds },
  },
  ProcessSnapshots: plain,
  Releases: {
    group: ({ SpaceId, ProjectId, ChannelId }) => ({ SpaceId, ProjectId, ChannelId }),
    indexes: { Version: ({ ProjectId, Version }) => [versionKey(ProjectId, Version)] },
  },
  RunbookRuns: {
    group: ({ SpaceId, ProjectId, EnvironmentId, TenantId, RunbookId, Name }) => ({
      SpaceId,
      ProjectId,
      EnvironmentId,
      TenantId,
      RunbookId,
      Name,
    }),
    indexes: { RunbookSnapshotId: ({ RunbookSnapshotId }) => [RunbookSnapshotId] },
  },
  RunbookSnapshots: {
    group: ({ SpaceId, ProjectId, RunbookId }) => ({ SpaceId, ProjectId, RunbookId }),
    indexes: { RunbookId: ({ RunbookId }) => [RunbookId] },
  },
  ServerTasks: {
    group: ({
      SpaceId,
      Name,
      State,
      ProjectId,
      EnvironmentId,
      TenantId,
      RunbookId,
      HasPendingInterruptions,
      HasWarningsOrErrors,
    }) => ({
      SpaceId,
      Name,
      State,
      ProjectId,
      EnvironmentId,
      TenantId,
      RunbookId,
      HasPendingInterruptions,
      HasWarningsOrErrors,
    }),
    indexes: {
      Succeeded: (task) => (task.State === 'Success' && task.Name === 'Deploy' ? [placeKey(task)] : []),
    },
  },
  TaskLogs: plain,
  VariableSnapshots: plain,
};

/** What the index `Version` of releases is asked for: versions differ in more than case. */
export function versionKey(projectId: string, version: string): string {
  return `${projectId}/${version.toLowerCase()}`;
}

/** What the index `Succeeded` of tasks is asked for: where a deployment went. */
export function placeKey(place: Pick<TaskDocument, 'ProjectId' | 'EnvironmentId' | 'TenantId'>): string {
  return `${place.ProjectId}/${place.EnvironmentId}/${place.TenantId ?? ''}`;
}

const placeIds = /^(?:Projects|ProjectGroups|Environments|Tenants)-/;

/** Whether an id is part of an event's group; all others are in the index `Related`. */
export function isPlace(id: string): boolean {
  return placeIds.test(id);
}

function isNoPlace(id: string): boolean {
  return !isPlace(id);
}

function eventGroup({ SpaceId, Category, UserId, UserAgent, RelatedDocumentIds }: EventDocument): EventGroup {
  const types = new Set(RelatedDocumentIds.map(documentTypeOf));
  return {
    SpaceId,
    Category,
    UserId,
    UserAgent,
    Places: RelatedDocumentIds.filter(isPlace),
    Types: [...types],
  };
}
