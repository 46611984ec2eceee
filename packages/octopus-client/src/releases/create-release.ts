import { OctopusConflictError, OctopusValidationError } from '../errors/octopus-error.ts';
import type { Made } from '../executions/options.ts';
import { sendLooking } from '../executions/send-looking.ts';
import type { ReleaseId } from '../ids/kinds.ts';
import { openCollection } from '../paging/collection.ts';
import type { SpaceContext } from '../space/context.ts';
import type { CreateReleaseCommand, Project } from '../wire-types.ts';
import { findRelease } from './find-release.ts';

/** The release that is wanted. */
export interface CreateReleaseOptions {
  /** Name, slug or id. */
  readonly project: string;
  /** The server's next version when absent. */
  readonly version?: string;
  /** Name, slug or id; the server picks the one whose rules fit when absent [docs]. */
  readonly channel?: string;
  /** One version for every package; the newest of each when absent. */
  readonly packageVersion?: string;
  /** Versions by step, by package, or by `Step:Package`; they win over `packageVersion` [docs]. */
  readonly packages?: Readonly<Record<string, string>>;
  /** Branch or tag of a project that is kept in git. */
  readonly gitRef?: string;
  /** Commit of that ref; the newest when absent. */
  readonly gitCommit?: string;
  /** Refs by step or by `Step:Resource`, for steps that read a repository. */
  readonly gitResources?: Readonly<Record<string, string>>;
  /** Markdown. */
  readonly notes?: string;
  readonly customFields?: Readonly<Record<string, string>>;
  readonly ignoreChannelRules?: boolean;
  /** What to do about a release that has the version: `refuse` (default) throws an OctopusConflictError, `use` takes it as it is. */
  readonly ifExists?: 'refuse' | 'use';
  /** How long a lost answer is looked for. Default: 15000. */
  readonly settleMs?: number;
  readonly signal?: AbortSignal;
}

/** A release, and how it is known to be there: `existed` only with `ifExists: 'use'`. */
export interface CreatedRelease {
  readonly id: ReleaseId;
  readonly version: string;
  readonly how: Made | 'existed';
}

const operation = 'POST /api/{spaceId}/releases/create/v1';

/**
 * Creates a release. It is asked for once: an answer that gets lost is looked for by its version, or, where the server chooses that, among
 * the releases that were not there before. Throws an OctopusUnknownNameError for a project or channel, an OctopusConflictError
 * for a version that exists, an OctopusLostAnswerError, and what the requests throw.
 */
export async function createRelease(context: SpaceContext, options: CreateReleaseOptions): Promise<CreatedRelease> {
  const { api, clock, space } = context;
  const { version, ifExists = 'refuse', settleMs, signal } = options;
  const project = await space.projects.get(options.project);
  const channel = options.channel === undefined ? undefined : await space.channels(project.Id).get(options.channel);
  const look = () => (version === undefined ? newestReleases(context, project) : releaseOf(context, project, version));

  const known = version === undefined ? [] : await look();
  if (known[0]) return existing(known[0]);
  try {
    const { how, things } = await sendLooking<Found>({
      what: `release ${version ?? '(next version)'} of ${project.Name}`,
      operation,
      clock,
      settleMs,
      signal,
      // What was looked for a moment ago need not be looked for twice.
      look: once(version === undefined ? undefined : known, look),
      async send() {
        const { data } = await api.POST('/api/{spaceId}/releases/create/v1', {
          params: { path: { spaceId: space.id } },
          body: commandOf(options, { spaceId: space.id, project: project.Name, channel: channel?.Name }),
          ...(signal ? { signal } : {}),
        });
        return [{ id: data.ReleaseId, version: data.ReleaseVersion }];
      },
      idOf: ({ id }) => id,
      expected: 1,
    });
    // One was made, so there is one.
    return { ...(things[0] as Found), how };
  } catch (error) {
    // Somebody else was faster between the look and the write.
    const isRefused = error instanceof OctopusValidationError || error instanceof OctopusConflictError;
    const now = isRefused && ifExists === 'use' ? await look() : [];
    if (version === undefined || !now[0]) throw error;
    return existing(now[0]);
  }

  function existing(found: Found): CreatedRelease {
    if (ifExists === 'use') return { ...found, how: 'existed' };
    throw new OctopusConflictError({
      message: `release ${found.version} of ${project.Name} in space "${space.name}" exists already`,
      operation,
      outcome: 'refused',
      hint: "Choose another version, leave it out for the next one, or pass ifExists: 'use'.",
    });
  }
}

interface Found {
  readonly id: ReleaseId;
  readonly version: string;
}

async function releaseOf(context: SpaceContext, project: Project, version: string): Promise<Found[]> {
  const found = await findRelease(context, project, version);
  return found ? [{ id: found.Id, version: found.Version }] : [];
}

/** Newest first [docs]. */
async function newestReleases({ api, space }: SpaceContext, project: Project): Promise<Found[]> {
  const path = { spaceId: space.id, id: project.Id };
  const newest = openCollection(api, '/api/{spaceId}/projects/{id}/releases', { params: { path }, limit: 20 });
  return (await newest.toArray()).map(({ Id, Version }) => ({ id: Id, version: Version }));
}

function once<T>(first: T | undefined, then: () => Promise<T>): () => Promise<T> {
  let left = first;
  return async () => {
    const now = left;
    left = undefined;
    return now ?? then();
  };
}

/** The server would answer an existing release as if it had made it, so it is never asked to ignore one. */
function commandOf(
  options: CreateReleaseOptions,
  names: { spaceId: string; project: string; channel: string | undefined },
): CreateReleaseCommand {
  const { packages = {}, gitResources = {} } = options;
  return {
    SpaceId: names.spaceId,
    SpaceIdOrName: names.spaceId,
    ProjectName: names.project,
    IgnoreIfAlreadyExists: false,
    ...given('ReleaseVersion', options.version),
    ...given('ChannelName', names.channel),
    ...given('PackageVersion', options.packageVersion),
    ...given('GitRef', options.gitRef),
    ...given('GitCommit', options.gitCommit),
    ...given('ReleaseNotes', options.notes),
    ...given('IgnoreChannelRules', options.ignoreChannelRules),
    ...given('CustomFields', options.customFields),
    Packages: Object.entries(packages).map(([name, version]) => `${name}:${version}`),
    GitResources: Object.entries(gitResources).map(([name, ref]) => `${name}:${ref}`),
  };
}

function given<Key extends string, Value>(key: Key, value: Value | undefined): { [Name in Key]?: Value } {
  // One entry under the key's own name, which a computed key loses.
  return value === undefined ? {} : ({ [key]: value } as { [Name in Key]?: Value });
}
