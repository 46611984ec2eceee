import {
  type Lab,
  type Project,
  releaseTrainsProject,
  type Space,
  type Team,
  type VariableSet,
} from '@octotrain/lab-config';
import { channelItem } from '../kinds/channels.ts';
import { feedItem } from '../kinds/feeds.ts';
import type { Address, Item } from '../kinds/item.ts';
import { deploymentProcessItem, runbookProcessItem } from '../kinds/processes.ts';
import { projectItem, runbookItem } from '../kinds/projects.ts';
import { publishedRunbookItem } from '../kinds/published-runbook.ts';
import { environmentItem, gitCredentialItem, lifecycleItem, projectGroupItem } from '../kinds/shared.ts';
import { spaceItem, teamItem, teamRoleItem, userItem, userRoleItem } from '../kinds/system.ts';
import { tagSetItem } from '../kinds/tag-sets.ts';
import { tenantVariablesItem } from '../kinds/tenant-variables.ts';
import { tenantItem } from '../kinds/tenants.ts';
import { librarySetItem, libraryVariablesItem, projectVariablesItem } from '../kinds/variables.ts';
import { sortsProjects } from './sorting.ts';

/** Everything that a lab asks of a server, one item per document. */
export function desired(lab: Lab): readonly Item[] {
  return [
    ...lab.spaces.map(spaceItem),
    ...lab.roles.map(userRoleItem),
    ...lab.users.map(userItem),
    ...lab.teams.map(teamItem),
    ...lab.spaces.flatMap((space) => spaceItems(space, projectsOf(lab, space))),
    ...lab.teams.flatMap(teamRoles),
  ];
}

/** The names of everything that a lab asks for. */
export function addressesOf(lab: Lab): readonly Address[] {
  return desired(lab).map(({ address }) => address);
}

/** The projects of a space, the one that keeps the record of trains included. */
export function projectsOf(lab: Lab, space: Space): readonly Project[] {
  const { trains } = lab;
  if (trains?.space !== space.name || space.projects.some(({ name }) => name === trains.project)) return space.projects;
  return [...space.projects, releaseTrainsProject({ teams: trains.approvers, name: trains.project })];
}

function spaceItems(space: Space, projects: readonly Project[]): readonly Item[] {
  const { name } = space;
  const known = {
    projects: projects.map((project) => project.name),
    tagSets: space.tagSets.map((set) => set.name),
  };
  const isSorted = sortsProjects(space, projects);
  const templates = { projects: templatesOf(projects), variableSets: templatesOf(space.variableSets) };
  return [
    ...space.environments.map((environment, position) => environmentItem(name, environment, position)),
    ...space.lifecycles.map((lifecycle) => lifecycleItem(name, lifecycle)),
    ...space.gitCredentials.map((credential) => gitCredentialItem(name, credential)),
    ...space.feeds.map((feed) => feedItem(name, feed)),
    ...space.tagSets.map((set) => tagSetItem(name, set)),
    ...space.variableSets.flatMap((set) => [librarySetItem(name, set), libraryVariablesItem(name, set)]),
    ...space.projectGroups.map((group) => projectGroupItem(name, group)),
    ...projects.flatMap((project) => projectItems(space, project, isSorted)),
    ...space.tenants.flatMap((tenant) => [
      tenantItem(name, tenant, known),
      tenantVariablesItem(name, tenant, templates),
    ]),
  ];
}

function templatesOf(owners: readonly (Project | VariableSet)[]): ReadonlyMap<string, readonly string[]> {
  return new Map(owners.map(({ name, templates }) => [name, templates.map((one) => one.name)]));
}

function projectItems(space: Space, project: Project, isSorted: boolean): readonly Item[] {
  const { name } = space;
  return [
    projectItem(name, project, isSorted),
    ...project.channels.map((channel) => channelItem(name, project.name, channel)),
    // A file without steps says nothing about a process.
    ...(project.process.length === 0 ? [] : [deploymentProcessItem(name, project)]),
    projectVariablesItem(name, project),
    ...project.runbooks.flatMap((runbook) => [
      runbookItem(name, project.name, runbook),
      ...(runbook.process.length === 0
        ? []
        : [
            runbookProcessItem(name, project.name, runbook),
            publishedRunbookItem({ space: name, project, runbook, sets: space.variableSets }),
          ]),
    ]),
  ];
}

function teamRoles(team: Team): readonly Item[] {
  const seen = new Map<string, number>();
  return team.roles.map((assignment) => {
    const key = `${assignment.role}|${assignment.space ?? ''}`;
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    return teamRoleItem(team, assignment, nth);
  });
}
