import { sameName } from '../http/names.ts';

/** The scope of a value: each kind that is named must match, by any of its listed values. */
export type VariableScope = { readonly [Kind in ScopeKind]?: readonly string[] };

/** Kinds of scope, the most specific first. [docs] */
const KINDS = ['Action', 'Machine', 'Role', 'Tenant', 'TenantTag', 'Environment', 'Channel', 'ProcessOwner'] as const;
type ScopeKind = (typeof KINDS)[number];

/** A value that may win. */
export interface Candidate {
  readonly name: string;
  readonly value: string;
  readonly scope: VariableScope;
  readonly sensitive?: boolean;
  /** Type of the value: those of accounts, certificates and worker pools hold an id. */
  readonly type?: string;
}

/** Where a value is asked for. A kind that is left out matches no value scoped by it. */
export interface VariableContext {
  readonly environment?: string;
  readonly channel?: string;
  readonly tenant?: string;
  readonly tenantTags?: readonly string[];
  /** Project id for a deployment, runbook id for a run. */
  readonly processOwner?: string;
  readonly action?: string;
  readonly machine?: string;
  readonly machineRoles?: readonly string[];
  /** Target tags that the step asks for; a value scoped to one of them beats other tags of the machine. */
  readonly stepRoles?: readonly string[];
}

/** The winning values by lower-case name. */
export type WinningValues = ReadonlyMap<string, Candidate>;

function valuesOf(kind: ScopeKind, context: VariableContext): readonly string[] {
  switch (kind) {
    case 'Action':
      return context.action === undefined ? [] : [context.action];
    case 'Machine':
      return context.machine === undefined ? [] : [context.machine];
    case 'Role':
      return context.machineRoles ?? [];
    case 'Tenant':
      return context.tenant === undefined ? [] : [context.tenant];
    case 'TenantTag':
      return context.tenantTags ?? [];
    case 'Environment':
      return context.environment === undefined ? [] : [context.environment];
    case 'Channel':
      return context.channel === undefined ? [] : [context.channel];
    case 'ProcessOwner':
      return context.processOwner === undefined ? [] : [context.processOwner];
  }
}

/** Whether a value scoped so applies there; `ignoring` leaves kinds out that are not known yet. */
function applies(scope: VariableScope, context: VariableContext, ignoring: readonly ScopeKind[] = []): boolean {
  return KINDS.every((kind) => {
    const wanted = scope[kind];
    if (wanted === undefined || wanted.length === 0 || ignoring.includes(kind)) return true;
    const present = valuesOf(kind, context).map((value) => value.toLowerCase());
    return wanted.some((value) => present.includes(value.toLowerCase()));
  });
}

/**
 * How specific a scope is there: kinds weigh like the classes of a style sheet, so the highest kind decides and further
 * kinds break ties. The number of values listed does not matter. [docs]
 */
function specificity(scope: VariableScope, context: VariableContext): number {
  let rank = 0;
  for (const kind of KINDS) {
    const named = (scope[kind]?.length ?? 0) > 0;
    if (kind === 'Role') rank = rank * 4 + (named ? (targetsStep(scope.Role ?? [], context) ? 2 : 1) : 0);
    else rank = rank * 2 + (named ? 1 : 0);
  }
  return rank;
}

/** A tag that the machine has and the step asks for; one of both alone is not enough. [docs] */
function targetsStep(roles: readonly string[], { machineRoles = [], stepRoles = [] }: VariableContext): boolean {
  return roles.some((role) => [machineRoles, stepRoles].every((tags) => tags.some((tag) => sameName(tag, role))));
}

/**
 * Chooses one value per name, names compared without case. Of equally specific ones the first stands [guess]; the caller
 * lists the project's own values before those of library sets, which makes the project win [docs].
 */
export function winningValues(candidates: readonly Candidate[], context: VariableContext): WinningValues {
  const winners = new Map<string, Candidate>();
  const ranks = new Map<string, number>();
  for (const candidate of candidates) {
    if (!applies(candidate.scope, context)) continue;
    const name = candidate.name.toLowerCase();
    const rank = specificity(candidate.scope, context);
    const best = ranks.get(name);
    if (best !== undefined && best >= rank) continue;
    ranks.set(name, rank);
    winners.set(name, candidate);
  }
  return winners;
}

/**
 * Whether a prompt is asked for a run there: its value could apply to that environment, channel, tenant and process,
 * whatever step or target it is for. [docs]
 */
export function isAsked(scope: VariableScope, context: VariableContext): boolean {
  return applies(scope, context, ['Action', 'Machine', 'Role']);
}
