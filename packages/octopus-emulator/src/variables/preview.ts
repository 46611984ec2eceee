import { templateDefaults, tenantValues } from '../execution/tenant-values.ts';
import { ok, type Reply, type RouteContext } from '../http/api.ts';
import { badRequest, notFound } from '../http/problem.ts';
import type { ProjectDocument } from '../projects/state.ts';
import type { World } from '../world.ts';
import { mayTouch, ownedSet } from './access.ts';
import { defaultCandidates, storedCandidates, tenantCandidates } from './candidates.ts';
import { type Candidate, type VariableContext, winningValues } from './evaluate.ts';
import { scopeValuesOf } from './scope-values.ts';
import type { VariableDocument } from './state.ts';

/** `GET /variables/preview`: the values that win at a place. Values the caller may not view do not take part. */
export function previewVariables(context: RouteContext): Reply {
  const { world, caller, space, query } = context;
  const project = projectOf(context);
  const environmentId = query.text('environment');
  const tenantId = query.text('tenant');
  caller.requirePermission('VariableView', { spaceId: space.Id, projectId: project.Id, environmentId, tenantId });
  const winners = winningValues(candidatesOf(context, project), placeOf(context, project));
  const shown = [...winners.values()].map((winner, index) => ({
    Id: `${index + 1}`,
    Name: winner.name,
    Value: winner.sensitive ? null : winner.value,
    Type: winner.sensitive ? 'Sensitive' : (winner.type ?? 'String'),
    IsSensitive: winner.sensitive ?? false,
    IsEditable: false,
    Description: null,
    Scope: winner.scope,
    Prompt: null,
  }));
  return ok({
    Id: project.VariableSetId,
    OwnerId: project.Id,
    SpaceId: space.Id,
    Version: world.store.get('Variables', project.VariableSetId)?.Version ?? 0,
    Variables: shown,
    ScopeValues: scopeValuesOf(world.store, { set: { SpaceId: space.Id }, projectId: project.Id }),
    Links: { Self: `${context.path}${context.search}` },
  });
}

/** `GET /variables/names`: every name that a project can use. */
export function variableNames(context: RouteContext): Reply {
  const project = projectOf(context);
  context.caller.requirePermission('VariableView', { spaceId: context.space.Id, projectId: project.Id });
  const names = candidatesOf(context, project).map((candidate) => candidate.name);
  return ok([...new Set(names)].sort((a, b) => a.localeCompare(b)));
}

function projectOf({ world, space, query }: RouteContext): ProjectDocument {
  const id = query.text('project');
  if (id === undefined) throw badRequest(['Name the project: ?project=…']);
  const project = world.store.get('Projects', id);
  if (project === undefined || project.SpaceId !== space.Id) throw notFound('project', id);
  return project;
}

/** In the order that decides between equals: the project's, its tenant's, then those of library sets, then defaults. */
function candidatesOf(context: RouteContext, project: ProjectDocument): Candidate[] {
  const { world, query } = context;
  const tenantId = query.text('tenant');
  const tenant = tenantId === undefined ? undefined : world.store.get('Tenants', tenantId);
  if (tenantId !== undefined && tenant === undefined) throw notFound('tenant', tenantId);
  const libraries = project.IncludedLibraryVariableSetIds.flatMap(
    (id) => world.store.get('LibraryVariableSets', id)?.VariableSetId ?? [],
  );
  return [
    ...storedCandidates(visibleOf(context, project.VariableSetId)),
    ...(tenant === undefined ? [] : tenantCandidates(tenant.Id, tenantValues(world, tenant, project))),
    ...libraries.flatMap((setId) => storedCandidates(visibleOf(context, setId))),
    ...defaultCandidates(templateDefaults(world, project)),
  ];
}

function visibleOf({ world, caller }: RouteContext, setId: string): readonly VariableDocument[] {
  const set = world.store.get('Variables', setId);
  if (set === undefined) return [];
  const owned = ownedSet(world.store, set);
  return set.Variables.filter((variable) =>
    mayTouch({ caller, store: world.store }, owned, { variable, verb: 'View' }),
  );
}

function placeOf({ world, query }: RouteContext, project: ProjectDocument): VariableContext {
  const machineId = query.text('machine');
  const tenantId = query.text('tenant');
  return withoutUndefined({
    environment: query.text('environment'),
    channel: query.text('channel'),
    tenant: tenantId,
    tenantTags: tagsOf(world, tenantId),
    processOwner: query.text('runbook') ?? project.Id,
    action: query.text('action'),
    machine: machineId,
    machineRoles: rolesOf(world, machineId) ?? query.list('role'),
  });
}

function tagsOf({ store }: World, tenantId: string | undefined): readonly string[] {
  return tenantId === undefined ? [] : (store.get('Tenants', tenantId)?.TenantTags ?? []);
}

function rolesOf({ store }: World, machineId: string | undefined): readonly string[] | undefined {
  return machineId === undefined ? undefined : store.get('Machines', machineId)?.Roles;
}

function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  // Entries that are undefined are gone, which is what the type says.
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
