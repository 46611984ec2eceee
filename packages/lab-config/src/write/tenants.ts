import type { SpaceEntry, TenantEntry } from '../file/spaces.ts';
import type { Space, Tenant } from '../model/lab.ts';
import { commonEntries, type Explained, tenantValueEntries } from './templates.ts';
import { byName, canonical, groupedBy, said } from './values.ts';

type TenantDefaults = NonNullable<SpaceEntry['tenantDefaults']>;
type Values = NonNullable<TenantEntry['values']>;

/** The tenants of a space, and what most of them have alike written once for all. */
export function tenantEntries(space: Space, explained: Explained): Pick<SpaceEntry, 'tenantDefaults' | 'tenants'> {
  const written = space.tenants.map((tenant) => ({
    name: tenant.name,
    projects: connectionEntry(tenant, space),
    tags: [...tenant.tags],
  }));
  const defaults: TenantDefaults = said({
    projects: mostCommon(written.map(({ projects }) => projects)),
    tags: mostCommon(written.map(({ tags }) => tags)),
  });
  const byTenant = new Map(written.map((one) => [one.name, one]));
  return said({
    tenantDefaults: defaults,
    tenants: byName(space.tenants, (tenant) => {
      const { projects = [], tags = [] } = byTenant.get(tenant.name) ?? {};
      const short = explained.shorts.tenants.get(tenant.name);
      return {
        ...said({ description: tenant.description }),
        ...(short === undefined ? {} : { short }),
        ...unlessDefault('tags', tags, defaults.tags),
        ...unlessDefault('projects', projects, defaults.projects),
        ...said({ values: valueEntries(tenant, space, explained) }),
      };
    }),
  });
}

type Connections = NonNullable<TenantEntry['projects']>;

function connectionEntry({ connections }: Tenant, { environments }: Space): Connections {
  return connections.every((one) => one.environments.length === environments.length)
    ? connections.map(({ project }) => project)
    : Object.fromEntries(connections.map((one) => [one.project, [...one.environments]]));
}

/** What more than one tenant has, and most of all; undefined when there is no such thing, or it is nothing at all. */
function mostCommon<Entry extends object>(entries: readonly Entry[]): Entry | undefined {
  const groups = [...groupedBy(entries, canonical).values()].toSorted((left, right) => right.length - left.length);
  const [largest = []] = groups;
  const [first] = largest;
  return first !== undefined &&
    largest.length > entries.length / 2 &&
    entries.length > 2 &&
    Object.keys(first).length > 0
    ? first
    : undefined;
}

/** A field that says what the default does not; an empty one too, when there is a default. */
function unlessDefault<Key extends string, Entry extends object>(key: Key, entry: Entry, usual: Entry | undefined) {
  const isSilent = usual === undefined ? Object.keys(entry).length === 0 : canonical(entry) === canonical(usual);
  return isSilent ? {} : ({ [key]: entry } as Record<Key, Entry>); // the one key
}

/**
 * Values under the name of their template alone where no other template of the tenant is called so, else below their
 * project or variable set.
 */
function valueEntries(tenant: Tenant, space: Space, explained: Explained): Values {
  const groups = [...Object.entries(tenantValueEntries(tenant, explained)), ...Object.entries(commonEntries(tenant))];
  const owners = [...space.projects, ...space.variableSets];
  const groupNames = new Set(owners.map(({ name }) => name));
  const templates = owners.flatMap((owner) => owner.templates.map(({ name }) => name));
  const values: Values = {};
  for (const [group, entries] of groups) {
    for (const [template, entry] of Object.entries(entries)) {
      const isAlone = templates.filter((name) => name === template).length === 1 && !groupNames.has(template);
      if (isAlone) values[template] = entry;
      // What stands below a group is only ever a table of templates.
      else values[group] = { ...(values[group] as typeof entries | undefined), [template]: entry };
    }
  }
  return values;
}
