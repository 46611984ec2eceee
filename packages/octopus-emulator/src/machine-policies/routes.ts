import { type Api, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { byName, pageReply } from '../http/listing.ts';
import { machines } from '../machines/resource.ts';
import type { ReachedDocument } from '../machines/state.ts';
import { findDocument, viewable } from '../resource/find.ts';
import { registerResource, shown } from '../resource/register.ts';
import type { Resource } from '../resource/resource.ts';
import { workers } from '../workers/resource.ts';
import { machinePolicies } from './resource.ts';
import { machinePolicySchema } from './state.ts';

/** Machine policies, one to start from, and what they look after. */
export function registerMachinePolicyRoutes(api: Api): void {
  registerResource(api, machinePolicies);
  api.space('GET', '/machinepolicies/template', ({ caller, space, path }) => {
    caller.requirePermission('MachinePolicyCreate', { spaceId: space.Id });
    const template = machinePolicySchema.parse({ Name: 'New machine policy' });
    return ok({ ...template, IsDefault: false, SpaceId: space.Id, Links: { Self: path } });
  });
  api.space('GET', '/machinepolicies/:id/machines', (context) => lookedAfter(context, machines));
  api.space('GET', '/machinepolicies/:id/workers', (context) => lookedAfter(context, workers));
}

function lookedAfter<D extends ReachedDocument, W extends { readonly Name: string }>(
  context: RouteContext,
  resource: Resource<D, W>,
): Reply {
  const policy = findDocument(machinePolicies, context, param(context, 'id'));
  const found = viewable(resource, context).filter(({ MachinePolicyId }) => MachinePolicyId === policy.Id);
  return pageReply(context, {
    itemType: resource.itemType,
    found: [...found].sort(byName),
    show: (document) => shown(resource, document, context),
  });
}
