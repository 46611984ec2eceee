import type { SnapshotVariables } from '../snapshots/take.ts';
import type { Candidate, VariableScope } from './evaluate.ts';

/** A value that a tenant gives to a template. */
export interface TenantValue {
  readonly name: string;
  readonly value: string;
  readonly sensitive: boolean;
  /** Empty: every environment. */
  readonly environmentIds: readonly string[];
}

/** A template's default value. */
export interface TemplateDefault {
  readonly name: string;
  readonly value: string;
}

/** The variables of a snapshot as candidates, in stored order. */
export function storedCandidates(variables: SnapshotVariables): Candidate[] {
  return variables.map((variable) => ({
    name: variable.Name,
    value: variable.Value ?? '',
    scope: variable.Scope,
    sensitive: variable.IsSensitive,
    type: variable.Type,
  }));
}

/**
 * A tenant's own values count as scoped to the tenant, and to the environment where they are given for one: so they beat
 * environment-scoped values of the project. [docs for the order, guess for the weight]
 */
export function tenantCandidates(tenantId: string, values: readonly TenantValue[]): Candidate[] {
  return values.map(({ name, value, sensitive, environmentIds }) => {
    const scope: VariableScope =
      environmentIds.length === 0 ? { Tenant: [tenantId] } : { Tenant: [tenantId], Environment: environmentIds };
    return { name, value, scope, sensitive };
  });
}

/** Default values of templates rank as unscoped, behind the project's own. [docs] */
export function defaultCandidates(defaults: readonly TemplateDefault[]): Candidate[] {
  return defaults.map(({ name, value }) => ({ name, value, scope: {} }));
}
