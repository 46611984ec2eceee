import type { RouteContext } from '../http/api.ts';
import { defaultPolicyId } from '../machine-policies/default.ts';
import type { Scope } from '../permissions/rules.ts';
import { unknownIds } from '../resource/references.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { World } from '../world.ts';
import { keptEndpoint } from './endpoint.ts';
import { endpointProblems, endpointReferences } from './endpoint-rules.ts';
import { filteredMachines } from './filter.ts';
import { checkHealthSoon } from './health.ts';
import { recordMachineChange, recordMachineEvent } from './machine-events.ts';
import { machineProblems } from './rules.ts';
import { reachedLinks, showReached } from './show.ts';
import { type MachineDocument, machineSchema } from './state.ts';

type Written = ReturnType<(typeof machineSchema)['parse']>;

export const machines: Resource<MachineDocument, Written> = {
  path: '/machines',
  kind: 'machine',
  itemType: 'DeploymentTarget',
  shelf: shelf('Machines'),
  schema: machineSchema,
  permissions: { view: 'MachineView', create: 'MachineCreate', edit: 'MachineEdit', remove: 'MachineDelete' },
  scopes: machineScopes,
  filter: (documents, { query, world }: RouteContext) => filteredMachines(documents, query, world.store),
  problems: ({ world, space }, written) => [
    ...machineProblems(written),
    ...endpointProblems(written.Endpoint),
    ...references(world, space.Id, written),
  ],
  make: ({ world, space }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    MachinePolicyId: written.MachinePolicyId || (stored?.MachinePolicyId ?? defaultPolicyId(world, space.Id)),
    Endpoint: keptEndpoint(written.Endpoint, stored?.Endpoint),
    HealthStatus: stored?.HealthStatus ?? 'Unknown',
    StatusSummary: stored?.StatusSummary ?? 'This machine has not been checked yet.',
    LastChecked: stored?.LastChecked ?? null,
    UnavailableSince: stored?.UnavailableSince ?? null,
  }),
  users: () => [],
  show: (machine, { world }) => showReached(world, machine),
  links: (machine) => reachedLinks('/machines', machine),
  related: (machine) => [...machine.EnvironmentIds, ...machine.TenantIds],
  created: (context, machine) => {
    recordMachineEvent(context, machine, 'Added');
    checkHealthSoon(context.world, machine.Id);
  },
  changed: recordMachineChange,
  removed: (context, machine) => recordMachineEvent(context, machine, 'Deleted'),
};

function machineScopes(machine: Pick<Written, 'EnvironmentIds' | 'TenantIds'>): readonly Scope[] {
  const tenants = machine.TenantIds.length === 0 ? [undefined] : machine.TenantIds;
  return machine.EnvironmentIds.flatMap((environmentId) => tenants.map((tenantId) => ({ environmentId, tenantId })));
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
    ...endpointReferences(store, spaceId, written.Endpoint),
  ];
}
