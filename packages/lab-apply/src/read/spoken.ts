import type { Lab, Project, Space } from '@octotrain/lab-config';
import { sortsProjects } from '../desired/sorting.ts';

/** Collections of a space that are asked for only when the file speaks of such things there. */
export type SpokenCollection =
  | 'git credentials'
  | 'feeds'
  | 'tag sets'
  | 'library sets'
  | 'project groups'
  | 'channels'
  | 'runbooks'
  | 'tenants';

/** Every one of them. */
export const everyCollection: ReadonlySet<SpokenCollection> = new Set([
  'git credentials',
  'feeds',
  'tag sets',
  'library sets',
  'project groups',
  'channels',
  'runbooks',
  'tenants',
]);

/** Which collections of a space a file speaks of, by naming something of them or by referring to it. */
export function spokenOf(lab: Lab, space: Space, projects: readonly Project[]): ReadonlySet<SpokenCollection> {
  const roles = lab.teams.flatMap((team) => team.roles).filter((role) => role.space === space.name);
  const restricted = (by: 'projectGroups' | 'tenants') => roles.some((role) => role[by].length > 0);
  const speaks: Readonly<Record<SpokenCollection, boolean>> = {
    'git credentials': space.gitCredentials.length > 0,
    feeds: false,
    'tag sets': false,
    'library sets': space.variableSets.length > 0,
    'project groups': sortsProjects(space, projects) || restricted('projectGroups'),
    channels: projects.some(namesChannel),
    runbooks: projects.some(({ runbooks }) => runbooks.length > 0),
    tenants: space.tenants.length > 0 || restricted('tenants'),
  };
  return new Set([...everyCollection].filter((collection) => speaks[collection]));
}

function namesChannel({ channels, process, runbooks, variables }: Project): boolean {
  const steps = [...process, ...runbooks.flatMap((runbook) => runbook.process)];
  return (
    channels.length > 0 ||
    steps.some((step) => step.channels.length > 0) ||
    variables.some(({ scope }) => scope.channels.length > 0)
  );
}
