import { ephemeralEnvironments } from '../ephemeral-environments/resource.ts';
import type { Reply, RouteContext } from '../http/api.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { parentEnvironments } from '../parent-environments/resource.ts';
import { viewable } from '../resource/find.ts';
import { shown } from '../resource/register.ts';
import { environments } from './resource.ts';

/** `GET /environments/v2`: environments of every type, static ones first, then parents, then those of branches. [client] */
export function environmentsOfAllTypes(context: RouteContext): Reply {
  const types = context.query.list('type').map((type) => type.toLowerCase());
  const found = [
    ...[...viewable(environments, context)]
      .sort((a, b) => a.SortOrder - b.SortOrder)
      .map((one) => ({ Type: 'Static', Id: one.Id, Name: one.Name, show: () => shown(environments, one, context) })),
    ...viewable(parentEnvironments, context).map((one) => ({
      Type: 'Parent',
      Id: one.Id,
      Name: one.Name,
      show: () => shown(parentEnvironments, one, context),
    })),
    ...viewable(ephemeralEnvironments, context).map((one) => ({
      Type: 'Ephemeral',
      Id: one.Id,
      Name: one.Name,
      show: () => shown(ephemeralEnvironments, one, context),
    })),
  ].filter(({ Type }) => types.length === 0 || types.includes(Type.toLowerCase()));
  return pageReply(context, {
    itemType: 'Environment',
    found: filtered(found, context.query),
    show: ({ Type, show }) => ({ ...show(), Type }),
  });
}
