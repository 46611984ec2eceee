import { usedBy } from '../resource/references.ts';
import type { Resource } from '../resource/resource.ts';
import { shelf } from '../store/shelf.ts';
import { disconnectEnvironment } from '../tenants/disconnect.ts';
import type { World } from '../world.ts';
import { type EnvironmentDocument, environmentSchema } from './state.ts';

type Written = ReturnType<(typeof environmentSchema)['parse']>;

export const environments: Resource<EnvironmentDocument, Written> = {
  path: '/environments',
  kind: 'environment',
  itemType: 'Environment',
  shelf: shelf('Environments'),
  schema: environmentSchema,
  permissions: {
    view: 'EnvironmentView',
    create: 'EnvironmentCreate',
    edit: 'EnvironmentEdit',
    remove: 'EnvironmentDelete',
  },
  scopes: (_, id) => (id === undefined ? [] : [{ environmentId: id }]),
  sort: (a, b) => a.SortOrder - b.SortOrder,
  problems: () => [],
  make: ({ world, space }, { written, identity, stored }) => ({
    ...written,
    ...identity,
    SortOrder: written.SortOrder ?? stored?.SortOrder ?? nextSortOrder(world, space.Id),
  }),
  users: environmentUsers,
  removed: ({ world }, environment) => disconnectEnvironment(world.store, environment.Id),
};

/** Environments of a space, in sort order. */
export function environmentsOf(world: World, spaceId: string): readonly EnvironmentDocument[] {
  return world.store
    .all('Environments')
    .filter((environment) => environment.SpaceId === spaceId)
    .sort((a, b) => a.SortOrder - b.SortOrder);
}

function nextSortOrder(world: World, spaceId: string): number {
  return Math.max(-1, ...environmentsOf(world, spaceId).map((environment) => environment.SortOrder)) + 1;
}

function environmentUsers({ store }: World, { Id }: EnvironmentDocument): readonly string[] {
  return [
    ...usedBy('lifecycle', store.all('Lifecycles'), (lifecycle) =>
      lifecycle.Phases.some((phase) =>
        [...phase.AutomaticDeploymentTargets, ...phase.OptionalDeploymentTargets].includes(Id),
      ),
    ),
    ...usedBy('machine', store.all('Machines'), (machine) => machine.EnvironmentIds.includes(Id)),
    ...store
      .newest('Deployments', { group: ({ EnvironmentId }) => EnvironmentId === Id })
      .slice(0, 1)
      .map(({ Name }) => `the deployment '${Name}'`),
  ];
}
