import type { LabFile } from '../file/lab-file.ts';
import type { SpaceEntry, TenantEntry } from '../file/spaces.ts';
import { environmentEntriesOf } from '../resolve/library.ts';
import { connectionsOf, tagsOf } from '../resolve/tenant-values.ts';
import type { TenantWish } from './tenant-wish.ts';

type Connections = ReturnType<typeof connectionsOf>;

interface Drafting {
  readonly wish: TenantWish;
  readonly file: LabFile;
  readonly space: string;
}

/**
 * What a new tenant is connected to: what was asked for, else what the tenant has that it shall be like, else what all
 * others have in common, else every project that deploys for tenants. Absent where the space's own defaults say so.
 */
export function draftProjects(drafting: Drafting): TenantEntry['projects'] {
  const { wish, file, space } = drafting;
  const entry = file.spaces[space];
  const all = environmentEntriesOf(file, space).map(({ name }) => name);
  const asked = wish.projects?.map((project) => ({ project, environments: all }));
  const base = asked ?? inherited(drafting);
  const narrowed = base.map(({ project, environments }) => ({
    project,
    environments: environments.filter((one) => wish.environments?.includes(one) ?? true),
  }));
  const usual = connectionsOf({ name: wish.name, tenant: {}, file, space });
  if (entry?.tenantDefaults?.projects !== undefined && sameConnections(narrowed, usual)) return undefined;
  const isEverywhere = narrowed.every(({ environments }) => environments.length === all.length);
  if (isEverywhere) return narrowed.map(({ project }) => project);
  return Object.fromEntries(narrowed.map(({ project, environments }) => [project, [...environments]]));
}

/** Tags, by the same rule as projects. */
export function draftTags({ wish, file, space }: Drafting): TenantEntry['tags'] {
  const entry = file.spaces[space];
  const likes = likedTenants({ wish, file, space }).map((tenant) => tagsOf(tenant, entry));
  const [first = [], ...others] = likes;
  const usual = entry?.tenantDefaults?.tags;
  const inCommon = first.filter((tag) => others.every((tags) => tags.includes(tag)));
  const tags = wish.tags ?? (likes.length === 0 || (wish.like === undefined && usual) ? usual : inCommon) ?? [];
  if (usual !== undefined && sameTexts(tags, usual)) return undefined;
  return tags.length === 0 && usual === undefined ? undefined : [...tags];
}

function inherited(drafting: Drafting): Connections {
  const { wish, file, space } = drafting;
  const entry = file.spaces[space];
  if (wish.like === undefined && entry?.tenantDefaults?.projects !== undefined) {
    return connectionsOf({ name: wish.name, tenant: {}, file, space });
  }
  const likes = likedTenants(drafting).map((tenant) => connectionsOf({ name: '', tenant, file, space }));
  const [first, ...others] = likes;
  if (first === undefined) {
    const environments = environmentEntriesOf(file, space).map(({ name }) => name);
    return tenantedProjects(entry).map((project) => ({ project, environments }));
  }
  return first.flatMap(({ project, environments }) => {
    const same = others.map((one) => one.find((connection) => connection.project === project)?.environments);
    const inCommon = environments.filter((environment) => same.every((one) => one?.includes(environment)));
    return inCommon.length === 0 ? [] : [{ project, environments: inCommon }];
  });
}

/** The one to be like, or all others of the space. */
function likedTenants({ wish, file, space }: Drafting): readonly TenantEntry[] {
  const tenants = Object.entries(file.spaces[space]?.tenants ?? {});
  const liked = tenants.filter(([name]) => (wish.like === undefined ? name !== wish.name : name === wish.like));
  return liked.map(([, tenant]) => tenant);
}

/** Projects of a space that deploy for tenants. */
export function tenantedProjects(space: SpaceEntry | undefined): readonly string[] {
  const projects = Object.entries(space?.projects ?? {});
  return projects.flatMap(([name, { multiTenancy = 'untenanted' }]) => (multiTenancy === 'untenanted' ? [] : [name]));
}

function sameConnections(left: Connections, right: Connections): boolean {
  const texts = (connections: Connections) =>
    connections.map(({ project, environments }) => JSON.stringify([project, [...environments].sort()]));
  return sameTexts(texts(left), texts(right));
}

function sameTexts(left: readonly string[], right: readonly string[]): boolean {
  return JSON.stringify([...left].sort()) === JSON.stringify([...right].sort());
}
