import type { Lab, RoleAssignment, Team } from '@octotrain/lab-config';
import type { Box, Edge, Shape } from './flowchart.ts';
import { grouped } from './grouped.ts';

/** Teams with their members. A space's own team stands among the others; its arrows say where it may do something. */
export function teamShapes(lab: Lab): readonly Shape[] {
  const names = new Map(lab.users.map(({ username, displayName }) => [username, displayName]));
  const inside = lab.teams.map(({ name, members }): Box => {
    const people = members.map((username) => names.get(username) ?? username);
    return { key: `team ${name}`, lines: [name, ...(people.length > 0 ? [people.join(', ')] : [])], form: 'round' };
  });
  return [{ key: 'teams', title: 'Teams', inside }];
}

/**
 * Arrows from teams to where they hold roles, one for each place, labelled with the roles. What a team holds in every
 * space, or on the whole server, is one arrow to the server.
 */
export function roleEdges(lab: Lab): readonly Edge[] {
  return lab.teams.flatMap((team) => {
    const places = grouped(held(team, lab), ({ to }) => to);
    return [...places].map(([to, roles]) => {
      const labels = new Set(roles.map(({ label }) => label));
      return { from: `team ${team.name}`, to, label: [...labels].join(', ') };
    });
  });
}

function held(team: Team, lab: Lab): readonly { to: string; label: string }[] {
  const alike = grouped(team.roles, roleText);
  return [...alike].flatMap(([label, roles]) => {
    const spaces = new Set(roles.flatMap(({ space }) => space ?? []));
    const isEverywhere = lab.spaces.length > 1 && lab.spaces.every(({ name }) => spaces.has(name));
    const isOnServer = roles.some(({ space }) => space === undefined);
    if (isEverywhere) return [{ to: 'server', label }];
    return [
      ...(isOnServer ? [{ to: 'server', label }] : []),
      ...[...spaces].map((space) => ({ to: `space ${space}`, label })),
    ];
  });
}

/** A role with what it is restricted to. */
function roleText({ role, environments, projects, projectGroups, tenants }: RoleAssignment): string {
  const limits = [projects, projectGroups, tenants, environments].filter((names) => names.length > 0);
  return limits.length === 0 ? role : `${role} (${limits.map((names) => names.join(', ')).join('; ')})`;
}
