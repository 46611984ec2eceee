import type { Lab } from '@octotrain/lab-config';
import type { ScopedUserRole, Space, Team, User, UserRole } from '@octotrain/octopus-client';
import { teamRoleName } from '../kinds/system.ts';
import type { ItemKind } from '../kinds/waves.ts';

import { collect } from './collect.ts';
import type { Found, KnownId, Observed } from './observed.ts';
import { readSpace } from './read-space.ts';
import type { Reader } from './reader.ts';

/**
 * Reads everything of a server that a lab may speak of: one request per collection, and one per process and variable
 * set, which have no collections. Changes nothing.
 */
export async function readServer(options: { client: Reader; lab: Lab; signal?: AbortSignal }): Promise<Observed> {
  const { client, lab, signal } = options;
  const { api } = client;
  const calling = signal === undefined ? {} : { signal };
  const everywhere = { params: { query: { spaces: 'all', includeSystem: true } }, ...calling };
  const [spaces, users, roles, teams, teamRoles] = await Promise.all([
    api.GET('/api/spaces/all', calling),
    api.GET('/api/users/all', calling),
    api.GET('/api/userroles/all', calling),
    collect(client.pages('/api/teams', everywhere)),
    collect(client.pages('/api/scopeduserroles', everywhere)),
  ]);
  const matched = matchSpaces(lab, spaces.data);
  const inside = await Promise.all(
    lab.spaces.flatMap((space) => {
      const document = matched.get(space.name);
      return document === undefined ? [] : [readSpace({ client, lab, space, spaceId: document.Id, signal })];
    }),
  );
  const spaceNames = new Map([...matched].map(([name, { Id }]) => [Id, name]));
  const system = systemOf({ spaces: spaces.data, spaceNames, users: users.data, roles: roles.data, teams, teamRoles });
  return {
    found: [...system.found, ...inside.flatMap(({ found }) => found)],
    ids: [...system.ids, ...inside.flatMap(({ ids }) => ids)],
  };
}

/** The name that a new server's only space has. */
const untouchedName = 'default';

/**
 * Which space of the server each space of the lab is: the one of its name or, for the lab's default space, a default
 * space that still has the name it was born with.
 */
function matchSpaces(lab: Lab, spaces: readonly Space[]): ReadonlyMap<string, Space> {
  const named = (name: string) => spaces.find((space) => space.Name.toLowerCase() === name.toLowerCase());
  const untouched = spaces.find((space) => space.IsDefault && space.Name.toLowerCase() === untouchedName);
  const pairs = lab.spaces.flatMap(({ name, isDefault }): [string, Space][] => {
    const space = named(name) ?? (isDefault ? untouched : undefined);
    return space === undefined ? [] : [[name, space]];
  });
  return new Map(pairs);
}

function systemOf(server: {
  spaces: readonly Space[];
  spaceNames: ReadonlyMap<string, string>;
  users: readonly User[];
  roles: readonly UserRole[];
  teams: readonly Team[];
  teamRoles: readonly ScopedUserRole[];
}): Observed {
  const spaceName = (id: string) => server.spaceNames.get(id) ?? server.spaces.find((one) => one.Id === id)?.Name ?? id;
  const within = (id: string | null) => (id === null ? {} : { space: spaceName(id) });
  const found: Found[] = [];
  const ids: KnownId[] = [];
  const add = (kind: ItemKind, document: { Id: string }, name: string, isBuiltIn: boolean, space = {}) => {
    found.push({ address: { kind, name, ...space }, document, isBuiltIn });
    ids.push({ kind, name, id: document.Id, ...space });
  };
  for (const space of server.spaces) add('space', space, spaceName(space.Id), false);
  for (const role of server.roles) add('user role', role, role.Name, !role.CanBeDeleted);
  for (const user of server.users) add('user', user, user.Username, false);
  for (const team of server.teams) add('team', team, team.Name, !team.CanBeDeleted, within(team.SpaceId));

  const seen = new Map<string, number>();
  for (const teamRole of server.teamRoles.toSorted((left, right) => byNumber(left.Id, right.Id))) {
    const team = server.teams.find(({ Id }) => Id === teamRole.TeamId);
    const role = server.roles.find(({ Id }) => Id === teamRole.UserRoleId);
    if (team === undefined || role === undefined) continue;
    const key = `${team.Id}|${role.Id}|${teamRole.SpaceId ?? ''}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    const name = teamRoleName({ team: team.Name, role: role.Name, nth });
    const address = { kind: 'team role' as const, name, ...within(teamRole.SpaceId) };
    found.push({ address, document: teamRole, isBuiltIn: !team.CanBeDeleted });
  }
  return { found, ids };
}

/** Ids end in numbers that count up. */
function byNumber(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
