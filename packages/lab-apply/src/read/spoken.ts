import type { Lab, Project, Space, Step } from '@octotrain/lab-config';
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
    feeds: space.feeds.length > 0 || projects.some(namesFeed),
    'tag sets': space.tagSets.length > 0,
    'library sets': lab.fingerprints !== undefined || space.variableSets.length > 0,
    'project groups': sortsProjects(space, projects) || restricted('projectGroups'),
    channels: projects.some(namesChannel),
    runbooks: projects.some(({ runbooks }) => runbooks.length > 0),
    tenants: space.tenants.length > 0 || restricted('tenants'),
  };
  return new Set([...everyCollection].filter((collection) => speaks[collection]));
}

function stepsOf({ process, runbooks }: Project): readonly Step[] {
  return [...process, ...runbooks.flatMap((runbook) => runbook.process)];
}

function namesFeed(project: Project): boolean {
  return stepsOf(project).some((step) => 'packages' in step && step.packages.length > 0);
}

function namesChannel(project: Project): boolean {
  const { channels, variables } = project;
  return (
    channels.length > 0 ||
    stepsOf(project).some((step) => step.channels.length > 0) ||
    variables.some(({ scope }) => scope.channels.length > 0)
  );
}
