import { z } from 'zod';
import { nameField } from '../http/fields.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import type { EphemeralEnvironmentDocument } from './state.ts';

/** How environments of branches are found and shown. They are made and taken down by commands of their own. */
export const ephemeralEnvironments: Resource<EphemeralEnvironmentDocument, { readonly Name: string }> = {
  path: '/environments/ephemeral',
  kind: 'environment',
  itemType: 'Environment',
  shelf: (store) => ({ ...shelf('EphemeralEnvironments')(store), nextId: () => store.nextId('Environments') }),
  schema: z.object({ Name: nameField() }),
  permissions: {
    view: 'EnvironmentView',
    create: 'EnvironmentCreate',
    edit: 'EnvironmentEdit',
    remove: 'EnvironmentDelete',
  },
  scopes: (_, id) => (id === undefined ? [] : [{ environmentId: id }]),
  problems: () => [],
  make: () => {
    throw new Error('an environment of a branch is made by its own command');
  },
  users: () => [],
  show: ({ ProjectIds, ...environment }, { world }) => ({
    ...environment,
    Description: null,
    Type: 'Ephemeral',
    SortOrder: 0,
    UseGuidedFailure: world.store.get('ParentEnvironments', environment.ParentEnvironmentId)?.UseGuidedFailure ?? false,
    EnvironmentTags: [],
  }),
};
