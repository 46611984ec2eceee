import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { conflict, HttpProblem, notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { isUnscoped, mayTouch, type OwnedSet, ownedSet, setScope } from './access.ts';
import { previewVariables, variableNames } from './preview.ts';
import { identifiedVariables, shownVariable, variableProblems } from './rules.ts';
import { scopeValuesOf } from './scope-values.ts';
import { type VariableDocument, type VariableSetDocument, variableSetSchema } from './state.ts';

export function registerVariableRoutes(api: Api): void {
  api.space('GET', '/variables/all', (context) => {
    const ids = context.query.list('ids');
    const sets = context.world.store
      .all('Variables')
      .filter((set) => set.SpaceId === context.space.Id && (ids.length === 0 || ids.includes(set.Id)))
      .map((set) => ownedSet(context.world.store, set))
      .filter((owned) => mayView(context, owned));
    return ok(sets.map((owned) => shownSet(context, owned)));
  });
  api.space('GET', '/variables/names', variableNames);
  api.space('GET', '/variables/preview', previewVariables);
  api.space('GET', '/variables/:id', (context) => ok(shownSet(context, viewableSet(context))));
  api.space('PUT', '/variables/:id', write);
}

function mayView({ caller }: RouteContext, owned: OwnedSet): boolean {
  const permission = owned.projectId === undefined ? 'LibraryVariableSetView' : 'VariableView';
  return caller.may(permission, setScope(owned));
}

function viewableSet(context: RouteContext): OwnedSet {
  const { world, space, caller } = context;
  const id = param(context, 'id');
  const set = world.store.get('Variables', id);
  if (set === undefined || set.SpaceId !== space.Id) throw notFound('variable set', id);
  const owned = ownedSet(world.store, set);
  if (!mayView(context, owned)) {
    caller.requirePermission(
      owned.projectId === undefined ? 'LibraryVariableSetView' : 'VariableView',
      setScope(owned),
    );
  }
  return owned;
}

function askedBy({ caller, world }: RouteContext): Parameters<typeof mayTouch>[0] {
  return { caller, store: world.store };
}

function shownSet(context: RouteContext, owned: OwnedSet): object {
  const { set } = owned;
  const visible = set.Variables.filter((variable) => mayTouch(askedBy(context), owned, { variable, verb: 'View' }));
  return {
    ...set,
    Variables: visible.map((variable) => ({
      ...shownVariable(variable),
      IsEditable: mayTouch(askedBy(context), owned, { variable, verb: 'Edit' }),
    })),
    ScopeValues: scopeValuesOf(context.world.store, owned),
    Links: { Self: `/api/${set.SpaceId}/variables/${set.Id}` },
  };
}

function write(context: RouteContext): Reply {
  const { world, caller } = context;
  const owned = viewableSet(context);
  const stored = owned.set;
  caller.requirePermission(owned.projectId === undefined ? 'LibraryVariableSetEdit' : 'VariableEdit', setScope(owned));
  const written = validated(variableSetSchema, context.body);
  if (written.Version !== undefined && written.Version !== stored.Version) {
    throw conflict(
      `The variables were changed since they were read: their version is ${stored.Version}, not ${written.Version}. Read them again.`,
    );
  }
  refuseIfAny(variableProblems(world.store, stored, written.Variables));
  const hidden = stored.Variables.filter((variable) => !mayTouch(askedBy(context), owned, { variable, verb: 'View' }));
  const variables = [...identifiedVariables(written.Variables, stored.Variables, world.random), ...hidden];
  refuseForbiddenChanges(context, owned, variables);
  const set: VariableSetDocument = { ...stored, Version: stored.Version + 1, Variables: variables };
  world.store.put('Variables', set);
  world.record({
    category: 'Modified',
    message: `Variables of ${ownerName(context, stored)} were changed`,
    related: [set.Id, set.OwnerId],
    spaceId: set.SpaceId,
    user: caller.user,
    userAgent: context.userAgent,
    before: audited(stored),
    after: audited(set),
  });
  return ok(shownSet(context, ownedSet(world.store, set)));
}

/** A set as the log keeps it. */
function audited(set: VariableSetDocument): object {
  return { ...set, Variables: set.Variables.map(auditedVariable) };
}

/** A sensitive value in the form that the log knows for a secret. */
function auditedVariable(variable: VariableDocument): object {
  const { Value, IsSensitive } = variable;
  return IsSensitive ? { ...variable, Value: { HasValue: Value !== null, NewValue: Value, Hint: null } } : variable;
}

function ownerName({ world: { store } }: RouteContext, set: VariableSetDocument): string {
  return (store.get('Projects', set.OwnerId) ?? store.get('LibraryVariableSets', set.OwnerId))?.Name ?? set.OwnerId;
}

/** Every value that changes must be one the caller may edit, before and after. */
function refuseForbiddenChanges(context: RouteContext, owned: OwnedSet, next: readonly VariableDocument[]): void {
  const before = new Map(owned.set.Variables.map((variable) => [variable.Id, variable]));
  const after = new Map(next.map((variable) => [variable.Id, variable]));
  const touched = [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)))
    .flatMap((id) => [before.get(id), after.get(id)])
    .filter((variable) => variable !== undefined)
    .filter((variable) => !mayTouch(askedBy(context), owned, { variable, verb: 'Edit' }));
  const [first] = touched;
  if (first === undefined) return;
  throw new HttpProblem(
    403,
    `You do not have permission to change the variable '${first.Name}': '${context.caller.user.Username}' is missing the permission ${isUnscoped(first) ? 'VariableEditUnscoped' : 'VariableEdit'}.`,
  );
}
