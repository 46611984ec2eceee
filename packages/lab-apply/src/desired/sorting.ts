import { builtInNames, type Project, type Space } from '@octotrain/lab-config';

/**
 * Whether the file sorts the projects of a space into groups. Where it names none, the group that a project was put
 * into is the business of the people who look at it, not the file's.
 */
export function sortsProjects(space: Space, projects: readonly Project[]): boolean {
  return space.projectGroups.length > 0 || projects.some(({ group }) => group !== builtInNames.projectGroup);
}
