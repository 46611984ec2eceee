import { createHash } from 'node:crypto';
import { matchesGlob } from '../channels/globs.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { ProjectDocument } from '../projects/state.ts';
import { commitKey } from '../store/histories.ts';
import type { UserDocument } from '../users/state.ts';
import { timeOf, type World } from '../world.ts';
import type { GitSettings } from './settings.ts';
import type { GitCommitDocument, GitRepositoryDocument, GitTree } from './state.ts';

const heads = 'refs/heads/';

/** A branch or commit that a caller named. */
export interface ResolvedRef {
  /** Full name of the branch, or the hash. */
  readonly ref: string;
  readonly isBranch: boolean;
  readonly commit: GitCommitDocument;
}

/** The settings of a project that is kept in git; 400 for one that is not. */
export function requireGit(project: ProjectDocument): GitSettings {
  if (project.PersistenceSettings.Type !== 'VersionControlled') {
    throw badRequest([`The project '${project.Name}' is not kept in git: git references do not fit.`]);
  }
  return project.PersistenceSettings;
}

/** Refuses what would change or show the database's part of a project that is kept in git. [guess for the status] */
export function requireDatabase(project: ProjectDocument | undefined): void {
  if (project?.PersistenceSettings.Type !== 'VersionControlled') return;
  throw badRequest([`The project '${project.Name}' is kept in git: name a git reference in the path.`]);
}

/** Full name of a branch. */
export function canonicalBranch(name: string): string {
  return name.startsWith('refs/') ? name : `${heads}${name}`;
}

/** Name of a branch as people say it. */
export function shortName(canonical: string): string {
  return canonical.startsWith(heads) ? canonical.slice(heads.length) : canonical;
}

export function isProtected(settings: GitSettings, canonical: string): boolean {
  const isDefault = settings.ProtectedDefaultBranch && canonical === canonicalBranch(settings.DefaultBranch);
  return isDefault || settings.ProtectedBranchNamePatterns.some((pattern) => matchesGlob(canonical, pattern));
}

/** A branch by its short or full name, or a commit by its hash or at least seven digits of it. */
export function resolveRef({ store }: World, project: ProjectDocument, text: string): ResolvedRef | undefined {
  const branches = store.get('GitRepositories', project.Id)?.Branches ?? {};
  const name = canonicalBranch(text);
  const tip = Object.hasOwn(branches, name) ? branches[name] : undefined;
  if (tip !== undefined) {
    const commit = store.get('GitCommits', `${project.Id}/${tip}`);
    return commit === undefined ? undefined : { ref: name, isBranch: true, commit };
  }
  if (!/^[0-9a-f]{7,40}$/i.test(text)) return undefined;
  const commit = store
    .where('GitCommits', 'ShortHash', commitKey(project.Id, text))
    .find(({ Hash }) => Hash.startsWith(text.toLowerCase()));
  return commit === undefined ? undefined : { ref: commit.Hash, isBranch: false, commit };
}

/** The same, or the 404 that names it. */
export function requireRef(world: World, project: ProjectDocument, text: string): ResolvedRef {
  requireGit(project);
  const found = resolveRef(world, project, text);
  if (found === undefined) throw notFound('git reference', text);
  return found;
}

/** Adds a commit to a branch, which begins with it if it is new. Throws the 400 for a protected branch. */
export function commitTo(
  world: World,
  parts: {
    project: ProjectDocument;
    branch: string;
    tree: GitTree;
    message: string;
    author: UserDocument;
    settings: GitSettings;
  },
): GitCommitDocument {
  const { project, tree, settings } = parts;
  const branch = canonicalBranch(parts.branch);
  if (isProtected(settings, branch)) {
    throw badRequest([`The branch '${shortName(branch)}' is protected: commit to another one.`]);
  }
  const repository: GitRepositoryDocument = world.store.get('GitRepositories', project.Id) ?? {
    Id: project.Id,
    SpaceId: project.SpaceId,
    Branches: {},
  };
  const about = {
    Parent: repository.Branches[branch] ?? null,
    Message: parts.message,
    Author: parts.author.Username,
    Created: timeOf(world),
    Tree: tree,
  };
  const Hash = createHash('sha1').update(JSON.stringify(about)).digest('hex');
  const commit = { Id: `${project.Id}/${Hash}`, SpaceId: project.SpaceId, ProjectId: project.Id, Hash, ...about };
  world.store.put('GitCommits', commit);
  world.store.put('GitRepositories', { ...repository, Branches: { ...repository.Branches, [branch]: Hash } });
  return commit;
}
