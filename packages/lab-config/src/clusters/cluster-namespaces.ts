import type { Agent, Lab, Space, Tenant } from '../model/lab.ts';
import type { Project } from '../model/projects.ts';
import { slugOf } from '../model/slug.ts';
import type { Step } from '../model/steps.ts';
import { isSecretReference, type Value } from '../model/values.ts';
import type { Variable } from '../model/variables.ts';

/** A namespace that deployments of a lab go to, on one cluster. */
export interface LabNamespace {
  readonly name: string;
  /** What it is for; a label is left out where several spaces, environments or tenants share the namespace. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Somebody's namespace that cannot be told from the file, or is none. */
export interface UntoldNamespace {
  readonly space: string;
  readonly project: string;
  readonly environment: string;
  readonly tenant?: string;
  readonly reason: string;
}

interface Use {
  readonly space: string;
  readonly project: string;
  readonly environment: string;
  readonly tenant?: string;
}

/**
 * The namespaces that the deployments of a lab go to on one of its clusters: for each project whose space has an agent
 * there, what its steps' namespaces come to in each environment of that agent, for each connected tenant and without
 * one. Names are in order. What only a deployment can tell, or Kubernetes would refuse, is told apart.
 */
export function clusterNamespaces(
  lab: Lab,
  cluster: string,
): { readonly namespaces: readonly LabNamespace[]; readonly untold: readonly UntoldNamespace[] } {
  const uses = new Map<string, Use[]>();
  const untold: UntoldNamespace[] = [];
  for (const { space, project, use } of usesOn(lab, cluster)) {
    for (const template of templatesOf(project, use.environment)) {
      const found = namespaceOf(template, { space, project, use });
      if ('reason' in found) untold.push({ ...use, reason: found.reason });
      else uses.set(found.name, [...(uses.get(found.name) ?? []), use]);
    }
  }
  const namespaces = [...uses].map(([name, all]) => ({ name, labels: labelsOf(lab, all) }));
  return { namespaces: namespaces.toSorted((a, b) => (a.name < b.name ? -1 : 1)), untold };
}

/** The only namespaces that the scripts of an agent may work in: those of its space on its cluster. Undefined: all. */
export function agentNamespaces(lab: Lab, agent: Agent): readonly string[] | undefined {
  return agent.confined ? spaceNamespaces(lab, agent) : undefined;
}

/** The namespaces that the deployments of one space go to on a cluster. */
export function spaceNamespaces(lab: Lab, where: { space: string; cluster: string }): readonly string[] {
  const own = { ...lab, spaces: lab.spaces.filter(({ name }) => name === where.space) };
  return clusterNamespaces(own, where.cluster).namespaces.map(({ name }) => name);
}

/** Every project in every environment of the cluster, for everybody it is deployed for. */
function usesOn(lab: Lab, cluster: string): readonly { space: Space; project: Project; use: Use }[] {
  return lab.spaces.flatMap((space) => {
    const environments = new Set(
      space.agents.filter((agent) => agent.cluster === cluster).flatMap((agent) => agent.environments),
    );
    return space.projects.flatMap((project) =>
      [...environments].flatMap((environment) => {
        const plain = { space: space.name, project: project.name, environment };
        const without = project.multiTenancy === 'tenanted' ? [] : [plain];
        const tenants = project.multiTenancy === 'untenanted' ? [] : space.tenants.filter(isConnected);
        const uses: Use[] = [...without, ...tenants.map(({ name }) => ({ ...plain, tenant: name }))];
        return uses.map((use) => ({ space, project, use }));

        function isConnected({ connections }: Tenant): boolean {
          return connections.some((one) => one.project === project.name && one.environments.includes(environment));
        }
      }),
    );
  });
}

/** What the steps of a project's deployments say of their namespace. */
function templatesOf(project: Project, environment: string): ReadonlySet<string> {
  const steps = project.process.filter(
    (step) =>
      !step.disabled &&
      (step.environments.length === 0 || step.environments.includes(environment)) &&
      !step.excludedEnvironments.includes(environment),
  );
  return new Set(steps.flatMap(namespaceOfStep));
}

function namespaceOfStep(step: Step): readonly string[] {
  return 'namespace' in step && step.namespace !== undefined ? [step.namespace] : [];
}

/** What a step's namespace comes to: itself, or the value of the one variable that it names. */
function namespaceOf(
  template: string,
  { space, project, use }: { space: Space; project: Project; use: Use },
): { name: string } | { reason: string } {
  const variable = template.match(/^#\{ *([\w.-]+) *\}$/)?.[1];
  const value = variable === undefined ? template : variableValue(variable, { space, project, use });
  if (value === undefined) return { reason: `${template} has no value` };
  if (isSecretReference(value)) return { reason: `${template} is a secret` };
  if (value.includes('#{')) return { reason: `${value} can be told only by a deployment` };
  if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value))
    return { reason: `${value} is no name of a namespace: up to 63 lower-case letters, digits and dashes` };
  return { name: value };
}

/** A variable's value for one deployment: the tenant's, then the project's, then a variable set's. */
function variableValue(
  variable: string,
  { space, project, use }: { space: Space; project: Project; use: Use },
): Value | undefined {
  const { environment, tenant } = use;
  const said = space.tenants
    .find(({ name }) => name === tenant)
    ?.values.find(
      (one) => one.project === project.name && one.template === variable && one.environment === environment,
    )?.value;
  const usual = project.templates.find(({ name }) => name === variable)?.default;
  const sets = space.variableSets.filter(({ name }) => project.variableSets.includes(name));
  return (
    said ??
    (tenant === undefined ? undefined : usual) ??
    scoped(project.variables, variable, environment) ??
    scoped(
      sets.flatMap((set) => set.variables),
      variable,
      environment,
    )
  );
}

/** The value for an environment, else the one for all; values for certain steps, channels or runbooks are no matter here. */
function scoped(variables: readonly Variable[], name: string, environment: string): Value | undefined {
  const plain = variables.filter(({ name: own, scope }) => {
    const { targetTags, steps, channels, runbooks } = scope;
    return own === name && [targetTags, steps, channels, runbooks].every((list) => list.length === 0);
  });
  const own = plain.find(({ scope }) => scope.environments.includes(environment));
  return (own ?? plain.find(({ scope }) => scope.environments.length === 0))?.value;
}

/** Labels hold less than names do: they are given slugs. */
function labelsOf(lab: Lab, uses: readonly Use[]): Readonly<Record<string, string>> {
  const told = { space: 'space', project: 'project', environment: 'environment', tenant: 'tenant' } as const;
  const own = Object.entries(told).flatMap(([label, key]) => {
    const values = new Set(uses.map((use) => use[key]));
    const [value] = values;
    return values.size === 1 && value !== undefined ? [[`octotrain/${label}`, slugOf(value)]] : [];
  });
  return {
    'app.kubernetes.io/managed-by': 'octotrain',
    'octotrain/lab': slugOf(lab.name),
    ...Object.fromEntries(own),
  };
}
