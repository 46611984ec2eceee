import type { UploadedArtifact, UploadOptions } from '../artifacts/artifacts.ts';
import type { Deployed, DeployOptions } from '../deployments/deploy.ts';
import type { ArtifactId, ProjectId } from '../ids/kinds.ts';
import type { Collection } from '../paging/collection.ts';
import type { CreatedRelease, CreateReleaseOptions } from '../releases/create-release.ts';
import type { Directory } from '../resolving/directory.ts';
import type { SpaceDirectories } from '../resolving/space.ts';
import type { RunbookRuns, RunRunbookOptions } from '../runbooks/run-runbook.ts';
import type { EffectiveVariable, EffectiveVariablesOptions } from '../variables/effective.ts';
import type { Artifact } from '../wire-types/artifacts.ts';
import type { Release, Runbook } from '../wire-types.ts';
import type { SpaceContext } from './context.ts';

/** A space: what is in it by name, slug or id, and what people do there. */
export interface OctopusSpace extends Omit<SpaceDirectories, 'runbooks'> {
  readonly releases: Releases;
  readonly deployments: Deployments;
  readonly runbooks: Runbooks;
  readonly variables: Variables;
  readonly artifacts: Artifacts;
}

/** Releases of projects; a project is given by name, slug or id. */
export interface Releases {
  /** Creates a release, once. A project or version that is not there is told with what comes close; a lost answer is looked up, not sent again. */
  create(options: CreateReleaseOptions): Promise<CreatedRelease>;
  /** A release by version or id, or nothing. */
  find(project: string, release: string): Promise<Release | undefined>;
  /** The release. Throws an OctopusUnknownNameError, which suggests versions. */
  get(project: string, release: string): Promise<Release>;
}

/** Deployments of releases. */
export interface Deployments {
  /** Deploys a release, once, when all that is asked for fits what the server would do there. */
  deploy(options: DeployOptions): Promise<Deployed>;
}

/** Runbooks: called with a project's id, its runbooks by name, slug or id. */
export interface Runbooks {
  (projectId: ProjectId): Directory<Runbook>;
  /** Runs a runbook, once, when all that is asked for fits what the server would do there. */
  run(options: RunRunbookOptions): Promise<RunbookRuns>;
}

/** Variables of projects. */
export interface Variables {
  /** The values that win somewhere, by name. */
  effective(options: EffectiveVariablesOptions): Promise<ReadonlyMap<string, EffectiveVariable>>;
}

/** Files that tasks and people leave. */
export interface Artifacts {
  /** Those of a task, deployment, run, release, project, environment or tenant, newest first. */
  of(documentId: string): Promise<Collection<Artifact>>;
  /** The bytes as they were sent; undefined when nothing was sent yet. */
  download(id: ArtifactId, signal?: AbortSignal): Promise<Uint8Array | undefined>;
  /** Leaves a file with a task; a lost answer is looked up, not sent again. */
  upload(options: UploadOptions): Promise<UploadedArtifact>;
}

/** Puts what people do in a space in front of what is in it. What is behind each call is loaded when it is first made. */
export function openSpace(context: SpaceContext): OctopusSpace {
  const { space } = context;
  return {
    ...space,
    releases: {
      create: async (options) => (await import('../releases/create-release.ts')).createRelease(context, options),
      async find(project, release) {
        const { findRelease } = await import('../releases/find-release.ts');
        return findRelease(context, await space.projects.get(project), release);
      },
      async get(project, release) {
        const { getRelease } = await import('../releases/find-release.ts');
        return getRelease(context, await space.projects.get(project), release);
      },
    },
    deployments: { deploy: async (options) => (await import('../deployments/deploy.ts')).deploy(context, options) },
    runbooks: Object.assign((projectId: ProjectId) => space.runbooks(projectId), {
      run: async (options: RunRunbookOptions) =>
        (await import('../runbooks/run-runbook.ts')).runRunbook(context, options),
    }),
    artifacts: {
      of: async (documentId) => (await import('../artifacts/artifacts.ts')).listArtifacts(context, documentId),
      download: async (id, signal) => (await import('../artifacts/artifacts.ts')).downloadArtifact(context, id, signal),
      upload: async (options) => (await import('../artifacts/artifacts.ts')).uploadArtifact(context, options),
    },
    variables: {
      effective: async (options) => (await import('../variables/effective.ts')).effectiveVariables(context, options),
    },
  };
}
