import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { choice, flag, nameField, text } from '../http/fields.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { sameName } from '../http/names.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import { everyoneTeamId, teamIdsOf } from '../permissions/grants.ts';
import { shownSpace } from '../spaces/show.ts';
import { timeOf } from '../world.ts';
import { registerApiKeyRoutes } from './api-key-routes.ts';
import { mintUserKey } from './keys.ts';
import { keepPassword } from './passwords.ts';
import { permissionSet } from './permission-set.ts';
import { endSessionsOf } from './sessions.ts';
import { shownUser } from './show.ts';
import type { UserDocument } from './state.ts';

const longestName = 64;

const userSchema = z.object({
  Username: nameField(longestName),
  DisplayName: text(),
  EmailAddress: text(),
  // Kept apart, as a hash. [guess]
  Password: text(),
  IsActive: flag(true),
  IsService: flag(false),
  ServiceAccountType: choice(['Standard', 'Agent'], 'Standard'),
});

type System = RouteContext<undefined>;

export function registerUserRoutes(api: Api): void {
  api.system('GET', '/users', (context) => {
    context.caller.requirePermission('UserView', {});
    return pageReply(context, { itemType: 'User', found: list(context), show: (user) => shownUser(user, context) });
  });
  api.system('GET', '/users/all', (context) => {
    context.caller.requirePermission('UserView', {});
    return ok(list(context).map((user) => shownUser(user, context)));
  });
  api.system('GET', '/users/me', (context) => ok(shownUser(context.caller.user, context)));
  api.system('GET', '/users/authentication', authentication);
  api.system('GET', '/users/authentication/:id', authentication);
  api.system('GET', '/users/:id', (context) => ok(shownUser(readableUser(context), context)));
  api.system('POST', '/users', create);
  api.system('PUT', '/users/:id', update);
  api.system('DELETE', '/users/:id', remove);
  api.system('GET', '/users/:id/permissions', (context) =>
    ok(permissionSet(context.world.store, readableUser(context))),
  );
  api.system('GET', '/users/:id/teams', (context) => ok(teamsOf(context)));
  api.system('GET', '/users/:id/spaces', (context) => ok(spacesOf(context)));
  registerApiKeyRoutes(api);
}

function list({ world, query }: System): readonly UserDocument[] {
  const filter = query.text('filter')?.toLowerCase();
  const named = world.store.all('Users').map((user) => ({ ...user, Name: user.Username }));
  return filtered(named, query)
    .map(({ Name: _, ...user }) => user)
    .filter(
      (user) =>
        filter === undefined ||
        [user.Username, user.DisplayName, user.EmailAddress ?? ''].some((value) =>
          value.toLowerCase().includes(filter),
        ),
    )
    .sort((a, b) => a.Username.localeCompare(b.Username));
}

/** How people sign in: with keys and tokens here, so no provider is named. [client] */
function authentication(context: System): Reply {
  if (context.params.id !== undefined) readableUser(context);
  return ok({ AuthenticationProviders: [], CanCurrentUserEditIdentitiesForUser: false, Links: { Self: context.path } });
}

/** A user that the caller may read: everybody may read themselves. */
function readableUser(context: System): UserDocument {
  const id = param(context, 'id');
  const user = context.world.store.get('Users', id);
  if (id !== context.caller.user.Id) context.caller.requirePermission('UserView', {});
  if (user === undefined) throw notFound('user', id);
  return user;
}

function problems({ world }: System, written: { readonly Username: string }, stored?: UserDocument): readonly string[] {
  const clash = world.store
    .all('Users')
    .some((other) => other.Id !== stored?.Id && sameName(other.Username, written.Username));
  return clash ? [`A user named '${written.Username}' already exists.`] : [];
}

function create(context: System): Reply {
  const { world, caller } = context;
  caller.requirePermission('UserEdit', {});
  const { Password, ...written } = validated(userSchema, context.body);
  refuseIfAny(problems(context, written));
  const user: UserDocument = {
    ...written,
    DisplayName: written.DisplayName ?? written.Username,
    Id: world.store.nextId('Users'),
    Created: timeOf(world),
  };
  world.store.put('Users', user);
  mintUserKey(world, user);
  if (Password) keepPassword(world, user.Id, Password);
  record(context, user, { category: 'Created', verb: 'created' });
  return created(shownUser(user, context));
}

function update(context: System): Reply {
  const { world, caller } = context;
  const stored = readableUser(context);
  if (stored.Id !== caller.user.Id) caller.requirePermission('UserEdit', {});
  const { Password, ...written } = validated(userSchema, context.body);
  refuseIfAny(problems(context, written, stored));
  if (written.IsActive !== stored.IsActive || written.IsService !== stored.IsService) {
    caller.requirePermission('UserEdit', {});
  }
  const user: UserDocument = { ...stored, ...written, DisplayName: written.DisplayName ?? stored.DisplayName };
  world.store.put('Users', user);
  if (Password) {
    keepPassword(world, user.Id, Password);
    // Whoever signed in with the old one is out. [guess]
    endSessionsOf(world, user.Id);
  }
  const minted = world.store.get('MintedKeys', user.Id);
  if (minted !== undefined && minted.Username !== user.Username) {
    world.store.put('MintedKeys', { ...minted, Username: user.Username });
  }
  record(context, user, { category: 'Modified', verb: 'changed', before: stored });
  return ok(shownUser(user, context));
}

function remove(context: System): Reply {
  const { world, caller } = context;
  caller.requirePermission('UserEdit', {});
  const user = readableUser(context);
  refuseIfAny(user.Id === caller.user.Id ? ['Nobody can delete themselves.'] : []);
  const { store } = world;
  for (const key of store.all('ApiKeys')) if (key.UserId === user.Id) store.remove('ApiKeys', key.Id);
  for (const team of store.all('Teams')) {
    if (!team.MemberUserIds.includes(user.Id)) continue;
    store.put('Teams', { ...team, MemberUserIds: team.MemberUserIds.filter((id) => id !== user.Id) });
  }
  for (const identity of store.all('OidcIdentities')) {
    if (identity.ServiceAccountId === user.Id) store.remove('OidcIdentities', identity.Id);
  }
  store.remove('ServiceAccounts', user.Id);
  endSessionsOf(world, user.Id);
  store.remove('UserPasswords', user.Id);
  store.remove('MintedKeys', user.Id);
  store.remove('Users', user.Id);
  record(context, user, { category: 'Deleted', verb: 'deleted' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: System,
  user: UserDocument,
  change: { category: string; verb: string; before?: UserDocument },
): void {
  world.record({
    category: change.category,
    message: `User ${user.Username} was ${change.verb}`,
    related: [user.Id],
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: user }),
  });
}

function teamsOf(context: System): readonly object[] {
  const user = readableUser(context);
  const { store } = context.world;
  return teamIdsOf(store, user.Id).flatMap((id) => {
    const team = store.get('Teams', id);
    if (team === undefined) return [];
    return { Id: team.Id, Name: team.Name, SpaceId: team.SpaceId, IsDirectlyAssigned: id !== everyoneTeamId };
  });
}

function spacesOf(context: System): readonly object[] {
  readableUser(context);
  const { world, caller } = context;
  return world.store
    .all('Spaces')
    .filter((space) => caller.inSpace(space.Id))
    .map(shownSpace);
}
