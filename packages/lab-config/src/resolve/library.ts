import type { LabFile } from '../file/lab-file.ts';
import type { Library } from '../file/shared.ts';
import type { SpaceEntry } from '../file/spaces.ts';
import type { Feed, GitCredential, Lifecycle, TagSet } from '../model/lab.ts';
import type { VariableSet } from '../model/variables.ts';
import { resolveReference } from './values.ts';
import { resolveTemplate, resolveVariables } from './variables.ts';

const defaultColor = '#333333';

/** What a space has of one kind: what is shared with it, and its own; its own beats a shared one of the same name. */
export function libraryOf<Kind extends keyof Library>(
  kind: Kind,
  { name, space, file }: { name: string; space: SpaceEntry | undefined; file: LabFile },
): NonNullable<Library[Kind]> {
  const everywhere: Readonly<Record<string, object>> = file.shared[kind] ?? {};
  const shared = Object.entries(everywhere).filter(
    ([, entry]) => !('spaces' in entry && Array.isArray(entry.spaces)) || entry.spaces.includes(name),
  );
  // both tables are of this kind: filtering and joining them changes no entry
  return { ...Object.fromEntries(shared), ...space?.[kind] } as NonNullable<Library[Kind]>;
}

/** The environments of a space, in their order. */
export function environmentEntriesOf(
  { shared }: Pick<LabFile, 'shared'>,
  space: string,
): LabFile['shared']['environments'] {
  return shared.environments.filter(({ spaces }) => spaces?.includes(space) ?? true);
}

/** Everything of a space that may be written once for all of them. */
export function resolveLibrary(options: { name: string; space: SpaceEntry; file: LabFile }) {
  return {
    lifecycles: Object.entries(libraryOf('lifecycles', options)).map(
      ([lifecycle, { description = '', phases }]): Lifecycle => ({
        name: lifecycle,
        description,
        phases: phases.map(({ automatic = [], manual = [], minimum = 0, optional = false, name }) => {
          return { name, automatic, manual, minimum, optional };
        }),
      }),
    ),
    gitCredentials: Object.entries(libraryOf('gitCredentials', options)).map(
      ([credential, { description = '', username, password }]): GitCredential => {
        return { name: credential, description, username, password: resolveReference(password) };
      },
    ),
    feeds: Object.entries(libraryOf('feeds', options)).map(
      ([feed, { type = 'docker', url, apiVersion, registryPath, username, password }]): Feed => ({
        name: feed,
        type,
        url,
        ...(apiVersion === undefined ? {} : { apiVersion }),
        ...(registryPath === undefined ? {} : { registryPath }),
        ...(username === undefined ? {} : { username }),
        ...(password === undefined ? {} : { password: resolveReference(password) }),
      }),
    ),
    tagSets: Object.entries(libraryOf('tagSets', options)).map(
      ([set, { description = '', tags }]): TagSet => ({
        name: set,
        description,
        tags: Object.entries(tags).map(([tag, one]) => {
          return { name: tag, description: one.description ?? '', color: one.color ?? defaultColor };
        }),
      }),
    ),
    variableSets: Object.entries(libraryOf('variableSets', options)).map(
      ([set, { description = '', variables, templates = {} }]): VariableSet => ({
        name: set,
        description,
        variables: resolveVariables(variables),
        templates: Object.entries(templates).map(([template, entry]) => resolveTemplate(template, entry)),
      }),
    ),
  };
}
