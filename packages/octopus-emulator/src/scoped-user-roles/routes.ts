import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { ids, requiredText, text } from '../http/fields.ts';
import { filtered, pageReply } from '../http/listing.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import { scopedRoleProblems } from './rules.ts';
import { shownScopedRole } from './show.ts';
import type { ScopedUserRoleDocument } from './state.ts';

const scopedRoleSchema = z.object({
  TeamId: requiredText('a team'),
  UserRoleId: requiredText('a user role'),
  SpaceId: text(),
  EnvironmentIds: ids(),
  ProjectIds: ids(),
  ProjectGroupIds: ids(),
  TenantIds: ids(),
});

type Context = RouteContext<SpaceDocument | undefined>;

export function registerScopedUserRoleRoutes(api: Api): void {
  api.mixed('GET', '/scopeduserroles', (context) =>
    pageReply(context, { itemType: 'ScopedUserRole', found: list(context), show: shownScopedRole }),
  );
  api.mixed('GET', '/scopeduserroles/:id', (context) => ok(shownScopedRole(found(context))));
  api.mixed('POST', '/scopeduserroles', create);
  api.mixed('PUT', '/scopeduserroles/:id', update);
  api.mixed('DELETE', '/scopeduserroles/:id', remove);
}

function list({ world, caller, query, space }: Context): readonly ScopedUserRoleDocument[] {
  const visible = world.store
    .all('ScopedUserRoles')
    .filter((scoped) => space === undefined || scoped.SpaceId === space.Id)
    .filter((scoped) => caller.may('TeamView', { spaceId: scoped.SpaceId }));
  return filtered(visible, query);
}

function found(context: Context): ScopedUserRoleDocument {
  const id = param(context, 'id');
  const scoped = context.world.store.get('ScopedUserRoles', id);
  if (scoped === undefined) throw notFound('scoped user role', id);
  context.caller.requirePermission('TeamView', { spaceId: scoped.SpaceId });
  return scoped;
}

function create(context: Context): Reply {
  const { world, caller, space } = context;
  const written = validated(scopedRoleSchema, context.body);
  const wanted = { ...written, SpaceId: space?.Id ?? written.SpaceId };
  caller.requirePermission('TeamEdit', { spaceId: wanted.SpaceId });
  refuseIfAny(scopedRoleProblems(world.store, wanted));
  const scoped = { ...wanted, Id: world.store.nextId('ScopedUserRoles') };
  world.store.put('ScopedUserRoles', scoped);
  record(context, scoped, { category: 'Created', verb: 'given' });
  return created(shownScopedRole(scoped));
}

function update(context: Context): Reply {
  const { world, caller } = context;
  const stored = found(context);
  const written = validated(scopedRoleSchema, context.body);
  for (const spaceId of [stored.SpaceId, written.SpaceId]) caller.requirePermission('TeamEdit', { spaceId });
  refuseIfAny(scopedRoleProblems(world.store, written));
  const scoped = { ...written, Id: stored.Id };
  world.store.put('ScopedUserRoles', scoped);
  record(context, scoped, { category: 'Modified', verb: 'changed', before: stored });
  return ok(shownScopedRole(scoped));
}

function remove(context: Context): Reply {
  const { world, caller } = context;
  const scoped = found(context);
  caller.requirePermission('TeamEdit', { spaceId: scoped.SpaceId });
  world.store.remove('ScopedUserRoles', scoped.Id);
  record(context, scoped, { category: 'Deleted', verb: 'taken away' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: Context,
  scoped: ScopedUserRoleDocument,
  change: { category: string; verb: string; before?: ScopedUserRoleDocument },
): void {
  const role = world.store.get('UserRoles', scoped.UserRoleId)?.Name ?? scoped.UserRoleId;
  const team = world.store.get('Teams', scoped.TeamId)?.Name ?? scoped.TeamId;
  world.record({
    category: change.category,
    message: `Role ${role} of team ${team} was ${change.verb}`,
    related: [scoped.Id, scoped.TeamId, scoped.UserRoleId],
    spaceId: scoped.SpaceId,
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: scoped }),
  });
}
