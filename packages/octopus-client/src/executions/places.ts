import type { RequestProblem } from '../errors/invalid-request-error.ts';
import type { ProjectId } from '../ids/kinds.ts';
import type { SpaceContext } from '../space/context.ts';
import type { Environment, Tenant } from '../wire-types.ts';
import { unknown } from './check.ts';
import type { ExecutionOptions, Places } from './options.ts';

/** One place: an environment, for a tenant or for none. */
export interface Place {
  readonly environment: Environment;
  readonly tenant: Tenant | undefined;
}

/** Where something is done, with names resolved. */
export interface ResolvedPlaces {
  readonly environments: readonly Environment[];
  /** Undefined for no tenant. */
  readonly tenants:
    | { readonly named: readonly Tenant[]; readonly all: boolean; readonly tags: readonly string[] }
    | undefined;
}

/** Resolves the names of places. Throws an OctopusUnknownNameError. */
export async function resolvePlaces({ space }: SpaceContext, places: Places): Promise<ResolvedPlaces> {
  if (places.environments) {
    const environments = await Promise.all(places.environments.map((name) => space.environments.get(name)));
    return { environments: [...new Set(environments)], tenants: undefined };
  }
  const environment = await space.environments.get(places.environment);
  const all = places.tenants === 'all';
  const names = places.tenants === 'all' ? [] : (places.tenants ?? []);
  const named = await Promise.all(names.map((name) => space.tenants.get(name)));
  return { environments: [environment], tenants: { named: [...new Set(named)], all, tags: places.tenantTags ?? [] } };
}

/** Tenants as the commands want them: a star means all that it can be done for [docs]. */
export function tenantsOf(tenants: NonNullable<ResolvedPlaces['tenants']>): {
  Tenants: string[];
  TenantTags: string[];
} {
  const named = tenants.named.map(({ Name }) => Name);
  return { Tenants: tenants.all ? ['*'] : named, TenantTags: [...tenants.tags] };
}

/** How many places there are, when that is known before the server says it. */
export function countOf({ environments, tenants }: ResolvedPlaces): number | undefined {
  if (!tenants) return environments.length;
  return tenants.all || tenants.tags.length > 0 ? undefined : tenants.named.length;
}

/** Whether a place was asked for. Who has which tags, and whom "all" means, only the server knows: there any tenant fits. */
export function isAmong(
  { environments, tenants }: ResolvedPlaces,
  at: { readonly EnvironmentId: string; readonly TenantId?: string | null },
): boolean {
  const tenantId = at.TenantId ?? undefined;
  if (!environments.some(({ Id }) => Id === at.EnvironmentId)) return false;
  if (!tenants) return tenantId === undefined;
  if (tenantId === undefined) return false;
  return tenants.all || tenants.tags.length > 0 || tenants.named.some(({ Id }) => Id === tenantId);
}

/** What is wrong with places that name none: the server would do nothing and call it a success [docs]. */
export function placeProblems(places: ResolvedPlaces): RequestProblem[] {
  if (countOf(places) !== 0) return [];
  const message = places.tenants ? 'no tenant is named' : 'no environment is named';
  return [{ kind: 'no-place', name: places.tenants ? 'tenants' : 'environments', message, suggestions: [] }];
}

/**
 * Places that stand for all others in a preview: tenants with the same tags are asked for the same and run the same steps, since
 * prompts and steps are scoped by tag.
 */
export async function samplePlaces(
  { space }: SpaceContext,
  { environments, tenants }: ResolvedPlaces,
  projectId: ProjectId,
): Promise<Place[]> {
  if (!tenants) return environments.map((environment) => ({ environment, tenant: undefined }));
  const isChosen = (tenant: Tenant, environment: Environment) =>
    (tenants.all && tenant.ProjectEnvironments[projectId]?.includes(environment.Id)) ||
    (tenants.tags.length > 0 && hasTags(tenant, tenants.tags));
  const others = tenants.all || tenants.tags.length > 0 ? await space.tenants.all() : [];
  return environments.flatMap((environment) => {
    const chosen = [...tenants.named, ...others.filter((tenant) => isChosen(tenant, environment))];
    const byTags = new Map(chosen.toReversed().map((tenant) => [[...tenant.TenantTags].sort().join('\n'), tenant]));
    return [...byTags.values()].toReversed().map((tenant) => ({ environment, tenant }));
  });
}

/** Of one tag set any, of several sets each [docs]. */
function hasTags(tenant: Tenant, tags: readonly string[]): boolean {
  const own = new Set(tenant.TenantTags.map((tag) => tag.toLowerCase()));
  const wanted = tags.map((tag) => tag.toLowerCase());
  const setOf = (tag: string) => tag.split('/')[0];
  return wanted.every((tag) => wanted.some((other) => setOf(other) === setOf(tag) && own.has(other)));
}

/** For people. */
export function wordsFor({ environment, tenant }: Place): string {
  return tenant ? `${environment.Name} for ${tenant.Name}` : environment.Name;
}

/** The names of deployment targets, as the server has them, and those that there are not. */
export async function resolveMachines(
  { space }: SpaceContext,
  options: Pick<ExecutionOptions, 'machines' | 'excludeMachines'>,
): Promise<{
  fields: { SpecificMachineNames?: string[]; ExcludedMachineNames?: string[] };
  problems: RequestProblem[];
}> {
  const { machines = [], excludeMachines = [] } = options;
  const problems: RequestProblem[] = [];
  async function namesOf(references: readonly string[]): Promise<string[]> {
    const names: string[] = [];
    for (const reference of references) {
      const machine = await space.machines.find(reference);
      if (machine) names.push(machine.Name);
      else {
        const all = (await space.machines.all()).map(({ Name }) => Name);
        problems.push(unknown('unknown-machine', 'no deployment target', reference, all));
      }
    }
    return names;
  }
  const [specific, excluded] = [await namesOf(machines), await namesOf(excludeMachines)];
  return {
    fields: {
      ...(specific.length > 0 ? { SpecificMachineNames: specific } : {}),
      ...(excluded.length > 0 ? { ExcludedMachineNames: excluded } : {}),
    },
    problems,
  };
}
