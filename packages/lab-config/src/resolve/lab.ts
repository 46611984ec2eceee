import type { LabFile } from '../file/lab-file.ts';
import type { AssignmentEntry } from '../file/people.ts';
import type { Lab, RoleAssignment, User } from '../model/lab.ts';
import { defaultTrainsProject } from '../trains/release-trains-project.ts';
import { resolveSpace } from './spaces.ts';
import { resolveReference } from './values.ts';

/** Spells a checked file out. Every name in it must be known already. */
export function resolveLab(file: LabFile): Lab {
  const spaces = Object.keys(file.spaces);
  const users = usersOf(file);
  return {
    name: file.lab,
    description: file.description ?? '',
    spaces: Object.entries(file.spaces).map(([name, space]) => resolveSpace(name, space, file)),
    users,
    roles: Object.entries(file.roles ?? {}).map(([name, role]) => ({
      name,
      description: role.description ?? '',
      spacePermissions: role.spacePermissions ?? [],
      systemPermissions: role.systemPermissions ?? [],
    })),
    teams: Object.entries(file.teams ?? {}).map(([name, team]) => ({
      name,
      description: team.description ?? '',
      members: (team.members ?? []).flatMap((member) => userNamed(member, users)?.username ?? []),
      roles: (team.roles ?? []).flatMap((assignment) => resolveAssignment(assignment, spaces)),
      ...(team.space === undefined ? {} : { space: team.space }),
    })),
    ...(file.trains ? { trains: { ...file.trains, project: file.trains.project ?? defaultTrainsProject } } : {}),
    ...(file.fingerprints ? { fingerprints: { key: resolveReference(file.fingerprints.key) } } : {}),
  };
}

/** Users and service accounts together. */
export function usersOf({ people = {} }: LabFile): readonly User[] {
  const persons = Object.entries(people.users ?? {}).map(([username, { displayName, email = '' }]) => {
    return { username, displayName, email, isService: false };
  });
  const services = Object.entries(people.serviceAccounts ?? {}).map(([username, { displayName }]) => {
    return { username, displayName, email: '', isService: true };
  });
  return [...persons, ...services];
}

/** The user whose username, or else display name, is this. */
function userNamed(name: string, users: readonly User[]): User | undefined {
  return users.find((user) => user.username === name) ?? users.find((user) => user.displayName === name);
}

function resolveAssignment(entry: AssignmentEntry, spaces: readonly string[]): readonly RoleAssignment[] {
  const { role, in: where, environments = [], projects = [], projectGroups = [], tenants = [] } = entry;
  const assignment = { role, environments, projects, projectGroups, tenants };
  if (where === 'system') return [assignment];
  return (where === 'all' ? spaces : where).map((space) => ({ ...assignment, space }));
}
