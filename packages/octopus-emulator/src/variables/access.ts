import type { Caller } from '../permissions/caller.ts';
import type { Scope } from '../permissions/rules.ts';
import type { Store } from '../store/store.ts';
import { passesTagFilter } from '../tenants/participation.ts';
import type { VariableDocument, VariableSetDocument } from './state.ts';

/** A set and the project it belongs to, if it is a project's. */
export interface OwnedSet {
  readonly set: VariableSetDocument;
  readonly projectId: string | undefined;
}

export function ownedSet(store: Store, set: VariableSetDocument): OwnedSet {
  return { set, projectId: store.get('Projects', set.OwnerId)?.Id };
}

export function setScope({ set, projectId }: OwnedSet): Scope {
  return { spaceId: set.SpaceId, projectId };
}

/** What a value is for, as far as permissions ask. */
type Scoped = Pick<VariableDocument, 'Scope'>;

/** Scoped to nothing that permissions can be restricted to: such values have permissions of their own. [docs] */
export function isUnscoped({ Scope }: Scoped): boolean {
  return [Scope.Environment, Scope.Machine, Scope.TenantTag].every((values) => (values ?? []).length === 0);
}

/**
 * Whether a caller may see or change a value. It is checked on its environments, on those of the targets it is for, and on the
 * tenants that have its tags; one of them is enough to see it, all are needed to change it. [docs, guess for one and all]
 */
export function mayTouch(
  { caller, store }: { readonly caller: Caller; readonly store: Store },
  owned: OwnedSet,
  options: { variable: Scoped; verb: 'View' | 'Edit' },
): boolean {
  const { variable, verb } = options;
  const scope = setScope(owned);
  if (isUnscoped(variable)) return caller.may(`Variable${verb}Unscoped`, scope);
  const places = placesOf(store, owned, variable);
  const may = (place: Scope) => caller.may(`Variable${verb}`, { ...scope, ...place });
  return verb === 'View' ? places.some(may) : places.every(may);
}

/** Every environment with every tenant that a value may reach; a dimension that it leaves open is not asked about. */
function placesOf(store: Store, owned: OwnedSet, { Scope }: Scoped): readonly Scope[] {
  const ofMachines = (Scope.Machine ?? []).flatMap((id) => store.get('Machines', id)?.EnvironmentIds ?? []);
  const environments = [...new Set([...(Scope.Environment ?? []), ...ofMachines])];
  const tags = Scope.TenantTag ?? [];
  const tenants = store
    .all('Tenants')
    .filter(
      ({ SpaceId, TenantTags }) =>
        SpaceId === owned.set.SpaceId && tags.length > 0 && passesTagFilter(TenantTags, tags),
    )
    .map(({ Id }) => Id);
  const openOr = (ids: readonly string[]) => (ids.length === 0 ? [undefined] : ids);
  return openOr(environments).flatMap((environmentId) =>
    openOr(tenants).map((tenantId) => ({ environmentId, tenantId })),
  );
}
