import type { BuildInformationDocument } from '../build-information/state.ts';
import type { DeploymentDocument } from '../deployments/state.ts';
import { documentTypeOf } from '../events/document-types.ts';
import type { EventDocument } from '../events/state.ts';
import type { KnownPackageDocument } from '../feeds/state.ts';
import type { InterruptionDocument } from '../interruptions/state.ts';
import type { PackageDocument } from '../packages/state.ts';
import type { GitCommitDocument } from '../project-git/state.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { RunbookRunDocument } from '../runbook-runs/state.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { TaskDocument } from '../tasks/state.ts';
import type { Documents } from './documents.ts';

/** What all documents of a group have in common: there are few groups, however many documents. */
export interface Groups {
  ActionTemplateLogos: object;
  ActionTemplateVersions: object;
  Approvals: object;
  ArtifactContents: object;
  Artifacts: object;
  BuildInformation: Pick<BuildInformationDocument, 'SpaceId' | 'PackageId'>;
  Defects: object;
  Deployments: Pick<DeploymentDocument, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'ChannelId' | 'Name'>;
  EventArchives: object;
  Events: EventGroup;
  GitCommits: Pick<GitCommitDocument, 'ProjectId'>;
  Interruptions: Pick<InterruptionDocument, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'IsPending'>;
  KnownPackages: Pick<KnownPackageDocument, 'FeedId' | 'PackageId'>;
  PackageContents: object;
  Packages: Pick<PackageDocument, 'SpaceId' | 'FeedId' | 'PackageId'>;
  ProcessSnapshots: object;
  Releases: Pick<ReleaseDocument, 'SpaceId' | 'ProjectId' | 'ChannelId'>;
  RunbookRuns: Pick<RunbookRunDocument, 'SpaceId' | 'ProjectId' | 'EnvironmentId' | 'TenantId' | 'RunbookId' | 'Name'>;
  RunbookSnapshots: Pick<RunbookSnapshotDocument, 'SpaceId' | 'ProjectId' | 'RunbookId'>;
  ServerTaskApprovals: object;
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
  ActionTemplateLogos: never;
  ActionTemplateVersions: 'Template';
  Approvals: 'ChangeId';
  ArtifactContents: never;
  Artifacts: 'ServerTaskId';
  BuildInformation: 'Version';
  Defects: 'ReleaseId';
  Deployments: 'ReleaseId';
  EventArchives: never;
  Events: 'Related';
  GitCommits: 'ShortHash';
  Interruptions: 'TaskId' | 'Related';
  KnownPackages: never;
  PackageContents: never;
  Packages: 'Version';
  ProcessSnapshots: never;
  Releases: 'Version';
  RunbookRuns: 'RunbookSnapshotId';
  RunbookSnapshots: 'RunbookId';
  ServerTaskApprovals: 'ServerTaskId' | 'ChangeId' | 'Subject';
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
  ActionTemplateLogos: plain,
  ActionTemplateVersions: { group: () => ({}), indexes: { Template: ({ Id }) => [upToLastSlash(Id)] } },
  Approvals: { group: () => ({}), indexes: { ChangeId: ({ ChangeId }) => [ChangeId] } },
  ArtifactContents: plain,
  Artifacts: { group: () => ({}), indexes: { ServerTaskId: ({ ServerTaskId }) => [ServerTaskId] } },
  BuildInformation: {
    group: ({ SpaceId, PackageId }) => ({ SpaceId, PackageId }),
    indexes: { Version: (built) => [packageKey(built)] },
  },
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
  EventArchives: plain,
  Events: { group: eventGroup, indexes: { Related: ({ RelatedDocumentIds }) => RelatedDocumentIds.filter(isNoPlace) } },
  GitCommits: {
    group: ({ ProjectId }) => ({ ProjectId }),
    indexes: { ShortHash: ({ ProjectId, Hash }) => [commitKey(ProjectId, Hash)] },
  },
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
  KnownPackages: { group: ({ FeedId, PackageId }) => ({ FeedId, PackageId }), indexes: {} },
  PackageContents: plain,
  Packages: {
    group: ({ SpaceId, FeedId, PackageId }) => ({ SpaceId, FeedId, PackageId }),
    indexes: { Version: (document) => [packageKey(document)] },
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
  ServerTaskApprovals: {
    group: () => ({}),
    indexes: {
      ServerTaskId: ({ ServerTaskId }) => [ServerTaskId],
      ChangeId: ({ ChangeId }) => [ChangeId],
      Subject: ({ ChangeId }) => [upToLastSlash(ChangeId)],
    },
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

/** What the index `Version` of packages, and of how they were built, is asked for: in any case. */
export function packageKey(version: Pick<PackageDocument, 'SpaceId' | 'PackageId' | 'Version'>): string {
  return `${version.SpaceId}/${version.PackageId}/${version.Version}`.toLowerCase();
}

const SHORT_HASH = 7;

/** What the index `ShortHash` of commits is asked for: the first digits of a hash, seven or more. */
export function commitKey(projectId: string, hash: string): string {
  return `${projectId}/${hash.slice(0, SHORT_HASH).toLowerCase()}`;
}

function upToLastSlash(text: string): string {
  return text.slice(0, text.lastIndexOf('/'));
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
