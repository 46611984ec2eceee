import type { PropertyValue } from '../http/sensitive.ts';
import type { Store } from '../store/store.ts';
import type { TenantValueDocument } from './state.ts';

type ByTemplate = Readonly<Record<string, PropertyValue>>;

/** How values were kept before each had environments of its own. */
interface OldValues {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Version: number;
  readonly ProjectValues: Readonly<Record<string, Readonly<Record<string, ByTemplate>>>>;
  readonly LibraryValues: Readonly<Record<string, ByTemplate>>;
}

/** Takes over values that an older data folder kept in maps. */
export function upgradeTenantVariables(store: Store): void {
  for (const stored of store.all('TenantVariables')) {
    if ('Values' in stored) continue;
    // Nothing else was ever kept there.
    const { Id, SpaceId, Version, ProjectValues, LibraryValues } = stored as OldValues;
    const ofProjects = Object.entries(ProjectValues).flatMap(([ownerId, byEnvironment]) =>
      Object.entries(byEnvironment).flatMap(([environmentId, values]) => listed(ownerId, [environmentId], values)),
    );
    const ofSets = Object.entries(LibraryValues).flatMap(([ownerId, values]) => listed(ownerId, [], values));
    store.put('TenantVariables', { Id, SpaceId, Version, Values: [...ofProjects, ...ofSets] });
  }
}

function listed(
  OwnerId: string,
  EnvironmentIds: readonly string[],
  values: ByTemplate,
): readonly TenantValueDocument[] {
  return Object.entries(values).map(([TemplateId, Value]) => ({
    Id: [OwnerId, TemplateId, ...EnvironmentIds].join('/'),
    OwnerId,
    TemplateId,
    EnvironmentIds,
    Value,
  }));
}
