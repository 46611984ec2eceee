import { z } from 'zod';
import { type Api, created, ok, param, type Reply, type RouteContext } from '../http/api.ts';
import { flag, ids, listOf, nameField, requiredText, text } from '../http/fields.ts';
import { byName, filtered, pageReply } from '../http/listing.ts';
import { uniqueSlug } from '../http/names.ts';
import { notFound, refuseIfAny } from '../http/problem.ts';
import { validated } from '../http/validate.ts';
import type { Permission } from '../permissions/names.ts';
import { shownScopedRole } from '../scoped-user-roles/show.ts';
import type { SpaceDocument } from '../spaces/state.ts';
import { teamProblems } from './rules.ts';
import type { TeamDocument } from './state.ts';

const teamSchema = z.object({
  Name: nameField(),
  SpaceId: text(),
  Description: text(),
  MemberUserIds: ids(),
  ExternalSecurityGroups: listOf(
    z.object({ Id: requiredText('the id of a group'), DisplayName: text(), DisplayIdAndName: flag(false) }),
  ),
});

type Context = RouteContext<SpaceDocument | undefined>;

export function registerTeamRoutes(api: Api): void {
  api.mixed('GET', '/teams', (context) =>
    pageReply(context, { itemType: 'Team', found: list(context), show: shownTeam }),
  );
  api.mixed('GET', '/teams/all', (context) => ok(list(context).map(shownTeam)));
  api.mixed('GET', '/teams/:id', (context) => ok(shownTeam(found(context))));
  api.mixed('POST', '/teams', create);
  api.mixed('PUT', '/teams/:id', update);
  api.mixed('DELETE', '/teams/:id', remove);
  api.mixed('GET', '/teams/:id/scopeduserroles', (context) => {
    const team = found(context);
    const scoped = context.world.store.all('ScopedUserRoles').filter((role) => role.TeamId === team.Id);
    return pageReply(context, { itemType: 'ScopedUserRole', found: scoped, show: shownScopedRole });
  });
}

/** Teams of the asked spaces and, unless told otherwise, of the whole server. In a space: of both. */
function list({ world, caller, query, space }: Context): readonly TeamDocument[] {
  const spaces = space === undefined ? query.list('spaces') : [space.Id];
  const includeSystem = query.flag('includeSystem') ?? true;
  const asked = world.store
    .all('Teams')
    .filter((team) =>
      team.SpaceId === null
        ? includeSystem
        : spaces.length === 0 || spaces.includes(team.SpaceId) || spaces.includes('all'),
    )
    .filter((team) => mayTeam(caller, 'TeamView', team));
  return [...filtered(asked, query)].sort(byName);
}

/** A team of the whole server is seen from every space where teams may be viewed. [guess] */
function mayTeam(caller: Context['caller'], permission: Permission, team: Pick<TeamDocument, 'SpaceId'>): boolean {
  if (team.SpaceId === null) return caller.may(permission, {});
  return caller.may(permission, { spaceId: team.SpaceId });
}

function found(context: Context): TeamDocument {
  const id = param(context, 'id');
  const team = context.world.store.get('Teams', id);
  if (team === undefined) throw notFound('team', id);
  if (!mayTeam(context.caller, 'TeamView', team)) {
    context.caller.requirePermission('TeamView', team.SpaceId === null ? {} : { spaceId: team.SpaceId });
  }
  return team;
}

/** Changing a team of the whole server needs the permission at system level. */
function requireChange({ caller }: Context, permission: Permission, spaceId: string | null): void {
  caller.requirePermission(permission, { spaceId });
}

function create(context: Context): Reply {
  const { world, space } = context;
  const written = validated(teamSchema, context.body);
  const SpaceId = space?.Id ?? written.SpaceId;
  requireChange(context, 'TeamCreate', SpaceId);
  refuseIfAny(teamProblems(world.store, { ...written, SpaceId }, undefined));
  const taken = new Set(world.store.all('Teams').map((team) => team.Slug));
  const team: TeamDocument = {
    ...written,
    SpaceId,
    Id: world.store.nextId('Teams'),
    Slug: uniqueSlug(written.Name, 'team', taken),
    CanBeDeleted: true,
    CanBeRenamed: true,
    CanChangeRoles: true,
    CanChangeMembers: true,
  };
  world.store.put('Teams', team);
  record(context, team, { category: 'Created', verb: 'created' });
  return created(shownTeam(team));
}

function update(context: Context): Reply {
  const { world } = context;
  const stored = found(context);
  requireChange(context, 'TeamEdit', stored.SpaceId);
  const written = validated(teamSchema, context.body);
  refuseIfAny(teamProblems(world.store, { ...written, SpaceId: stored.SpaceId }, stored));
  const team: TeamDocument = { ...stored, ...written, SpaceId: stored.SpaceId };
  world.store.put('Teams', team);
  record(context, team, { category: 'Modified', verb: 'changed', before: stored });
  return ok(shownTeam(team));
}

function remove(context: Context): Reply {
  const { world } = context;
  const team = found(context);
  requireChange(context, 'TeamDelete', team.SpaceId);
  refuseIfAny(team.CanBeDeleted ? [] : [`The team '${team.Name}' is built in and cannot be deleted.`]);
  for (const scoped of world.store.all('ScopedUserRoles')) {
    if (scoped.TeamId === team.Id) world.store.remove('ScopedUserRoles', scoped.Id);
  }
  world.store.remove('Teams', team.Id);
  record(context, team, { category: 'Deleted', verb: 'deleted' });
  return ok(undefined);
}

function record(
  { world, caller, userAgent }: Context,
  team: TeamDocument,
  change: { category: string; verb: string; before?: TeamDocument },
): void {
  world.record({
    category: change.category,
    message: `Team ${team.Name} was ${change.verb}`,
    related: [team.Id, ...team.MemberUserIds],
    spaceId: team.SpaceId,
    user: caller.user,
    userAgent,
    ...(change.before === undefined ? {} : { before: change.before, after: team }),
  });
}

function shownTeam(team: TeamDocument): object {
  return {
    ...team,
    Links: { Self: `/api/teams/${team.Id}`, ScopedUserRoles: `/api/teams/${team.Id}/scopeduserroles{?skip,take}` },
  };
}
