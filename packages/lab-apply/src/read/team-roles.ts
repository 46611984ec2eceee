import type { Team as LabTeam, RoleAssignment } from '@octotrain/lab-config';
import type { ScopedUserRole, Team, UserRole } from '@octotrain/octopus-client';
import { namesOf } from '../fields/canonical.ts';
import { teamRoleName } from '../kinds/system.ts';
import type { Found } from './observed.ts';

/**
 * Team roles under the names that the file has for them. They have none on the server: several that one team has of one
 * role in one space are told apart by what they are restricted to, and what is left over by when it was made.
 */
export function foundTeamRoles(server: {
  readonly teamRoles: readonly ScopedUserRole[];
  readonly teams: readonly Team[];
  readonly roles: readonly UserRole[];
  readonly wanted: readonly LabTeam[];
  spaceName(id: string): string;
  nameOf(id: string): string;
}): readonly Found[] {
  const teams = new Map(server.teams.map((team) => [team.Id, team]));
  const roles = new Map(server.roles.map((role) => [role.Id, role]));
  const wanted = groupBy(
    server.wanted.flatMap((team) => team.roles.map((assignment) => ({ team: team.name, assignment }))),
    ({ team, assignment }) => keyOf(team, assignment.role, assignment.space),
  );
  const known = server.teamRoles.flatMap((document) => {
    const [team, role] = [teams.get(document.TeamId), roles.get(document.UserRoleId)];
    const space = document.SpaceId === null ? undefined : server.spaceName(document.SpaceId);
    return team === undefined || role === undefined ? [] : [{ document, team, role, space }];
  });
  const groups = groupBy(known, ({ team, role, space }) => `${team.Id} ${keyOf(team.Name, role.Name, space)}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { team, role, space } = first;
    const asked = wanted.get(keyOf(team.Name, role.Name, space)) ?? [];
    const places = placesOf(
      group.map(({ document }) => document).toSorted((left, right) => byNumber(left.Id, right.Id)),
      asked.map(({ assignment }) => restrictionsOf(assignment)),
      server.nameOf,
    );
    return places.map(({ document, nth }) => {
      const name = teamRoleName({ team: team.Name, role: role.Name, nth });
      const address = { kind: 'team role' as const, name, ...(space === undefined ? {} : { space }) };
      return { address, document, isBuiltIn: !team.CanBeDeleted };
    });
  });
}

/** Gives each document the place of the wanted one that is just like it, and the others the places that are free. */
function placesOf(
  documents: readonly ScopedUserRole[],
  wanted: readonly string[],
  nameOf: (id: string) => string,
): readonly { document: ScopedUserRole; nth: number }[] {
  const free = new Set(documents.keys());
  for (const nth of wanted.keys()) free.add(nth);
  const exact = documents.map((document) => {
    const nth = wanted.findIndex((one, at) => free.has(at) && one === documentRestrictions(document, nameOf));
    if (nth >= 0) free.delete(nth);
    return nth;
  });
  const left = [...free].toSorted((one, other) => one - other);
  return documents.map((document, at) => {
    const nth = exact[at] ?? -1;
    return { document, nth: nth >= 0 ? nth : (left.shift() ?? at) };
  });
}

function restrictionsOf({ environments, projects, projectGroups, tenants }: RoleAssignment): string {
  const lists = [environments, projects, projectGroups, tenants];
  return JSON.stringify(lists.map((names) => names.toSorted())).toLowerCase();
}

function documentRestrictions(document: ScopedUserRole, nameOf: (id: string) => string): string {
  const { EnvironmentIds, ProjectIds, ProjectGroupIds, TenantIds } = document;
  const lists = [EnvironmentIds, ProjectIds, ProjectGroupIds, TenantIds];
  return JSON.stringify(lists.map((ids) => namesOf(ids, nameOf))).toLowerCase();
}

function keyOf(team: string, role: string, space: string | undefined): string {
  return [team, role, space ?? ''].join('|').toLowerCase();
}

function groupBy<Value>(values: readonly Value[], keyOfValue: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOfValue(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Ids end in numbers that count up. */
function byNumber(left: string, right: string): number {
  return left.localeCompare(right, 'en', { numeric: true });
}
