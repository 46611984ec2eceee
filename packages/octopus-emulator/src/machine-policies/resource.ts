import { usedBy } from '../resource/references.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type MachinePolicyDocument, machinePolicySchema } from './state.ts';

type Written = ReturnType<(typeof machinePolicySchema)['parse']>;

export const machinePolicies: Resource<MachinePolicyDocument, Written> = {
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
    ...usedBy('worker', store.all('Workers'), (worker) => worker.MachinePolicyId === policy.Id),
  ],
};
