import type { RoleAssignment, Team, User, UserRole } from '@octotrain/lab-config';
import type { Source } from './source.ts';

/** Users who may sign in. */
export function usersOf(source: Source): readonly User[] {
  return source.all('user').flatMap(({ name, document }): User[] => {
    if (!document.IsActive) {
      source.leaveOut({ kind: 'user', name, reason: 'not active any more' });
      return [];
    }
    const { DisplayName, EmailAddress, IsService } = document;
    return [
      { username: name, displayName: DisplayName, email: IsService ? '' : (EmailAddress ?? ''), isService: IsService },
    ];
  });
}

/** User roles that somebody made here. */
export function userRolesOf(source: Source): readonly UserRole[] {
  return source
    .all('user role')
    .filter(({ isBuiltIn }) => !isBuiltIn)
    .map(({ name, document }) => ({
      name,
      description: document.Description ?? '',
      spacePermissions: document.GrantedSpacePermissions.toSorted(),
      systemPermissions: document.GrantedSystemPermissions.toSorted(),
    }));
}

/** Teams that somebody made here, of the whole server and of the spaces that are pulled, with the roles that they hold there. */
export function teamsOf(source: Source, spaces: readonly string[], users: readonly User[]): readonly Team[] {
  return [undefined, ...spaces].flatMap((space) =>
    source.all('team', space).flatMap(({ name, document, isBuiltIn }): Team[] => {
      const place = space === undefined ? {} : { space };
      if (document.ExternalSecurityGroups?.length) {
        const groups = document.ExternalSecurityGroups.map((group) => group.DisplayName ?? group.Id).join(', ');
        source.leaveOut({
          kind: 'groups of a team',
          name,
          ...place,
          reason: `a lab file has no outside groups: ${groups}`,
        });
      }
      const members = document.MemberUserIds.map(source.nameOf);
      if (isBuiltIn) {
        if (members.length > 0) {
          const reason = `who is in a team that every server has is not said in a lab file: ${members.join(', ')}`;
          source.leaveOut({ kind: 'members of a team', name, ...place, reason });
        }
        return [];
      }
      const unknown = members.filter((member) => !users.some(({ username }) => username === member));
      if (unknown.length > 0) {
        source.leaveOut({
          kind: 'team',
          name,
          ...place,
          reason: `of its members, ${unknown.join(', ')} cannot be said`,
        });
        return [];
      }
      const roles = assignmentsOf(source, document.Id, spaces);
      const elsewhere = source
        .all('space')
        .filter((one) => !spaces.includes(one.name))
        .filter((one) => source.all('team role', one.name).some((role) => role.document.TeamId === document.Id))
        .map((one) => one.name);
      if (elsewhere.length > 0) {
        const reason = `held in spaces that are not pulled: ${elsewhere.join(', ')}`;
        source.leaveOut({ kind: 'roles of a team', name, ...place, reason });
      }
      return [{ name, description: document.Description ?? '', ...place, members, roles }];
    }),
  );
}

/** Roles that a team holds on the whole server and in spaces that are pulled, in the order in which they were given. */
function assignmentsOf(source: Source, teamId: string, spaces: readonly string[]): readonly RoleAssignment[] {
  const found = [undefined, ...spaces].flatMap((space) => source.all('team role', space));
  const own = found.filter(({ document }) => document.TeamId === teamId);
  const inOrder = own.toSorted((left, right) =>
    left.document.Id.localeCompare(right.document.Id, 'en', { numeric: true }),
  );
  return inOrder.map(({ document }) => ({
    role: source.nameOf(document.UserRoleId),
    ...(document.SpaceId === null ? {} : { space: source.nameOf(document.SpaceId) }),
    environments: document.EnvironmentIds.map(source.nameOf),
    projects: document.ProjectIds.map(source.nameOf),
    projectGroups: document.ProjectGroupIds.map(source.nameOf),
    tenants: document.TenantIds.map(source.nameOf),
  }));
}
