import { usedBy } from '../resource/references.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { type ParentEnvironmentDocument, parentEnvironmentSchema } from './state.ts';

type Written = ReturnType<(typeof parentEnvironmentSchema)['parse']>;

export const parentEnvironments: Resource<ParentEnvironmentDocument, Written> = {
  path: '/parentEnvironments',
  kind: 'parent environment',
  itemType: 'ParentEnvironment',
  // Environments of all types share their ids.
  shelf: (store) => ({ ...shelf('ParentEnvironments')(store), nextId: () => store.nextId('Environments') }),
  schema: parentEnvironmentSchema,
  permissions: {
    view: 'EnvironmentView',
    create: 'EnvironmentCreate',
    edit: 'EnvironmentEdit',
    remove: 'EnvironmentDelete',
  },
  scopes: (_, id) => (id === undefined ? [] : [{ environmentId: id }]),
  sort: (a, b) => a.SortOrder - b.SortOrder,
  problems: () => [],
  make: ({ world }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    SortOrder: written.SortOrder ?? stored?.SortOrder ?? world.store.all('ParentEnvironments').length,
  }),
  users: ({ store }, { Id }) => [
    ...usedBy('channel', store.all('Channels'), ({ ParentEnvironmentId }) => ParentEnvironmentId === Id),
    ...usedBy('environment', store.all('EphemeralEnvironments'), (child) => child.ParentEnvironmentId === Id),
  ],
  show: (environment) => ({ ...environment, Type: 'Parent' }),
};
