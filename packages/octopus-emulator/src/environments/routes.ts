import { type Api, ok, param } from '../http/api.ts';
import { byName, filtered, pageReply } from '../http/listing.ts';
import { filteredMachines } from '../machines/filter.ts';
import { machines } from '../machines/resource.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { registerResource, shown } from '../resource/register.ts';
import { readOrder } from '../resource/sort-order.ts';
import { environments, environmentsOf } from './resource.ts';
import { singlyScopedVariables } from './scoped-variables.ts';
import { environmentsSummary } from './summary.ts';
import { environmentsOfAllTypes } from './v2.ts';

/** Environments, their order, and what is in them. */
export function registerEnvironmentRoutes(api: Api): void {
  registerResource(api, environments);
  api.space('PUT', '/environments/sortorder', (context) => {
    const { world, caller, space } = context;
    caller.requirePermission('EnvironmentEdit', { spaceId: space.Id, environmentId: null });
    const known = environmentsOf(world, space.Id);
    const order = readOrder(context.body, { known, kind: 'environment' });
    const ordered = order.flatMap((id, SortOrder) => {
      const environment = world.store.get('Environments', id);
      return environment === undefined ? [] : [{ ...environment, SortOrder }];
    });
    for (const environment of ordered) world.store.put('Environments', environment);
    world.record({
      category: 'Modified',
      message: 'The order of environments was changed',
      related: order,
      spaceId: space.Id,
      user: caller.user,
      userAgent: context.userAgent,
    });
    return ok(undefined);
  });
  api.space('GET', '/environments/summary', environmentsSummary);
  api.space('GET', '/environments/v2', environmentsOfAllTypes);
  api.space('GET', '/environments/:id/machines', (context) => {
    const environment = findDocument(environments, context, param(context, 'id'));
    const inside = viewable(machines, context).filter(({ EnvironmentIds }) => EnvironmentIds.includes(environment.Id));
    const found = filtered(filteredMachines(inside, context.query, context.world.store), context.query);
    return pageReply(context, {
      itemType: 'DeploymentTarget',
      found: [...found].sort(byName),
      show: (machine) => shown(machines, machine, context),
    });
  });
  api.space('GET', '/environments/:id/singlyScopedVariableDetails', (context) =>
    singlyScopedVariables(context, findDocument(environments, context, param(context, 'id'))),
  );
}
