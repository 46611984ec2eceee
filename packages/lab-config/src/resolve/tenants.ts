import type { Tenant } from '../model/lab.ts';
import type { CommonTenantValue, TenantValue } from '../model/variables.ts';
import { environmentEntriesOf } from './library.ts';
import {
  commonSetsOf,
  commonValueOf,
  connectionsOf,
  type TenantPlace,
  tagsOf,
  tenantValueOf,
} from './tenant-values.ts';
import { resolveValue } from './values.ts';

/** A tenant with its connections, tags and every value that the file gives it. */
export function resolveTenant(place: TenantPlace): Tenant {
  const { name, tenant, file, space } = place;
  return {
    name,
    description: tenant.description ?? '',
    connections: connectionsOf(place),
    tags: tagsOf(tenant, file.spaces[space]),
    values: projectValues(place),
    commonValues: commonValues(place),
  };
}

function projectValues(place: TenantPlace): readonly TenantValue[] {
  const projects = place.file.spaces[place.space]?.projects ?? {};
  return connectionsOf(place).flatMap(({ project, environments: connected }) =>
    Object.entries(projects[project]?.templates ?? {}).flatMap(([template, entry]) =>
      environmentEntriesOf(place.file, place.space)
        .filter((environment) => connected.includes(environment.name))
        .flatMap((environment): TenantValue[] => {
          const value = tenantValueOf({ ...place, group: project, template, entry, environment });
          if (value === undefined) return [];
          return [{ project, template, environment: environment.name, value: resolveValue(value) }];
        }),
    ),
  );
}

function commonValues(place: TenantPlace): readonly CommonTenantValue[] {
  return commonSetsOf(place).flatMap(({ set, templates }) =>
    Object.entries(templates).flatMap(([template, entry]): CommonTenantValue[] => {
      const value = commonValueOf({ ...place, group: set, template, entry });
      return value === undefined ? [] : [{ variableSet: set, template, value: resolveValue(value) }];
    }),
  );
}
