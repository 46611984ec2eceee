import { tenantForm } from '../file/forms.ts';
import type { LabFile } from '../file/lab-file.ts';
import type { SpaceEntry, TenantEntry } from '../file/spaces.ts';
import type { ValueEntry } from '../file/values.ts';
import type { TemplateEntry, TenantValueEntry } from '../file/variables.ts';
import { fillPattern } from './fill-pattern.ts';
import { environmentEntriesOf, libraryOf } from './library.ts';

/** An environment as the file has it. */
export type EnvironmentEntry = LabFile['shared']['environments'][number];

/** A tenant where it is written. */
export interface TenantPlace {
  readonly name: string;
  readonly tenant: TenantEntry;
  readonly file: LabFile;
  /** Name of its space. */
  readonly space: string;
}

/** A template and what it belongs to: a project, or a variable set. */
interface TemplatePlace {
  readonly group: string;
  readonly template: string;
  readonly entry: TemplateEntry;
}

/** What a tenant is connected to as it is written: by itself, or as all tenants of its space. */
export function writtenConnections(tenant: TenantEntry, space: SpaceEntry | undefined): TenantEntry['projects'] {
  return tenant.projects ?? space?.tenantDefaults?.projects;
}

/** Tags of a tenant: its own, or those of all tenants of its space. */
export function tagsOf(tenant: TenantEntry, space: SpaceEntry | undefined): readonly string[] {
  return tenant.tags ?? space?.tenantDefaults?.tags ?? [];
}

/** The environments in which a tenant is connected to each of its projects. */
export function connectionsOf({ tenant, file, space }: TenantPlace) {
  const written = writtenConnections(tenant, file.spaces[space]) ?? [];
  const environments = environmentEntriesOf(file, space).map((environment) => environment.name);
  if (Array.isArray(written)) return written.map((project) => ({ project, environments }));
  return Object.entries(written).map(([project, only]) => ({ project, environments: only }));
}

/** The variable sets with templates that a tenant's projects include. */
export function commonSetsOf(place: TenantPlace) {
  const { file, space } = place;
  const entry = file.spaces[space];
  const included = new Set(
    connectionsOf(place).flatMap(({ project }) => entry?.projects?.[project]?.variableSets ?? []),
  );
  return Object.entries(libraryOf('variableSets', { name: space, space: entry, file })).flatMap(
    ([set, { templates }]) => (included.has(set) && templates !== undefined ? [{ set, templates }] : []),
  );
}

/**
 * What a tenant says for a template of a project in one environment: its own value, else its row in the template's
 * table, else the template's pattern; undefined when the template's default has to do.
 */
export function tenantValueOf(
  options: TenantPlace & TemplatePlace & { environment: EnvironmentEntry },
): ValueEntry | undefined {
  const { name, tenant, entry, environment } = options;
  return (
    firstOf(ownEntries(options), (own) => valueIn(own, environment.name)) ??
    valueIn(entry.tenants?.[name], environment.name) ??
    (entry.pattern === undefined ? undefined : fillPattern(entry.pattern, { name, tenant, environment }))
  );
}

/** What a tenant says for a template of a variable set: the same everywhere, so no table counts. */
export function commonValueOf(options: TenantPlace & TemplatePlace): ValueEntry | undefined {
  const { name, tenant, entry } = options;
  return (
    firstOf(ownEntries(options), plainIn) ??
    plainIn(entry.tenants?.[name]) ??
    (entry.pattern === undefined ? undefined : fillPattern(entry.pattern, { name, tenant }))
  );
}

/** Whether a key of a tenant's `values` names a project or a variable set rather than a template. */
export function isGroup(key: string, { file, space }: Pick<TenantPlace, 'file' | 'space'>): boolean {
  const entry = file.spaces[space];
  return (
    entry?.projects?.[key] !== undefined ||
    libraryOf('variableSets', { name: space, space: entry, file })[key] !== undefined
  );
}

/** What the tenant itself says, the more particular first. */
function ownEntries(options: TenantPlace & TemplatePlace): readonly (TenantValueEntry | undefined)[] {
  const { tenant, group, template } = options;
  const values = tenant.values ?? {};
  const inGroup = values[group];
  // a key that names a project or a set holds a table of templates
  const particular = isGroup(group, options) ? (inGroup as Record<string, TenantValueEntry> | undefined) : undefined;
  // and one that does not holds the value of a template
  const general = isGroup(template, options) ? undefined : (values[template] as TenantValueEntry | undefined);
  return [particular?.[template], general];
}

function firstOf<T, R>(entries: readonly T[], read: (entry: T) => R | undefined): R | undefined {
  for (const entry of entries) {
    const found = read(entry);
    if (found !== undefined) return found;
  }
  return undefined;
}

function valueIn(entry: TenantValueEntry | undefined, environment: string): ValueEntry | undefined {
  if (entry === undefined) return undefined;
  const shape = tenantForm(entry);
  return shape.form === 'value' ? shape.value : shape.table[environment];
}

function plainIn(entry: TenantValueEntry | undefined): ValueEntry | undefined {
  if (entry === undefined) return undefined;
  const shape = tenantForm(entry);
  return shape.form === 'value' ? shape.value : undefined;
}
