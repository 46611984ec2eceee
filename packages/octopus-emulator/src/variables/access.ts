import type { Caller } from '../permissions/caller.ts';
import type { Scope } from '../permissions/rules.ts';
import type { Store } from '../store/store.ts';
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

/** Scoped values are checked on their environments, unscoped ones have permissions of their own. [docs] */
export function mayTouch(
  caller: Caller,
  owned: OwnedSet,
  options: { variable: Pick<VariableDocument, 'Scope'>; verb: 'View' | 'Edit' },
): boolean {
  const { variable, verb } = options;
  const scope = setScope(owned);
  const environments = variable.Scope.Environment ?? [];
  if (environments.length === 0) return caller.may(`Variable${verb}Unscoped`, scope);
  const may = (environmentId: string) => caller.may(`Variable${verb}`, { ...scope, environmentId });
  return verb === 'View' ? environments.some(may) : environments.every(may);
}
