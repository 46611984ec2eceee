import { type Agent, type Environment, slugOf, type Tenant } from '@octotrain/lab-config';
import type { Machine } from '@octotrain/octopus-client';
import type { Source } from './source.ts';
import { multiTenancyOf } from './words.ts';

/** Deployment targets of one space. */
export interface Machines {
  readonly space: string;
  readonly machines: readonly Machine[];
}

/**
 * The Kubernetes agents of a space, as far as they are alike: a lab file says once for all agents of a space which tags
 * they have and whom they serve.
 */
export function agentsOf(
  source: Source,
  { space, machines }: Machines,
  around: { environments: readonly Environment[]; tenants: readonly Tenant[] },
): readonly Agent[] {
  const agents = machines.flatMap((machine) => {
    if (isAgent(machine)) return [agentOf(source, space, machine, around)];
    const reason = 'a lab file has no deployment targets but Kubernetes agents';
    source.leaveOut({ kind: 'deployment target', space, name: machine.Name, reason });
    return [];
  });
  const [first] = agents;
  if (first === undefined) return [];
  return agents.filter((agent) => {
    if (manner(agent) === manner(first)) return true;
    const reason = `it has other tags than ${first.name}, or serves others, and a lab file says that once for all agents of a space`;
    source.leaveOut({ kind: 'agent', space, name: agent.name, reason });
    return false;
  });
}

function isAgent({ Endpoint }: Machine): boolean {
  return Endpoint.CommunicationStyle === 'KubernetesTentacle';
}

/** What all agents of a space must have alike. */
function manner({ targetTags, multiTenancy, tenantTags, tenants }: Agent): string {
  return JSON.stringify([targetTags.toSorted(), multiTenancy, tenantTags.toSorted(), tenants.toSorted()]);
}

function agentOf(
  source: Source,
  space: string,
  machine: Machine,
  { environments, tenants }: { environments: readonly Environment[]; tenants: readonly Tenant[] },
): Agent {
  const multiTenancy = multiTenancyOf(machine.TenantedDeploymentParticipation);
  const on = new Set(machine.EnvironmentIds.map(source.nameOf));
  const named = machine.TenantIds.map(source.nameOf);
  const everyone = tenants.map(({ name }) => name);
  const isPartial = multiTenancy !== 'untenanted' && machine.TenantTags.length === 0 && named.length < everyone.length;
  if (isPartial) {
    const reason = `it serves ${named.join(', ') || 'no tenant'} only; the file says all tenants of the space`;
    source.leaveOut({ kind: 'tenants of an agent', space, name: machine.Name, reason });
  }
  return {
    name: machine.Name,
    space,
    ...clusterOf(space, machine),
    targetTags: [...machine.Roles],
    environments: environments.filter(({ name }) => on.has(name)).map(({ name }) => name),
    multiTenancy,
    tenants: multiTenancy === 'untenanted' || machine.TenantTags.length > 0 ? [] : everyone,
    tenantTags: [...machine.TenantTags],
    // Known to its cluster alone.
    confined: false,
  };
}

/**
 * Which cluster an agent sits on. The address of a simulated one tells; a real one is known by the end of its name only,
 * and the context is then a guess.
 */
function clusterOf(space: string, { Name, Endpoint }: Machine): { cluster: string; context: string } {
  const host = /^poll:\/\/([^/]+)/.exec(Endpoint.TentacleEndpointConfiguration?.Uri ?? '')?.[1] ?? '';
  const prefix = `${slugOf(space)}-`;
  const suffix = Name.startsWith(prefix) ? Name.slice(prefix.length) : (Name.split('-').at(-1) ?? Name);
  if (host.startsWith(`${Name}.`)) {
    const context = host.slice(Name.length + 1);
    return { context, cluster: context.replace(/^(kind|k3d|minikube)-/, '') };
  }
  return { context: suffix, cluster: suffix };
}
