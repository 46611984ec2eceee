import type { LabFile } from '../file/lab-file.ts';
import type { Library } from '../file/shared.ts';
import type { SpaceEntry } from '../file/spaces.ts';
import { environmentEntriesOf, libraryOf } from '../resolve/library.ts';
import { builtInNames, builtInTeams } from '../server/built-in.ts';
import { defaultTrainsProject } from '../trains/release-trains-project.ts';

/** Names of projects in a space, the trains' own included. */
export function projectsOf(file: LabFile, space: string): readonly string[] {
  const written = Object.keys(file.spaces[space]?.projects ?? {});
  return file.trains?.space === space ? [...written, file.trains.project ?? defaultTrainsProject] : written;
}

/** Names of project groups in a space: declared, used, and the one every space has. */
export function groupNamesOf(space: SpaceEntry | undefined): readonly string[] {
  const used = Object.values(space?.projects ?? {}).flatMap((project) => project.group ?? []);
  return [...new Set([builtInNames.projectGroup, ...Object.keys(space?.projectGroups ?? {}), ...used])];
}

/** Names of environments: of a space, or of all. */
export function environmentsOf(file: LabFile, space?: string): readonly string[] {
  const entries = space === undefined ? file.shared.environments : environmentEntriesOf(file, space);
  return entries.map((environment) => environment.name);
}

/** Names of lifecycles, with the one every space has. */
export function lifecyclesOf(file: LabFile, space: string): readonly string[] {
  return [...libraryNames('lifecycles', file, space), builtInNames.lifecycle];
}

/** Names of what a space has of one kind: what is shared with it, and its own. */
export function libraryNames(kind: keyof Library, file: LabFile, space: string): readonly string[] {
  return Object.keys(libraryOf(kind, { name: space, space: file.spaces[space], file }));
}

/** Teams that may be responsible for a step in a space: of the whole server, of this space, and built-in ones. */
export function teamsOf(file: LabFile, space: string): readonly string[] {
  const written = Object.entries(file.teams ?? {}).filter(
    ([, team]) => team.space === undefined || team.space === space,
  );
  return [...written.map(([name]) => name), ...builtInTeams];
}

/** Tags of a space with their sets: `Hosting/Shared-K8s`. */
export function tagsIn(file: LabFile, space: string): readonly string[] {
  const sets = libraryOf('tagSets', { name: space, space: file.spaces[space], file });
  return Object.entries(sets).flatMap(([set, { tags }]) => Object.keys(tags).map((tag) => `${set}/${tag}`));
}
