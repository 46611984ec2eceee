import { ok, type Reply, type RouteContext } from '../http/api.ts';
import type { World } from '../world.ts';
import type { EnvironmentDocument } from './state.ts';

type Owner = 'Project' | 'LibraryVariableSet';

interface OwnedCount {
  readonly owner: Owner;
  readonly name: string;
  readonly count: number;
  readonly projectId: string | undefined;
}

/** `GET …/singlyScopedVariableDetails`: values that would hold nowhere without this environment. [spec for the shape] */
export function singlyScopedVariables(context: RouteContext, environment: EnvironmentDocument): Reply {
  const { world, caller, space } = context;
  caller.requirePermission('VariableView', { spaceId: space.Id, environmentId: environment.Id });
  const counts = countsOf(world, space.Id, environment.Id);
  const maySee = ({ projectId }: OwnedCount) =>
    projectId === undefined
      ? caller.may('LibraryVariableSetView', { spaceId: space.Id })
      : caller.may('VariableView', { spaceId: space.Id, projectId, environmentId: environment.Id });
  const visible = counts.filter(maySee);
  const hidden = counts.filter((count) => !maySee(count));
  const VariableMap: Record<string, Record<string, number>> = {};
  for (const { owner, name, count } of visible) VariableMap[owner] = { ...VariableMap[owner], [name]: count };
  return ok({
    VariableMap,
    HasUnauthorizedProjectVariables: hidden.some(({ owner }) => owner === 'Project'),
    HasUnauthorizedLibraryVariableSetVariables: hidden.some(({ owner }) => owner === 'LibraryVariableSet'),
  });
}

function countsOf({ store }: World, spaceId: string, environmentId: string): readonly OwnedCount[] {
  return store
    .all('Variables')
    .filter(({ SpaceId }) => SpaceId === spaceId)
    .flatMap(({ OwnerId, Variables }) => {
      const count = Variables.filter(({ Scope: { Environment } }) => isOnly(Environment, environmentId)).length;
      const project = store.get('Projects', OwnerId);
      const name = (project ?? store.get('LibraryVariableSets', OwnerId))?.Name;
      if (count === 0 || name === undefined) return [];
      const owner = project === undefined ? 'LibraryVariableSet' : 'Project';
      return [{ owner, name, count, projectId: project?.Id } as const];
    });
}

function isOnly(ids: readonly string[] | undefined, id: string): boolean {
  return ids?.length === 1 && ids[0] === id;
}
