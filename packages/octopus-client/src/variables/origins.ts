import type { LibraryVariableSetId } from '../ids/kinds.ts';
import type { SpaceContext } from '../space/context.ts';
import type { Project, Variable } from '../wire-types.ts';

/** Which of a project's sets hold a variable. */
export interface VariableOrigins {
  /** The set that has this very value: the project's own before library sets, as they win over them [docs]. */
  find(variable: Variable): Origin | undefined;
  /** Whether tenants are asked for a value of this name. */
  isTemplate(name: string): boolean;
}

type Origin =
  | { readonly kind: 'project' }
  | { readonly kind: 'library'; readonly id: LibraryVariableSetId; readonly name: string };

/** Reads the variable sets that a project uses. */
export async function readOrigins(
  { api, space }: SpaceContext,
  project: Project,
  signal: AbortSignal | undefined,
): Promise<VariableOrigins> {
  const included = new Set<string>(project.IncludedLibraryVariableSetIds);
  const libraries = included.size === 0 ? [] : await space.libraryVariableSets.all();
  const used = libraries.filter(({ Id }) => included.has(Id));
  const sets = await Promise.all([
    read(project.VariableSetId, { kind: 'project' }),
    ...used.map(({ VariableSetId, Id, Name }) => read(VariableSetId, { kind: 'library', id: Id, name: Name })),
  ]);
  const templates = [project, ...used].flatMap(({ Templates }) => Templates.map(({ Name }) => Name.toLowerCase()));

  async function read(id: string, origin: Origin) {
    const path = { spaceId: space.id, id };
    const { data } = await api.GET('/api/{spaceId}/variables/{id}', {
      params: { path },
      ...(signal ? { signal } : {}),
    });
    return { origin, keys: new Set(data.Variables.map(keyOf)) };
  }

  return {
    find: (variable) => sets.find(({ keys }) => keys.has(keyOf(variable)))?.origin,
    isTemplate: (name) => templates.includes(name.toLowerCase()),
  };
}

/** Name and scope: two values of one set that share both cannot be told apart, and need not be. */
function keyOf({ Name, Scope }: Variable): string {
  const scope = Object.entries(Scope)
    .filter(([, ids]) => ids.length > 0)
    .map(([dimension, ids]) => `${dimension}=${[...ids].sort().join(',')}`)
    .sort();
  return [Name.toLowerCase(), ...scope].join(';');
}
