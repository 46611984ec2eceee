import type { RoleAssignment, Space, Team, User, UserRole } from '@octotrain/lab-config';
import type {
  ScopedUserRole,
  ScopedUserRoleWrite,
  Space as SpaceDocument,
  SpaceWrite,
  Team as TeamDocument,
  TeamWrite,
  User as UserDocument,
  UserRole as UserRoleDocument,
  UserRoleWrite,
  UserWrite,
} from '@octotrain/octopus-client';
import { namesOf, proseOf, wordsLike } from '../fields/canonical.ts';
import { saidFields } from '../fields/fields.ts';
import { defineItem, type Item } from './item.ts';

/** A space. The server's default space is renamed rather than made. A new one is managed by whoever makes it. */
export function spaceItem(space: Space): Item {
  return defineItem<SpaceDocument, SpaceWrite>({
    address: { kind: 'space', name: space.name },
    body: () => ({ Name: space.name, Description: space.description }),
    fields: (body) => saidFields({ name: body.Name, description: proseOf(body.Description) }),
    async create({ api }, body) {
      const me = await api.GET('/api/users/me');
      const managed = { ...body, SpaceManagersTeams: [], SpaceManagersTeamMembers: [me.data.Id] };
      return (await api.POST('/api/spaces', { body: managed })).data;
    },
    async replace({ api }, stored, body) {
      return (await api.PUT('/api/spaces/{id}', { params: { path: { id: stored.Id } }, body })).data;
    },
  });
}

/** A custom user role. */
export function userRoleItem(role: UserRole): Item {
  return defineItem<UserRoleDocument, UserRoleWrite>({
    address: { kind: 'user role', name: role.name },
    body: () => ({
      Name: role.name,
      Description: role.description,
      GrantedSpacePermissions: role.spacePermissions.toSorted(),
      GrantedSystemPermissions: role.systemPermissions.toSorted(),
    }),
    fields: (body, _names, like) =>
      saidFields({
        description: proseOf(body.Description),
        'space permissions': wordsLike(body.GrantedSpacePermissions, like.GrantedSpacePermissions),
        'system permissions': wordsLike(body.GrantedSystemPermissions, like.GrantedSystemPermissions),
      }),
    create: async ({ api }, body) => (await api.POST('/api/userroles', { body })).data,
    replace: async ({ api }, stored, body) =>
      (await api.PUT('/api/userroles/{id}', { params: { path: { id: stored.Id } }, body })).data,
  });
}

/** A person or a service account. No password is set: people sign in as the server lets them, accounts by API key. */
export function userItem(user: User): Item {
  return defineItem<UserDocument, UserWrite>({
    address: { kind: 'user', name: user.username },
    body: () => ({
      Username: user.username,
      DisplayName: user.displayName,
      EmailAddress: user.email,
      IsService: user.isService,
      IsActive: true,
    }),
    fields: (body) =>
      saidFields({
        'display name': body.DisplayName,
        'e-mail': body.EmailAddress ?? '',
        'service account': body.IsService ?? false,
        active: body.IsActive ?? true,
      }),
    create: async ({ api }, body) => (await api.POST('/api/users', { body })).data,
    replace: async ({ api }, stored, body) =>
      (await api.PUT('/api/users/{id}', { params: { path: { id: stored.Id } }, body })).data,
  });
}

/** A team with exactly the members that the file names. */
export function teamItem(team: Team): Item {
  return defineItem<TeamDocument, TeamWrite>({
    address: { kind: 'team', name: team.name, ...(team.space === undefined ? {} : { space: team.space }) },
    body: ({ id }) => ({
      Name: team.name,
      Description: team.description,
      MemberUserIds: team.members.map((username) => id('user', username)),
      SpaceId: team.space === undefined ? null : id('space', team.space),
    }),
    fields: (body, names) =>
      saidFields({ description: proseOf(body.Description), members: namesOf(body.MemberUserIds, names) }),
    create: async ({ api }, body) => (await api.POST('/api/teams', { body })).data,
    replace: async ({ api }, stored, body) =>
      (await api.PUT('/api/teams/{id}', { params: { path: { id: stored.Id } }, body })).data,
  });
}

/** Name of a role that a team holds; `nth` tells several of the same role in one space apart. */
export function teamRoleName(options: { team: string; role: string; nth: number }): string {
  const { team, role, nth } = options;
  return nth === 0 ? `${team} / ${role}` : `${team} / ${role} (${nth + 1})`;
}

/** A role that a team holds in one space, or on the whole server. */
export function teamRoleItem(team: Team, assignment: RoleAssignment, nth: number): Item {
  const { role, space } = assignment;
  return defineItem<ScopedUserRole, ScopedUserRoleWrite>({
    address: {
      kind: 'team role',
      name: teamRoleName({ team: team.name, role, nth }),
      ...(space === undefined ? {} : { space }),
    },
    body: ({ id }) => ({
      TeamId: id('team', team.name),
      UserRoleId: id('user role', role),
      SpaceId: space === undefined ? null : id('space', space),
      EnvironmentIds: assignment.environments.map((name) => id('environment', name)),
      ProjectIds: assignment.projects.map((name) => id('project', name)),
      ProjectGroupIds: assignment.projectGroups.map((name) => id('project group', name)),
      TenantIds: assignment.tenants.map((name) => id('tenant', name)),
    }),
    fields: (body, names) => {
      return saidFields({
        'only environments': namesOf(body.EnvironmentIds, names),
        'only projects': namesOf(body.ProjectIds, names),
        'only project groups': namesOf(body.ProjectGroupIds, names),
        'only tenants': namesOf(body.TenantIds, names),
      });
    },
    create: async ({ api }, body) => (await api.POST('/api/scopeduserroles', { body })).data,
    replace: async ({ api }, stored, body) =>
      (await api.PUT('/api/scopeduserroles/{id}', { params: { path: { id: stored.Id } }, body })).data,
  });
}
