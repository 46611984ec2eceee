import type { TemplateEntry } from '../file/variables.ts';
import { environmentEntriesOf } from '../resolve/library.ts';
import {
  commonSetsOf,
  commonValueOf,
  connectionsOf,
  type TenantPlace,
  tenantValueOf,
} from '../resolve/tenant-values.ts';
import { optionName } from './option-names.ts';
import type { NeededValue } from './tenant-wish.ts';

/** A template that a tenant may say something for. */
export interface OpenTemplate {
  /** Its project, or variable set. */
  readonly group: string;
  readonly template: string;
  readonly entry: TemplateEntry;
  /** Where its project is connected; undefined for a variable set, whose values are the same everywhere. */
  readonly environments: readonly string[] | undefined;
}

/** The templates of all that a tenant is connected to. */
export function templatesOf(place: TenantPlace): readonly OpenTemplate[] {
  const projects = place.file.spaces[place.space]?.projects ?? {};
  const ofProjects = connectionsOf(place).flatMap(({ project, environments }) =>
    Object.entries(projects[project]?.templates ?? {}).map(([template, entry]) => {
      return { group: project, template, entry, environments };
    }),
  );
  const ofSets = commonSetsOf(place).flatMap(({ set, templates }) =>
    Object.entries(templates).map(([template, entry]) => ({ group: set, template, entry, environments: undefined })),
  );
  return [...ofProjects, ...ofSets];
}

/** The templates that a tenant has no value for, and no default takes the place of. */
export function neededValues(place: TenantPlace): readonly NeededValue[] {
  return templatesOf(place).flatMap(({ group, template, entry, environments }): NeededValue[] => {
    if (entry.default !== undefined) return [];
    const at = { ...place, group, template, entry };
    const missing = environmentEntriesOf(place.file, place.space).filter((environment) => {
      return environments?.includes(environment.name) && tenantValueOf({ ...at, environment }) === undefined;
    });
    const isMissing = environments === undefined ? commonValueOf(at) === undefined : missing.length > 0;
    if (!isMissing) return [];
    return [
      {
        template,
        option: optionName(template),
        group,
        label: entry.label ?? template,
        help: entry.help ?? '',
        isSecret: entry.control === 'sensitive',
        choices: Object.keys(entry.options ?? {}),
        environments: missing.map(({ name }) => name),
      },
    ];
  });
}
