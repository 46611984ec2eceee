import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { nameField, text } from '../http/fields.ts';
import { pageReply } from '../http/listing.ts';
import { notFound } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { keepKey, mintKey } from './keys.ts';
import type { ApiKeyDocument, UserDocument } from './state.ts';

const keySchema = z.object({ Purpose: nameField(), Expires: text() });

type System = RouteContext<undefined>;

/** Everybody looks after their own keys; UserEdit after those of others. */
export function registerApiKeyRoutes(api: Api): void {
  api.system('GET', '/users/:id/apikeys', (context) => {
    const user = ownerOf(context);
    const found = context.world.store.all('ApiKeys').filter((key) => key.UserId === user.Id);
    return pageReply(context, { itemType: 'ApiKey', found, show: shownKey });
  });
  api.system('GET', '/users/:id/apikeys/:keyId', (context) => ok(shownKey(keyOf(context))));
  api.system('POST', '/users/:id/apikeys', create);
  api.system('DELETE', '/users/:id/apikeys/:keyId', remove);
}

function ownerOf({ world, caller, params }: System): UserDocument {
  const id = params.id ?? '';
  if (id !== caller.user.Id) caller.requirePermission('UserEdit', {});
  const user = world.store.get('Users', id);
  if (user === undefined) throw notFound('user', id);
  return user;
}

function keyOf(context: System): ApiKeyDocument {
  const user = ownerOf(context);
  const key = context.world.store.get('ApiKeys', param(context, 'keyId'));
  if (key === undefined || key.UserId !== user.Id) throw notFound('API key', param(context, 'keyId'));
  return key;
}

function create(context: System): Reply {
  const { world } = context;
  const user = ownerOf(context);
  const written = validated(keySchema, context.body);
  const key = mintKey(world.random);
  const document = keepKey(world, { userId: user.Id, key, purpose: written.Purpose, expires: written.Expires });
  record(context, user, { category: 'ApiKeyCreated', verb: 'created', key: document });
  // The only answer that ever tells the key.
  return created({ ...shownKey(document), ApiKey: key });
}

function remove(context: System): Reply {
  const key = keyOf(context);
  context.world.store.remove('ApiKeys', key.Id);
  record(context, ownerOf(context), { category: 'Deleted', verb: 'deleted', key });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: System,
  user: UserDocument,
  change: { category: string; verb: string; key: ApiKeyDocument },
): void {
  world.record({
    category: change.category,
    message: `API key ${change.key.Purpose} of ${user.Username} was ${change.verb}`,
    related: [change.key.Id, user.Id],
    user: caller.user,
    userAgent,
  });
}

function shownKey(key: ApiKeyDocument): object {
  return {
    Id: key.Id,
    UserId: key.UserId,
    Purpose: key.Purpose,
    Created: key.Created,
    Expires: key.Expires,
    ApiKey: { HasValue: true, NewValue: null, Hint: key.Hint },
    Links: { Self: `/api/users/${key.UserId}/apikeys/${key.Id}` },
  };
}
