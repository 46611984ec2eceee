import type { OctopusApi } from '../api/api.ts';
import type { ProjectId, SpaceId } from '../ids/kinds.ts';
import type { ItemOf, PagedPath, PagesInit } from '../paging/pages.ts';
import type { TagSet } from '../wire-types/tag-sets.ts';
import type { WorkerPool } from '../wire-types/worker-pools.ts';
import type { Worker } from '../wire-types/workers.ts';
import type {
  Channel,
  Environment,
  Feed,
  GitCredential,
  LibraryVariableSet,
  Lifecycle,
  Machine,
  MachinePolicy,
  Project,
  ProjectGroup,
  Runbook,
  Space,
  Team,
  Tenant,
} from '../wire-types.ts';
import type { Directory } from './directory.ts';
import type { Memory } from './memory.ts';
import { pagedDirectory } from './paged-directory.ts';

/** A space, and what is in it by name, slug or id. Each collection is read once, and again after a write to it. */
export interface SpaceDirectories {
  readonly id: SpaceId;
  readonly name: string;
  readonly document: Space;
  readonly environments: Directory<Environment>;
  readonly feeds: Directory<Feed>;
  readonly gitCredentials: Directory<GitCredential>;
  readonly libraryVariableSets: Directory<LibraryVariableSet>;
  readonly lifecycles: Directory<Lifecycle>;
  readonly machinePolicies: Directory<MachinePolicy>;
  readonly machines: Directory<Machine>;
  readonly projectGroups: Directory<ProjectGroup>;
  readonly projects: Directory<Project>;
  readonly tagSets: Directory<TagSet>;
  readonly tenants: Directory<Tenant>;
  readonly workerPools: Directory<WorkerPool>;
  readonly workers: Directory<Worker>;
  /** The space's own teams, then those of the whole system. */
  readonly teams: Directory<Team>;
  /** Channels of one project, given by its id. */
  channels(projectId: ProjectId): Directory<Channel>;
  /** Runbooks of one project, given by its id. */
  runbooks(projectId: ProjectId): Directory<Runbook>;
  /** Reads everything anew on next use. */
  forget(): void;
}

/** Makes the directories of a space; nothing is read before it is asked for. */
export function createSpaceDirectories(api: OctopusApi, space: Space, memory: Memory): SpaceDirectories {
  const inSpace = { params: { path: { spaceId: space.Id } } };
  const within = `space "${space.Name}"`;
  const made: { forget(): void }[] = [];

  function directory<Path extends PagedPath>(
    kind: string,
    path: Path,
    init: PagesInit<Path>,
    where: string = within,
  ): Directory<ItemOf<Path>> {
    const result = pagedDirectory({ api, kind, within: where, path, init });
    made.push(result);
    memory.add(path, space.Id, result);
    return result;
  }

  function ofProject<Item extends { Id: string }>(kind: string, make: (id: string, where: string) => Directory<Item>) {
    const known = new Map<string, Directory<Item>>();
    return (projectId: string): Directory<Item> => {
      const result = known.get(projectId) ?? make(projectId, `${kind}s of ${projectId} in ${within}`);
      known.set(projectId, result);
      return result;
    };
  }

  return {
    id: space.Id,
    name: space.Name,
    document: space,
    environments: directory('environment', '/api/{spaceId}/environments', inSpace),
    feeds: directory('feed', '/api/{spaceId}/feeds', inSpace),
    gitCredentials: directory('git credential', '/api/{spaceId}/git-credentials', inSpace),
    libraryVariableSets: directory('library variable set', '/api/{spaceId}/libraryvariablesets', inSpace),
    lifecycles: directory('lifecycle', '/api/{spaceId}/lifecycles', inSpace),
    machinePolicies: directory('machine policy', '/api/{spaceId}/machinepolicies', inSpace),
    machines: directory('machine', '/api/{spaceId}/machines', inSpace),
    projectGroups: directory('project group', '/api/{spaceId}/projectgroups', inSpace),
    projects: directory('project', '/api/{spaceId}/projects', inSpace),
    tagSets: directory('tag set', '/api/{spaceId}/tagsets', inSpace),
    tenants: directory('tenant', '/api/{spaceId}/tenants', inSpace),
    teams: directory('team', '/api/teams', { params: { query: { spaces: space.Id, includeSystem: true } } }),
    workerPools: directory('worker pool', '/api/{spaceId}/workerpools', inSpace),
    workers: directory('worker', '/api/{spaceId}/workers', inSpace),
    channels: ofProject('channel', (id, where) =>
      directory(
        'channel',
        '/api/{spaceId}/projects/{id}/channels',
        { params: { path: { spaceId: space.Id, id } } },
        where,
      ),
    ),
    runbooks: ofProject('runbook', (id, where) =>
      directory(
        'runbook',
        '/api/{spaceId}/projects/{id}/runbooks',
        { params: { path: { spaceId: space.Id, id } } },
        where,
      ),
    ),
    forget() {
      for (const one of made) one.forget();
    },
  };
}
