import { type Api, ok, type RouteContext } from '../http/api.ts';
import { slugify } from '../http/names.ts';
import type { Scope } from '../permissions/rules.ts';
import { unknownIds } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { checkHealthSoon } from './health.ts';
import { machineProblems } from './rules.ts';
import { type MachineDocument, machineSchema } from './state.ts';

type Written = ReturnType<(typeof machineSchema)['parse']>;

const machines: Resource<MachineDocument, Written> = {
  path: '/machines',
  kind: 'machine',
  itemType: 'DeploymentTarget',
  shelf: shelf('Machines'),
  schema: machineSchema,
  permissions: { view: 'MachineView', create: 'MachineCreate', edit: 'MachineEdit', remove: 'MachineDelete' },
  scopes: machineScopes,
  filter: machineFilter,
  problems: ({ world, space }, written) => [...machineProblems(written), ...references(world, space.Id, written)],
  make: ({ world, space }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    MachinePolicyId: written.MachinePolicyId ?? stored?.MachinePolicyId ?? defaultPolicyId(world, space.Id),
    Endpoint: { ...written.Endpoint, KubernetesAgentDetails: stored?.Endpoint.KubernetesAgentDetails ?? null },
    HealthStatus: stored?.HealthStatus ?? 'Unknown',
    StatusSummary: stored?.StatusSummary ?? 'This machine has not been checked yet.',
  }),
  users: () => [],
  show: shownMachine,
  related: (machine) => [...machine.EnvironmentIds, ...machine.TenantIds],
  created: ({ world }, machine) => checkHealthSoon(world, machine.Id),
};

function machineScopes(machine: Pick<Written, 'EnvironmentIds' | 'TenantIds'>): readonly Scope[] {
  const tenants = machine.TenantIds.length === 0 ? [undefined] : machine.TenantIds;
  return machine.EnvironmentIds.flatMap((environmentId) => tenants.map((tenantId) => ({ environmentId, tenantId })));
}

function machineFilter(documents: readonly MachineDocument[], { query }: RouteContext): readonly MachineDocument[] {
  const environments = query.list('environmentIds');
  const roles = query.list('roles');
  const tenants = query.list('tenantIds');
  const health = query.list('healthStatuses');
  return documents.filter(
    (machine) =>
      (environments.length === 0 || environments.some((id) => machine.EnvironmentIds.includes(id))) &&
      (roles.length === 0 || roles.some((role) => machine.Roles.includes(role))) &&
      (tenants.length === 0 || tenants.some((id) => machine.TenantIds.includes(id))) &&
      (health.length === 0 || health.includes(machine.HealthStatus)),
  );
}

function references({ store }: World, spaceId: string, written: Written): readonly string[] {
  return [
    ...unknownIds(store, { collection: 'Environments', kind: 'environment', spaceId, ids: written.EnvironmentIds }),
    ...unknownIds(store, { collection: 'Tenants', kind: 'tenant', spaceId, ids: written.TenantIds }),
    ...unknownIds(store, {
      collection: 'MachinePolicies',
      kind: 'machine policy',
      spaceId,
      ids: [written.MachinePolicyId],
    }),
  ];
}

function defaultPolicyId({ store }: World, spaceId: string): string {
  const policy = store.all('MachinePolicies').find((candidate) => candidate.SpaceId === spaceId && candidate.IsDefault);
  return policy?.Id ?? '';
}

function shownMachine(machine: MachineDocument): object {
  const { KubernetesAgentDetails, TentacleEndpointConfiguration: tentacle, ...endpoint } = machine.Endpoint;
  return {
    ...machine,
    Endpoint: {
      ...endpoint,
      ...(tentacle === null ? {} : { TentacleEndpointConfiguration: tentacle }),
      ...(KubernetesAgentDetails === null ? {} : { KubernetesAgentDetails }),
    },
    Status: machine.IsDisabled ? 'Disabled' : machine.HealthStatus === 'Unknown' ? 'Unknown' : 'Online',
    HasLatestCalamari: machine.HealthStatus === 'Healthy',
    IsInProcess: false,
    Thumbprint: machine.Endpoint.Thumbprint ?? tentacle?.Thumbprint ?? null,
    Uri: machine.Endpoint.Uri ?? tentacle?.Uri ?? null,
  };
}

export function registerMachineRoutes(api: Api): void {
  registerResource(api, machines);
  api.space('GET', '/machineroles/all', ({ world, caller, space }) => {
    caller.requirePermission('MachineView', { spaceId: space.Id });
    const roles = world.store
      .all('Machines')
      .filter((machine) => machine.SpaceId === space.Id)
      .flatMap((machine) => machine.Roles);
    return ok([...new Set(roles)].sort((a, b) => slugify(a, '').localeCompare(slugify(b, ''))));
  });
}
