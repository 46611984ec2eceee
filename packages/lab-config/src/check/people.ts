import type { LabFile } from '../file/lab-file.ts';
import type { AssignmentEntry } from '../file/people.ts';
import type { User } from '../model/lab.ts';
import { usersOf } from '../resolve/lab.ts';
import { builtInRoles, builtInTeams } from '../server/built-in.ts';
import { permissionNames } from '../server/permissions.ts';
import { environmentsOf, groupNamesOf, projectsOf } from './known.ts';
import { expectDistinct, expectKnown, namedIn, type Path, type Report } from './names.ts';

/** Checks users, roles, teams and what teams may do. */
export function checkPeople(report: Report, file: LabFile): void {
  const { users, serviceAccounts } = file.people ?? {};
  expectDistinct({
    report,
    kind: 'user',
    entries: [...namedIn(['people', 'users'], users), ...namedIn(['people', 'serviceAccounts'], serviceAccounts)],
  });
  checkRoles(report, file);
  checkTeams(report, file);
}

function checkRoles(report: Report, file: LabFile): void {
  expectDistinct({ report, kind: 'role', entries: namedIn(['roles'], file.roles) });
  for (const [name, role] of Object.entries(file.roles ?? {})) {
    const at = ['roles', name];
    if (builtInRoles.includes(name)) {
      report(at, { code: 'built-in-role', message: `\`${name}\` is a built-in role`, hint: 'choose another name' });
    }
    for (const key of ['spacePermissions', 'systemPermissions'] as const) {
      expectKnown({ report, path: [...at, key], names: role[key], kind: 'permission', known: permissionNames });
    }
  }
}

function checkTeams(report: Report, file: LabFile): void {
  const users = usersOf(file);
  const people = users.flatMap((user) => [user.username, user.displayName]);
  const spaces = Object.keys(file.spaces);
  expectDistinct({ report, kind: 'team', entries: namedIn(['teams'], file.teams) });
  for (const [name, team] of Object.entries(file.teams ?? {})) {
    const at = ['teams', name];
    if (builtInTeams.includes(name)) {
      report(at, { code: 'built-in-team', message: `\`${name}\` is a built-in team`, hint: 'choose another name' });
    }
    expectKnown({ report, path: [...at, 'space'], names: team.space, kind: 'space', known: spaces });
    expectKnown({ report, path: [...at, 'members'], names: team.members, kind: 'user', known: people });
    expectClear({ report, path: [...at, 'members'], members: team.members, users });
    team.roles?.forEach((assignment, index) => {
      checkAssignment({ report, path: [...at, 'roles', index], assignment, file, teamSpace: team.space });
    });
  }
}

/** A display name is clear when only one user has it; a username always is. */
function expectClear(options: {
  report: Report;
  path: Path;
  members: readonly string[] | undefined;
  users: readonly User[];
}): void {
  const { report, path, members = [], users } = options;
  members.forEach((member, index) => {
    const meant = users.filter((user) => user.displayName === member);
    if (meant.length < 2 || users.some((user) => user.username === member)) return;
    report([...path, index], {
      code: 'ambiguous-user',
      message: `${meant.length} users are called \`${member}\``,
      hint: `write one of the usernames: ${meant.map((user) => user.username).join(', ')}`,
    });
  });
}

function checkAssignment(options: {
  report: Report;
  path: Path;
  assignment: AssignmentEntry;
  file: LabFile;
  teamSpace: string | undefined;
}): void {
  const { report, path, assignment, file, teamSpace } = options;
  const at = (key: string) => [...path, key];
  const roles = [...Object.keys(file.roles ?? {}), ...builtInRoles];
  expectKnown({ report, path: at('role'), names: assignment.role, kind: 'role', known: roles });
  const all = Object.keys(file.spaces);
  if (Array.isArray(assignment.in)) {
    expectKnown({ report, path: at('in'), names: assignment.in, kind: 'space', known: all });
  }
  const spaces = Array.isArray(assignment.in) ? assignment.in : all;
  if (teamSpace !== undefined && (assignment.in === 'system' || spaces.some((space) => space !== teamSpace))) {
    report(at('in'), {
      code: 'outside-its-space',
      message: `a team of the space \`${teamSpace}\` cannot hold a role anywhere else`,
      hint: `write \`in: [${teamSpace}]\`, or remove the team’s \`space\``,
    });
  }
  const restrictions = [
    { key: 'environments', kind: 'environment', known: environmentsOf(file) },
    { key: 'projects', kind: 'project', known: spaces.flatMap((space) => projectsOf(file, space)) },
    { key: 'projectGroups', kind: 'project group', known: spaces.flatMap((one) => groupNamesOf(file.spaces[one])) },
    { key: 'tenants', kind: 'tenant', known: spaces.flatMap((one) => Object.keys(file.spaces[one]?.tenants ?? {})) },
  ] as const;
  const spacesKnown = spaces.every((space) => all.includes(space));
  for (const { key, kind, known } of restrictions) {
    if (spacesKnown) expectKnown({ report, path: at(key), names: assignment[key], kind, known });
    if (assignment.in !== 'system' || assignment[key] === undefined) continue;
    report(at(key), {
      code: 'restricted-system-role',
      message: `a role on the whole server cannot be restricted to ${key}`,
      hint: 'say the spaces under `in`',
    });
  }
}
