import type { Lab, Space } from '@octotrain/lab-config';
import type { Observed } from '../read/observed.ts';
import { agentsOf, type Machines } from './agents.ts';
import {
  environmentsOf,
  feedsOf,
  gitCredentialsOf,
  lifecyclesOf,
  projectGroupsOf,
  tagSetsOf,
  variableSetsOf,
} from './library.ts';
import { teamsOf, userRolesOf, usersOf } from './people.ts';
import { projectsOf } from './projects.ts';
import { createSecretNames, type PulledSecret, type SecretNames } from './secret-names.ts';
import { createSource, type LeftOut, type Source } from './source.ts';
import { tenantsOf } from './tenants.ts';
import { trainsOf } from './trains.ts';

/** What a server holds in the words of a lab, and what these words leave out. */
export interface LabOfServer {
  readonly lab: Lab;
  readonly leftOut: readonly LeftOut[];
  readonly secrets: readonly PulledSecret[];
}

/** Turns documents back into a lab. Pure: nothing is asked of anybody. */
export function labOfServer(options: {
  readonly observed: Observed;
  /** Names of the spaces that are pulled, in their order. */
  readonly spaces: readonly string[];
  readonly machines: readonly Machines[];
  readonly name: string;
}): LabOfServer {
  const { observed, machines, name } = options;
  const source = createSource(observed);
  const secrets = createSecretNames();
  const spaces = options.spaces.map((space) =>
    spaceOf(source, secrets, machines.find((one) => one.space === space) ?? { space, machines: [] }),
  );
  const users = usersOf(source);
  const trains = trainsOf(spaces);
  const lab: Lab = {
    name,
    description: '',
    spaces,
    users,
    roles: userRolesOf(source),
    teams: teamsOf(source, options.spaces, users),
    ...(trains === undefined ? {} : { trains }),
  };
  return { lab, leftOut: source.leftOut, secrets: secrets.secrets };
}

function spaceOf(source: Source, secrets: SecretNames, machines: Machines): Space {
  const { space } = machines;
  const document = source.one('space', space);
  const environments = environmentsOf(source, space);
  const projects = projectsOf(source, space, secrets);
  const variableSets = variableSetsOf(source, space, secrets);
  const tenants = tenantsOf(source, { space, environments, projects, variableSets }, secrets);
  return {
    name: space,
    description: document?.Description ?? '',
    isDefault: document?.IsDefault ?? false,
    environments,
    lifecycles: lifecyclesOf(source, space),
    gitCredentials: gitCredentialsOf(source, space, secrets),
    feeds: feedsOf(source, space, secrets),
    tagSets: tagSetsOf(source, space),
    variableSets,
    projectGroups: projectGroupsOf(source, space),
    projects,
    tenants,
    agents: agentsOf(source, machines, { environments, tenants }),
  };
}
