import type { Api } from '../http/api.ts';
import { usedBy } from '../resource/references.ts';
import { registerResource } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type MachinePolicyDocument, machinePolicySchema } from './state.ts';

type Written = ReturnType<(typeof machinePolicySchema)['parse']>;

const machinePolicies: Resource<MachinePolicyDocument, Written> = {
  path: '/machinepolicies',
  kind: 'machine policy',
  itemType: 'MachinePolicy',
  shelf: shelf('MachinePolicies'),
  schema: machinePolicySchema,
  permissions: {
    view: 'MachinePolicyView',
    create: 'MachinePolicyCreate',
    edit: 'MachinePolicyEdit',
    remove: 'MachinePolicyDelete',
  },
  problems: () => [],
  make: (_, { written, identity, stored }) => ({
    ...written,
    Id: identity.Id,
    SpaceId: identity.SpaceId,
    IsDefault: stored?.IsDefault ?? false,
  }),
  users: ({ store }, policy) => [
    ...(policy.IsDefault ? ['the space, as its default,'] : []),
    ...usedBy('machine', store.all('Machines'), (machine) => machine.MachinePolicyId === policy.Id),
  ],
};

export function registerMachinePolicyRoutes(api: Api): void {
  registerResource(api, machinePolicies);
}
