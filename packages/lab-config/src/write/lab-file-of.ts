import type { LabFile } from '../file/lab-file.ts';
import type { SpaceEntry } from '../file/spaces.ts';
import type { Lab, Space } from '../model/lab.ts';
import { builtInNames } from '../server/built-in.ts';
import { defaultTrainsProject } from '../trains/release-trains-project.ts';
import { clustersOf } from './agents.ts';
import { environmentEntries } from './environments.ts';
import { shareLibrary } from './library.ts';
import { peopleEntry, roleEntries, teamEntries } from './people.ts';
import { projectEntry } from './projects.ts';
import { type Repositories, repositoriesOf, stepsOf } from './repositories.ts';
import { environmentShorts } from './shorts.ts';
import { type Explained, explain, matricesOf } from './templates.ts';
import { tenantEntries } from './tenants.ts';
import { byName, said } from './values.ts';

/**
 * The shortest file that a lab can be resolved from again: what spaces share is written once, repositories are named,
 * tenants' values become patterns where a pattern makes them, and what is usual is left out.
 */
export function labFileOf(whole: Lab): LabFile {
  const lab = withoutTrainsProject(whole);
  const { shared, ownOf } = shareLibrary(lab);
  const { clusters, agentsOf } = clustersOf(lab);
  const repositories = repositoriesOf(stepsOf(lab));
  const shorts = environmentShorts(lab.spaces.flatMap((space) => [...matricesOf(space).values()]));
  const explained = new Map(lab.spaces.map((space) => [space.name, explain(space, shorts)]));
  const { gitCredentials, lifecycles, variableSets, ...others } = shared;
  const usedShorts = [...explained.values()].find((one) => one.shorts.environments.size > 0)?.shorts.environments;
  return {
    version: 1,
    lab: lab.name,
    ...said({ description: lab.description, clusters }),
    shared: {
      environments: environmentEntries(lab, usedShorts ?? new Map()),
      ...said({ lifecycles, gitCredentials, repositories: { ...repositories.entries }, ...others, variableSets }),
    },
    spaces: byName(lab.spaces, (space) => ({
      ...said({ description: space.description, default: space.isDefault }),
      ...said({ agents: agentsOf(space), ...ownOf(space.name) }),
      ...insideSpace(space, repositories, explained.get(space.name) ?? explain(space, shorts)),
    })),
    ...said({ people: peopleEntry(lab.users), teams: teamEntries(lab), roles: roleEntries(lab.roles) }),
    ...(lab.trains === undefined ? {} : { trains: trainsEntry(lab.trains) }),
  };
}

/** The project that `trains` makes by itself is not written. */
function withoutTrainsProject(lab: Lab): Lab {
  const { trains } = lab;
  if (trains === undefined) return lab;
  const spaces = lab.spaces.map((space) =>
    space.name === trains.space
      ? { ...space, projects: space.projects.filter(({ name }) => name !== trains.project) }
      : space,
  );
  return { ...lab, spaces };
}

function trainsEntry({ space, project, approvers }: NonNullable<Lab['trains']>): NonNullable<LabFile['trains']> {
  return { space, ...(project === defaultTrainsProject ? {} : { project }), approvers: [...approvers] };
}

function insideSpace(space: Space, repositories: Repositories, explained: Explained): Partial<SpaceEntry> {
  const used = new Set(space.projects.map(({ group }) => group));
  const groups = space.projectGroups.filter(
    ({ name, description }) => name !== builtInNames.projectGroup && (description !== '' || !used.has(name)),
  );
  return said({
    projectGroups: byName(groups, ({ description }) => said({ description })),
    projects: byName(space.projects, (project) => projectEntry(project, { repositories, explained })),
    ...tenantEntries(space, explained),
  });
}
