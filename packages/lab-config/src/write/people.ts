import type { LabFile } from '../file/lab-file.ts';
import type { AssignmentEntry } from '../file/people.ts';
import type { Lab, RoleAssignment, Team, User, UserRole } from '../model/lab.ts';
import { byName, canonical, said } from './values.ts';

/** Users and service accounts by username. */
export function peopleEntry(users: readonly User[]): NonNullable<LabFile['people']> {
  const persons = users.filter(({ isService }) => !isService);
  const services = users.filter(({ isService }) => isService);
  return said({
    users: Object.fromEntries(
      persons.map(({ username, displayName, email }) => [username, { displayName, ...said({ email }) }]),
    ),
    serviceAccounts: Object.fromEntries(services.map(({ username, displayName }) => [username, { displayName }])),
  });
}

/** Teams by name, with roles that are held in several spaces written once. */
export function teamEntries(lab: Lab): NonNullable<LabFile['teams']> {
  const spaces = lab.spaces.map(({ name }) => name);
  return byName(lab.teams, ({ description, space, members, roles }: Team) =>
    said({
      description,
      ...(space === undefined ? {} : { space }),
      members: members.map((username) => memberName(username, lab.users)),
      roles: assignmentEntries(roles, spaces),
    }),
  );
}

/** People by the name that others know them by, unless two share it; accounts by username. */
function memberName(username: string, users: readonly User[]): string {
  const user = users.find((one) => one.username === username);
  if (user === undefined || user.isService) return username;
  const { displayName } = user;
  const isTaken = users.some((one) => one !== user && [one.username, one.displayName].includes(displayName));
  return isTaken ? username : displayName;
}

function assignmentEntries(roles: readonly RoleAssignment[], spaces: readonly string[]): AssignmentEntry[] {
  const groups: { key: string; role: RoleAssignment; spaces: (string | undefined)[] }[] = [];
  for (const role of roles) {
    const { space, ...rest } = role;
    const key = canonical([rest, space === undefined]);
    const open = groups.find((group) => group.key === key && !group.spaces.includes(space));
    if (open !== undefined) open.spaces.push(space);
    else groups.push({ key, role, spaces: [space] });
  }
  return groups.map(({ role, spaces: held }) => {
    const named = held.filter((space) => space !== undefined);
    const isAll = named.length > 1 && named.length === spaces.length;
    return {
      role: role.role,
      in: named.length === 0 ? 'system' : isAll ? 'all' : named,
      ...said({
        environments: [...role.environments],
        projects: [...role.projects],
        projectGroups: [...role.projectGroups],
        tenants: [...role.tenants],
      }),
    };
  });
}

/** Custom user roles by name. */
export function roleEntries(roles: readonly UserRole[]): NonNullable<LabFile['roles']> {
  return byName(roles, ({ description, spacePermissions, systemPermissions }) =>
    said({
      description,
      spacePermissions: [...spacePermissions],
      systemPermissions: [...systemPermissions],
    }),
  );
}
