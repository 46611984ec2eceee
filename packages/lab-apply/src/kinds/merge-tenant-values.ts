import type { PropertyValue, TenantVariables } from '@octotrain/octopus-client';
import type { Building } from './item.ts';

type ByTemplate = Record<string, PropertyValue>;

/** What a tenant says, as much as the file says of it: by project and environment, and by variable set. */
export interface Values {
  Id?: string;
  ProjectVariables: Record<string, { Variables: Record<string, ByTemplate> }>;
  LibraryVariables: Record<string, { Variables: ByTemplate }>;
}

interface Merging {
  readonly stored: TenantVariables;
  readonly body: Values;
  readonly id: Building['id'];
  /** Names of the file's templates, by their owner. */
  readonly templates: ReadonlyMap<string, readonly string[]>;
}

/** What is stored, with the values of the file's templates of projects exactly as the file has them. */
export function mergeProjectValues({ stored, body, id, templates }: Merging): TenantVariables['ProjectVariables'] {
  const result = { ...stored.ProjectVariables };
  for (const [project, names] of templates) {
    const projectId = id('project', project);
    const before = result[projectId];
    const wanted = body.ProjectVariables[projectId]?.Variables ?? {};
    if (before === undefined && Object.keys(wanted).length === 0) continue;
    const named = new Set(names.map((name) => id('template', name, project)));
    const environments = new Set([...Object.keys(before?.Variables ?? {}), ...Object.keys(wanted)]);
    const values = [...environments].map((environment) => [
      environment,
      replaced(before?.Variables[environment], wanted[environment], named),
    ]);
    result[projectId] = {
      ...(before ?? { ProjectId: projectId, ProjectName: project, Templates: [] }),
      Variables: Object.fromEntries(values),
    };
  }
  return result;
}

/** The same for the templates of variable sets. A set that no project of the tenant includes is left out. */
export function mergeCommonValues({ stored, body, id, templates }: Merging): TenantVariables['LibraryVariables'] {
  const result = { ...stored.LibraryVariables };
  for (const [set, names] of templates) {
    const setId = id('library variable set', set);
    const before = result[setId];
    const wanted = body.LibraryVariables[setId]?.Variables ?? {};
    if (before === undefined && Object.keys(wanted).length === 0) continue;
    const named = new Set(names.map((name) => id('common template', name, set)));
    result[setId] = {
      ...(before ?? { LibraryVariableSetId: setId, LibraryVariableSetName: set, Templates: [] }),
      Variables: replaced(before?.Variables, wanted, named),
    };
  }
  return result;
}

/** Values of other templates as they are, and those of these as wanted. */
function replaced(before: ByTemplate = {}, wanted: ByTemplate = {}, named: ReadonlySet<string>): ByTemplate {
  const others = Object.entries(before).filter(([template]) => !named.has(template));
  return { ...Object.fromEntries(others), ...wanted };
}
