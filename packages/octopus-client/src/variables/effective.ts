import type { LibraryVariableSetId, TenantId } from '../ids/kinds.ts';
import type { SpaceContext } from '../space/context.ts';
import type { ScopeValues, Variable, VariableType } from '../wire-types.ts';
import { readOrigins, type VariableOrigins } from './origins.ts';

/** Where variables are looked at; what is left out scopes nothing. Names, slugs or ids. */
export interface EffectiveVariablesOptions {
  readonly project: string;
  readonly environment?: string;
  readonly tenant?: string;
  readonly channel?: string;
  readonly runbook?: string;
  readonly machine?: string;
  /** A target tag, where no machine is named. */
  readonly targetTag?: string;
  readonly signal?: AbortSignal;
}

/** Where a value comes from. `unknown`: no set that the key may read has it. */
export type VariableSource =
  | { readonly kind: 'project' }
  | { readonly kind: 'library'; readonly id: LibraryVariableSetId; readonly name: string }
  | { readonly kind: 'tenant'; readonly id: TenantId; readonly name: string }
  /** What a template says where the tenant says nothing. */
  | { readonly kind: 'template-default' }
  | { readonly kind: 'unknown' };

/** The value that wins somewhere. */
export interface EffectiveVariable {
  readonly name: string;
  /** Null for a secret, which the server never shows, and for a value that is not set. */
  readonly value: string | null;
  readonly isSensitive: boolean;
  readonly type: VariableType;
  /** What it is scoped to, by names, e.g. `{ Environment: ['Production'] }`; empty for a value that holds everywhere. */
  readonly scope: Readonly<Record<string, readonly string[]>>;
  readonly source: VariableSource;
}

/**
 * The values that win for a project somewhere, by name, sorted. Values that the key may not view take no part, so another may seem to win.
 * Prompts are there with their stored value. Throws an OctopusUnknownNameError, and what the requests throw.
 */
export async function effectiveVariables(
  context: SpaceContext,
  options: EffectiveVariablesOptions,
): Promise<ReadonlyMap<string, EffectiveVariable>> {
  const { api, space } = context;
  const project = await space.projects.get(options.project);
  const idIn = async (directory: { get(name: string): Promise<{ Id: string }> }, name: string | undefined) =>
    name === undefined ? undefined : (await directory.get(name)).Id;
  const [environment, tenant, channel, runbook, machine] = await Promise.all([
    idIn(space.environments, options.environment),
    options.tenant === undefined ? undefined : space.tenants.get(options.tenant),
    idIn(space.channels(project.Id), options.channel),
    idIn(space.runbooks(project.Id), options.runbook),
    idIn(space.machines, options.machine),
  ]);
  const place = { environment, tenant: tenant?.Id, channel, runbook, machine, role: options.targetTag };
  const query = { project: project.Id, ...withoutUndefined(place) };
  const init = options.signal ? { signal: options.signal } : {};
  const [{ data }, origins] = await Promise.all([
    api.GET('/api/{spaceId}/variables/preview', { params: { path: { spaceId: space.id }, query }, ...init }),
    readOrigins(context, project, options.signal),
  ]);
  const shown = data.Variables.map((variable) => show(variable, data.ScopeValues));
  return new Map(
    shown
      .map((each, at) => ({ ...each, source: sourceOf(data.Variables[at], origins, tenant) }))
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
      .map((each) => [each.name, each]),
  );
}

function show(variable: Variable, values: ScopeValues | undefined): Omit<EffectiveVariable, 'source'> {
  const names = new Map(Object.values(values ?? {}).flatMap((all) => all.map(({ Id, Name }) => [Id, Name])));
  const scope = Object.entries(variable.Scope).map(([dimension, ids = []]) => {
    return [dimension, ids.map((id) => names.get(id) ?? id)] as const;
  });
  return {
    name: variable.Name,
    value: variable.IsSensitive ? null : variable.Value,
    isSensitive: variable.IsSensitive,
    type: variable.Type,
    scope: Object.fromEntries(scope.filter(([, of]) => of.length > 0)),
  };
}

function sourceOf(
  variable: Variable | undefined,
  origins: VariableOrigins,
  tenant: { readonly Id: TenantId; readonly Name: string } | undefined,
): VariableSource {
  if (!variable) return { kind: 'unknown' };
  const stored = origins.find(variable);
  if (stored) return stored;
  if (!origins.isTemplate(variable.Name)) return { kind: 'unknown' };
  const isScoped = Object.values(variable.Scope).some((ids) => ids.length > 0);
  return tenant && isScoped ? { kind: 'tenant', id: tenant.Id, name: tenant.Name } : { kind: 'template-default' };
}

function withoutUndefined<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Entries that are undefined are gone, which is what the type says.
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };
}
