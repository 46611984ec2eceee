import {
  createTemplateCache,
  evaluate,
  evaluateCondition,
  prepareVariables,
  type VariableSet,
} from '@octotrain/octostache';
import { defaultCandidates, storedCandidates, tenantCandidates } from '../variables/candidates.ts';
import { type Candidate, type VariableContext, winningValues } from '../variables/evaluate.ts';
import type { World } from '../world.ts';
import { builtIns, type RunPlace } from './built-ins.ts';
import { targetRolesOf } from './plan.ts';
import type { Subject } from './subject.ts';
import { templateDefaults, tenantValues } from './tenant-values.ts';
import { subValues } from './typed-values.ts';

/** The variables of a run at one place of it. */
export interface RunVariables {
  value(name: string): string | undefined;
  /** A text with its `#{…}` replaced; what has no value stays as it is. */
  render(template: string): string;
  /** Whether a run condition is met. */
  holds(template: string): boolean;
  names(): readonly string[];
  /** Values that must not appear in a log. */
  readonly secrets: readonly string[];
}

/** Parsed templates: processes and values repeat from run to run. */
const cache = createTemplateCache();

/**
 * The values that hold for a subject's project at some place of a run: the snapshots' variables, defaults of templates
 * and the tenant's own values by scope; over them output variables, prompted values, and at last the server's own. [docs]
 */
export function runVariables(
  world: World,
  subject: Subject,
  place: RunPlace & { readonly outputs?: Readonly<Record<string, string>> | undefined },
): RunVariables {
  const winners = winningValues(candidatesOf(world, subject), {
    ...contextOf(subject),
    ...(place.action === undefined ? {} : { action: place.action.Id }),
    ...(place.machine === undefined ? {} : { machine: place.machine.Id, machineRoles: place.machine.Roles }),
    ...(place.step === undefined ? {} : { stepRoles: targetRolesOf(place.step) }),
  });
  const values = new Map<string, string>();
  const names = new Map<string, string>();
  function set(name: string, value: string): void {
    const known = names.get(name.toLowerCase());
    if (known !== undefined) values.delete(known);
    names.set(name.toLowerCase(), name);
    values.set(name, value);
  }
  const expanded = [...winners.values()].flatMap((winner) => expansionOf(world, subject, winner));
  for (const { name, value } of expanded) set(name, value);
  for (const winner of winners.values()) set(winner.name, winner.value);
  for (const [name, value] of Object.entries(place.outputs ?? {})) set(name, value);
  for (const [name, value] of Object.entries(subject.document.PromptedValues)) set(name, value);
  for (const [name, value] of Object.entries(builtIns(world, subject, place))) set(name, value);
  const secrets = [
    ...[...winners.values()]
      .filter(({ sensitive }) => sensitive)
      .map(({ name, value }) => promptedOr(subject, name, value)),
    ...expanded.filter(({ secret }) => secret).map(({ value }) => value),
  ];
  const { clock } = world;
  let indexed: VariableSet | undefined;
  const prepared = () => {
    indexed ??= prepareVariables(values);
    return indexed;
  };
  return {
    value(name) {
      const known = names.get(name.toLowerCase());
      const template = known === undefined ? undefined : values.get(known);
      if (template === undefined || !template.includes('#{')) return template;
      return evaluate({ template, variables: prepared(), cache, clock }).text;
    },
    render: (template) =>
      template.includes('#{') ? evaluate({ template, variables: prepared(), cache, clock }).text : template,
    holds: (template) => evaluateCondition({ template, variables: prepared(), cache, clock }).holds,
    names: () => [...values.keys()],
    secrets,
  };
}

/** What of the scopes of values is known for a whole run. */
export function contextOf(subject: Subject): VariableContext {
  return {
    environment: subject.environment.Id,
    processOwner: subject.processOwner,
    ...(subject.kind === 'deployment' ? { channel: subject.channel.Id } : {}),
    ...(subject.tenant === undefined ? {} : { tenant: subject.tenant.Id, tenantTags: subject.tenant.TenantTags }),
  };
}

function promptedOr(subject: Subject, name: string, value: string): string {
  return subject.document.PromptedValues[name] ?? value;
}

/** What a variable that names an account, a certificate or a worker pool stands for; one of the project's own name goes before. */
function expansionOf({ store }: World, subject: Subject, { name, value, type }: Candidate) {
  if (type === undefined || type === 'String' || type === 'Sensitive') return [];
  return subValues(store, promptedOr(subject, name, value)).map(({ suffix, ...sub }) => ({
    ...sub,
    name: `${name}.${suffix}`,
  }));
}

/** In the order that decides between equals: the project's, its tenant's, then those of library sets. */
function candidatesOf(world: World, subject: Subject): Candidate[] {
  const [own, ...libraries] = subject.variableSnapshotIds.map(
    (id) => world.store.get('VariableSnapshots', id)?.Variables ?? [],
  );
  const tenant = subject.tenant;
  return [
    ...storedCandidates(own ?? []),
    ...(tenant === undefined ? [] : tenantCandidates(tenant.Id, tenantValues(world, tenant, subject.project))),
    ...libraries.flatMap((variables) => storedCandidates(variables)),
    ...defaultCandidates(templateDefaults(world, subject.project)),
  ];
}
