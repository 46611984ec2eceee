import type { Project, VariableSet } from '@octotrain/lab-config';
import type {
  LibraryVariableSet,
  LibraryVariableSetWrite,
  VariableSet as VariableSetDocument,
  VariableSetWrite,
  VariableWrite,
} from '@octotrain/octopus-client';
import { listOf, proseOf, sameName } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { type Building, defineItem, type Item, type Learned } from './item.ts';
import { mergeTemplates, templatesBody, templatesFields } from './templates.ts';
import { type VariableOwner, variableBody, variableFields } from './variable-values.ts';

/** A library variable set, without its variables. Templates that the file does not name are left alone. */
export function librarySetItem(space: string, set: VariableSet): Item {
  return defineItem<LibraryVariableSet, LibraryVariableSetWrite>({
    address: { kind: 'library variable set', space, name: set.name },
    body: () => ({
      Name: set.name,
      Description: set.description,
      ContentType: 'Variables',
      Templates: templatesBody(set.templates),
    }),
    fields: (body, _names, like) => ({
      ...saidFields({ description: proseOf(body.Description) }),
      ...templatesFields(listOf(body.Templates), listOf(like.Templates)),
    }),
    merge: ({ body, stored }) => ({
      ...stored,
      ...body,
      Templates: mergeTemplates(body.Templates ?? [], stored.Templates),
    }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/libraryvariablesets', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/libraryvariablesets/{id}', { params: { path: { spaceId, id } }, body })).data,
    names: set.templates.map(({ name }) => ({ kind: 'common template', within: set.name, name })),
    learn: idsOfLibrarySet,
  });
}

/** The ids that come with a library set: its variables and its templates. */
export function idsOfLibrarySet({ Name: set, VariableSetId, Templates }: LibraryVariableSet): readonly Learned[] {
  return [
    { kind: 'library variables', name: set, id: VariableSetId },
    ...Templates.map(({ Name: name, Id: id }) => ({ kind: 'common template' as const, name, within: set, id })),
  ];
}

/** The variables of a library set. */
export function libraryVariablesItem(space: string, set: VariableSet): Item {
  return variablesItem({
    address: { kind: 'library variables', space, name: set.name },
    body: (building) => set.variables.map((one) => variableBody(one, building, { ownerOfStep: () => '' })),
    idOf: ({ id }) => id('library variables', set.name),
  });
}

/** The variables of a project. */
export function projectVariablesItem(space: string, project: Project): Item {
  return variablesItem({
    address: { kind: 'project variables', space, name: project.name },
    body: (building) => projectVariablesBody(project, building),
    idOf: ({ id }) => id('project variables', project.name),
  });
}

/** A project's variables in the server's words. */
export function projectVariablesBody(project: Project, building: Building): VariableWrite[] {
  const owner: VariableOwner = { project: project.name, ownerOfStep: (step) => ownerOfStep(project, step) };
  return project.variables.map((one) => variableBody(one, building, owner));
}

function ownerOfStep(project: Project, step: string): string {
  const has = (steps: Project['process']) => steps.some(({ name }) => name === step);
  const runbook = has(project.process) ? undefined : project.runbooks.find(({ process }) => has(process));
  return runbook === undefined ? project.name : `${project.name} / ${runbook.name}`;
}

/** All the variables of one owner; those that the body does not name stay. */
export function variablesItem(options: {
  address: Item['address'];
  body: (building: Building) => VariableWrite[];
  idOf: (building: Pick<Building, 'id'>) => string;
}): Item {
  return defineItem<VariableSetDocument, VariableSetWrite>({
    address: options.address,
    body: (building) => ({ Version: 0, Variables: options.body(building) }),
    fields: (body, names, like) => variableFields(listOf(body.Variables), names, listOf(like.Variables)),
    merge: ({ body, stored, rewriteSecrets }) => ({
      ...stored,
      Variables: mergeVariables(body.Variables, stored.Variables, rewriteSecrets),
    }),
    among: { documents: 'variable sets', id: options.idOf },
    async load(place) {
      const path = { spaceId: place.spaceId, id: options.idOf(place) };
      return (await place.api.GET('/api/{spaceId}/variables/{id}', { params: { path } })).data;
    },
    replace: async ({ api, spaceId }, { Id: id }, body) =>
      (await api.PUT('/api/{spaceId}/variables/{id}', { params: { path: { spaceId, id } }, body })).data,
  });
}

/**
 * The file's values with the ids of those they replace: first of the same name and scope, then of the same name.
 * Variables that the file does not name stay. A secret that the server has is kept unless it is to be written again.
 */
function mergeVariables(
  wanted: readonly VariableWrite[],
  stored: readonly VariableWrite[],
  rewriteSecrets: boolean,
): VariableWrite[] {
  const left = new Set(stored);
  const take = (fits: (one: VariableWrite) => boolean): VariableWrite | undefined => {
    const found = [...left].find(fits);
    if (found !== undefined) left.delete(found);
    return found;
  };
  const isSame = (a: VariableWrite, b: VariableWrite) => sameName(a.Name, b.Name);
  const exact = wanted.map((one) => take((other) => isSame(one, other) && scopeKey(one) === scopeKey(other)));
  const merged = wanted.map((one, at): VariableWrite => {
    const before = exact[at] ?? take((other) => isSame(one, other));
    const keepsSecret = one.IsSensitive === true && before?.IsSensitive === true && !rewriteSecrets;
    return { ...before, ...one, ...(keepsSecret ? { Value: null } : {}) };
  });
  const isNamed = (one: VariableWrite) => wanted.some((other) => isSame(one, other));
  return [...merged, ...[...left].filter((one) => !isNamed(one))];
}

function scopeKey({ Scope }: VariableWrite): string {
  const parts = Object.entries(Scope ?? {}).filter(([, ids]) => (ids ?? []).length > 0);
  return JSON.stringify(parts.map(([key, ids]) => [key, (ids ?? []).toSorted()]).toSorted());
}
