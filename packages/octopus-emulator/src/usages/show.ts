import type { ProcessDocument } from '../processes/state.ts';
import type { ReleaseDocument } from '../releases/state.ts';
import type { RunbookSnapshotDocument } from '../runbook-snapshots/state.ts';
import type { Store } from '../store/store.ts';
import { type ProcessUsage, processUsages, variableOwners, variableSnapshots } from './find.ts';

interface ProjectName {
  readonly ProjectId: string;
  readonly ProjectName: string;
  readonly ProjectSlug: string;
}

function projectName(store: Store, id: string): ProjectName {
  const project = store.get('Projects', id);
  return { ProjectId: id, ProjectName: project?.Name ?? id, ProjectSlug: project?.Slug ?? '' };
}

function freezes(
  frozen: { readonly ProjectVariableSetSnapshotId: string; readonly LibraryVariableSetSnapshotIds: readonly string[] },
  snapshots: ReadonlySet<string>,
): boolean {
  return [frozen.ProjectVariableSetSnapshotId, ...frozen.LibraryVariableSetSnapshotIds].some((id) => snapshots.has(id));
}

/** Where an account is used, as the server tells it. [client] */
export function accountUsages(store: Store, id: string): object {
  const snapshots = variableSnapshots(store, id);
  const owners = variableOwners(store, id);
  const releases = snapshots.size === 0 ? [] : store.all('Releases').filter((release) => freezes(release, snapshots));
  const runbookSnapshots =
    snapshots.size === 0 ? [] : store.all('RunbookSnapshots').filter((snapshot) => freezes(snapshot, snapshots));
  const processes = new Set(processUsages(store.all('ProcessSnapshots'), id).map(({ process }) => process.Id));
  return {
    Targets: [...store.all('Machines'), ...store.all('Workers')]
      .filter(({ Endpoint }) => Endpoint.AccountId === id || Endpoint.Authentication?.AccountId === id)
      .map(({ Id, Name }) => ({ TargetId: Id, TargetName: Name })),
    DeploymentProcesses: processUsages(store.all('DeploymentProcesses'), id).map(({ process, steps }) => ({
      ...projectName(store, process.ProjectId),
      Steps: steps,
    })),
    RunbookProcesses: processUsages(store.all('RunbookProcesses'), id).map((usage) => runbookUsage(store, usage)),
    LibraryVariableSets: store
      .all('LibraryVariableSets')
      .filter((set) => owners.has(set.Id))
      .map(({ Id, Name }) => ({ LibraryVariableSetId: Id, LibraryVariableSetName: Name })),
    ProjectVariableSets: projectUsages(store, { owners, releases, runbookSnapshots }),
    Releases: byProject(
      store,
      store
        .all('Releases')
        .filter(({ ProjectDeploymentProcessSnapshotId }) => processes.has(ProjectDeploymentProcessSnapshotId)),
      (found) => ({ Releases: found.map(({ Id, Version }) => ({ ReleaseId: Id, ReleaseVersion: Version })) }),
    ),
    RunbookSnapshots: byProject(
      store,
      store.all('RunbookSnapshots').filter(({ FrozenRunbookProcessId }) => processes.has(FrozenRunbookProcessId)),
      (found) => ({
        RunbookId: found[0]?.RunbookId ?? null,
        RunbookName: store.get('Runbooks', found[0]?.RunbookId ?? '')?.Name ?? '',
        Snapshots: found.map(({ Id, Name }) => ({ SnapshotId: Id, SnapshotName: Name })),
      }),
    ),
  };
}

function runbookUsage(store: Store, { process, steps }: ProcessUsage<ProcessDocument>): object {
  const runbook = process.RunbookId === null ? undefined : store.get('Runbooks', process.RunbookId);
  return {
    ProcessId: process.Id,
    ...projectName(store, process.ProjectId),
    RunbookId: process.RunbookId,
    RunbookName: runbook?.Name ?? '',
    Steps: steps,
  };
}

/** What was found, told project by project. */
function byProject<D extends { readonly ProjectId: string }>(
  store: Store,
  found: readonly D[],
  tell: (found: readonly D[]) => object,
): readonly object[] {
  return [...new Set(found.map(({ ProjectId }) => ProjectId))].map((id) => {
    const { ProjectId, ProjectName } = projectName(store, id);
    return { ProjectId, ProjectName, ...tell(found.filter((one) => one.ProjectId === id)) };
  });
}

/** Projects that use something now or in what they froze. */
export function projectUsages(
  store: Store,
  found: {
    readonly owners: ReadonlySet<string>;
    readonly releases: readonly ReleaseDocument[];
    readonly runbookSnapshots: readonly RunbookSnapshotDocument[];
  },
): readonly object[] {
  const { owners, releases, runbookSnapshots } = found;
  const frozen = new Set([...releases, ...runbookSnapshots].map(({ ProjectId }) => ProjectId));
  return store
    .all('Projects')
    .filter(({ Id }) => owners.has(Id) || frozen.has(Id))
    .map(({ Id }) => ({
      ...projectName(store, Id),
      IsCurrentlyBeingUsedInProject: owners.has(Id),
      Releases: releases
        .filter(({ ProjectId }) => ProjectId === Id)
        .map((release) => ({ ReleaseId: release.Id, ReleaseVersion: release.Version })),
      RunbookSnapshots: runbookSnapshots
        .filter(({ ProjectId }) => ProjectId === Id)
        .map((snapshot) => ({ SnapshotId: snapshot.Id, SnapshotName: snapshot.Name })),
    }));
}
