import type { Reply } from '../http/api.ts';
import type { World } from '../world.ts';

/** The version of the API whose rules the emulator follows. */
const version = '2026.3.0';

const spaceCollections = {
  Artifacts: 'artifacts',
  Channels: 'channels',
  DeploymentProcesses: 'deploymentprocesses',
  Deployments: 'deployments',
  Environments: 'environments',
  Events: 'events',
  GitCredentials: 'git-credentials',
  Interruptions: 'interruptions',
  LibraryVariables: 'libraryvariablesets',
  Lifecycles: 'lifecycles',
  MachinePolicies: 'machinepolicies',
  Machines: 'machines',
  ProjectGroups: 'projectgroups',
  Projects: 'projects',
  Releases: 'releases',
  RunbookProcesses: 'runbookProcesses',
  RunbookRuns: 'runbookRuns',
  RunbookSnapshots: 'runbookSnapshots',
  Runbooks: 'runbooks',
  ScopedUserRoles: 'scopeduserroles',
  TagSets: 'tagsets',
  Tasks: 'tasks',
  Teams: 'teams',
  Tenants: 'tenants',
  Variables: 'variables',
} as const;

const systemLinks = {
  CurrentUser: '/api/users/me',
  DeploymentFreezes:
    '/api/deploymentfreezes{/id}{?skip,take,ids,partialName,projectIds,environmentIds,includeComplete}',
  Permissions: '/api/permissions/all',
  Self: '/api',
  SpaceHome: '/api/{spaceId}',
  Spaces: '/api/spaces{/id}{?skip,ids,take,partialName}',
  UserRoles: '/api/userroles{/id}{?skip,ids,take,partialName}',
  Users: '/api/users{/id}{?skip,take,filter}',
} as const;

function collectionLinks(prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(spaceCollections).map(([name, path]) => [
      name,
      `${prefix}/${path}{/id}{?skip,ids,take,partialName}`,
    ]),
  );
}

function serverFacts(world: World) {
  return {
    Application: 'Octopus Deploy',
    Version: version,
    ApiVersion: '3.0.0',
    InstallationId: installationId(world),
  };
}

/** `GET /api`: reachable without a key. [guess] */
export function rootReply(world: World): Reply {
  return {
    status: 200,
    body: {
      ...serverFacts(world),
      IsEarlyAccessProgram: false,
      HasLongTermSupport: false,
      Links: { ...systemLinks, ...collectionLinks('/api') },
    },
  };
}

/** `GET /api/{spaceId}`. */
export function spaceRootReply(spaceId: string): Reply {
  const self = `/api/${spaceId}`;
  return { status: 200, body: { Id: spaceId, Links: { Self: self, ...collectionLinks(self) } } };
}

function installationId(world: World): string {
  return world.store.get('Installations', 'Installation')?.Uuid ?? '';
}
