import type { Lab } from '@octotrain/lab-config';

/** A lab as some of its spaces see it: teams without a role in one of them are left out. No names: the whole lab. */
export function onlySpaces(lab: Lab, names: readonly string[]): Lab {
  if (names.length === 0) return lab;
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const isWanted = (space: string | undefined) => space === undefined || wanted.has(space.toLowerCase());
  const teams = lab.teams
    .map((team) => ({ ...team, roles: team.roles.filter(({ space }) => isWanted(space)) }))
    .filter(({ roles }) => roles.length > 0);
  return { ...lab, spaces: lab.spaces.filter(({ name }) => isWanted(name)), teams };
}
