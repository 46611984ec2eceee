import { passesTagFilter } from '../tenants/participation.ts';
import type { World } from '../world.ts';

/** For whom an action acts. */
export interface TenantChoice {
  readonly TenantIds: readonly string[];
  readonly TenantTags: readonly string[];
}

/**
 * The tenants that an action names, by id or tags; null for none, where it names nobody. Of those by tags only the ones that are
 * enabled and connected to the project there. [guess]
 */
export function tenantsFor(
  { store }: Pick<World, 'store'>,
  choice: TenantChoice,
  place: { readonly spaceId: string; readonly projectId: string; readonly environmentId: string },
): readonly (string | null)[] {
  if (choice.TenantIds.length === 0 && choice.TenantTags.length === 0) return [null];
  const tagged = store
    .all('Tenants')
    .filter(
      (tenant) =>
        tenant.SpaceId === place.spaceId &&
        choice.TenantTags.length > 0 &&
        !tenant.IsDisabled &&
        (tenant.ProjectEnvironments[place.projectId] ?? []).includes(place.environmentId) &&
        passesTagFilter(tenant.TenantTags, choice.TenantTags),
    );
  return [...new Set([...choice.TenantIds, ...tagged.map(({ Id }) => Id)])];
}

/** Values for prompts, as JSON text of names and values. [guess for the form] */
export function promptValues(text: string | null): Readonly<Record<string, string>> {
  if (text === null || text.trim() === '') return {};
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read !== 'object' || read === null) return {};
    return Object.fromEntries(
      Object.entries(read).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
  } catch {
    return {};
  }
}
