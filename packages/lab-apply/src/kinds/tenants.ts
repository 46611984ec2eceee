import type { Tenant } from '@octotrain/lab-config';
import type { Tenant as TenantDocument, TenantWrite } from '@octotrain/octopus-client';
import { namesOf, proseOf, wordsLike } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { defineItem, type Item } from './item.ts';

/** What else a file knows of a space, by name. */
export interface KnownOfSpace {
  readonly projects: readonly string[];
  readonly tagSets: readonly string[];
}

/**
 * A tenant, its tags and what it is connected to. Connections to projects, and tags of sets, that the file does not
 * name stay.
 */
export function tenantItem(space: string, tenant: Tenant, { projects, tagSets }: KnownOfSpace): Item {
  const ofFile = isOfSets(tagSets);
  return defineItem<TenantDocument, TenantWrite>({
    address: { kind: 'tenant', space, name: tenant.name },
    body: ({ id }) => ({
      Name: tenant.name,
      Description: tenant.description,
      TenantTags: [...tenant.tags],
      ProjectEnvironments: Object.fromEntries(
        tenant.connections.map(({ project, environments }) => [
          id('project', project),
          environments.map((name) => id('environment', name)),
        ]),
      ),
    }),
    fields: (body, names, like) => {
      const known = new Set(projects);
      const tags = wordsLike(body.TenantTags, like.TenantTags).filter(ofFile);
      const connections = Object.entries(body.ProjectEnvironments ?? {})
        .map(([project, environments]) => [names(project), namesOf(environments, names)] as const)
        .filter(([project]) => known.has(project))
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([project, environments]) => [`${project} in`, environments] as const);
      return saidFields({ description: proseOf(body.Description), tags, ...Object.fromEntries(connections) });
    },
    merge: ({ body, stored }) => ({
      ...stored,
      ...body,
      TenantTags: [...(body.TenantTags ?? []), ...stored.TenantTags.filter((tag) => !ofFile(tag))],
    }),
    create: async ({ api, spaceId }, body) =>
      (await api.POST('/api/{spaceId}/tenants', { params: { path: { spaceId } }, body })).data,
    replace: async ({ api, spaceId, id: idOf }, { Id: id, ProjectEnvironments: before }, body) => {
      const named = new Set(projects.map((project) => idOf('project', project)));
      const others = Object.entries(before).filter(([project]) => !named.has(project));
      const connections = { ...Object.fromEntries(others), ...body.ProjectEnvironments };
      const whole = { ...body, ProjectEnvironments: connections };
      return (await api.PUT('/api/{spaceId}/tenants/{id}', { params: { path: { spaceId, id } }, body: whole })).data;
    },
  });
}

/** Whether a tag, `Set/Tag`, is one of these sets. */
function isOfSets(sets: readonly string[]): (tag: string) => boolean {
  const named = sets.map((set) => `${set}/`.toLowerCase());
  return (tag) => named.some((set) => tag.toLowerCase().startsWith(set));
}
