import type { Cast } from './cast.ts';
import { type Item, items, must } from './contract-world.ts';

/** What an operation is sent, where the usual way of making a request would be refused. */
export interface Recipe {
  /** Path parameters by name. */
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, string>>;
  /** Added to the least that the schema asks for, or to the document that is replaced. */
  readonly body?: object;
  /** The status of a refusal, where only that can be had here. */
  readonly refused?: number;
}

type Cook = (cast: Cast) => Recipe | Promise<Recipe>;

/** By operation id. */
export const recipes: Readonly<Record<string, Cook>> = {
  // Access: built-in teams and roles cannot be changed, and a space needs somebody who manages it.
  createScopedUserRole: (cast) => ({ body: { TeamId: lastOf(cast, 'Teams').Id, SpaceId: cast.idOf('Spaces') } }),
  replaceScopedUserRole: (cast) => ({ path: { id: lastOf(cast, 'ScopedUserRoles').Id } }),
  replaceUserRole: async (cast) => ({
    path: {
      id: (await must(cast.ask, 'POST', '/api/userroles', { Name: 'Mine', GrantedSpacePermissions: ['TaskView'] })).Id,
    },
  }),
  createSpace: (cast) => ({ body: { SpaceManagersTeamMembers: [cast.idOf('Users')] } }),
  deleteSpace: async (cast) => ({ path: { id: (await stoppedSpace(cast)).Id } }),

  signIn: async (cast) => {
    const Password = 'a long one';
    await must(cast.ask, 'POST', '/api/users', { Username: 'visitor', DisplayName: 'Visitor', Password });
    return { body: { Username: 'visitor', Password } };
  },
  // Approvals: a decision is made for each task that waits for one.
  createApproval: (cast) => ({ path: { serverTaskApprovalId: cast.idOf('ServerTaskApprovals') } }),
  getApproval: async (cast) => ({ path: await madeApproval(cast) }),
  replaceApproval: async (cast) => ({ path: await madeApproval(cast) }),

  // The audit log.
  getEventArchive: () => ({ path: { file: 'eventarchive-2026-01-01.jsonl' } }),
  deleteEventArchive: () => ({ path: { file: 'eventarchive-2026-01-01.jsonl' } }),

  // Work: what is canceled or answered must still go on, what is deleted must have ended.
  cancelSystemTask: (cast) => ({ path: { id: runningTask(cast) } }),
  cancelTask: (cast) => ({ path: { id: runningTask(cast) } }),
  createTask: () => ({ body: { Name: 'Health' } }),
  createSystemTask: () => ({ body: { Name: 'Health' } }),
  rerunTask: async (cast) => ({ path: { id: await endedChore(cast) } }),
  rerunSystemTask: async (cast) => ({ path: { id: await endedChore(cast) } }),
  changeTaskState: (cast) => ({ path: { id: endedTask(cast) }, body: { State: 'Failed' } }),
  changeSystemTaskState: (cast) => ({ path: { id: endedTask(cast) }, body: { State: 'Failed' } }),
  prioritizeTask: (cast) => ({ path: { id: runningTask(cast) } }),
  prioritizeSystemTask: (cast) => ({ path: { id: runningTask(cast) } }),
  deleteRunbookRun: (cast) => ({ path: { id: cast.idOf('RunbookRuns') } }),
  runRunbook: (cast) => ({ body: { EnvironmentIds: [cast.idOf('Environments')] } }),
  deleteDeployment: (cast) => ({ path: { id: cast.idOf('Deployments') } }),
  takeResponsibility: (cast) => ({ path: { id: cast.idOf('Interruptions') } }),
  getInterruptionResponsible: async (cast) => ({ path: { id: await takenInterruption(cast) } }),
  submitInterruption: async (cast) => ({
    path: { id: await takenInterruption(cast) },
    body: { Result: 'Proceed', Notes: 'Seen.' },
  }),

  // Accounts of programs. What exchangeToken wants is signed by an identity provider, and there is none here.
  createOidcIdentity: async (cast) => ({ path: { serviceAccountId: await serviceAccount(cast) }, body: identity }),
  listOidcIdentities: async (cast) => ({ path: { serviceAccountId: await serviceAccount(cast) } }),
  getOidcIdentity: async (cast) => ({ path: await madeIdentity(cast) }),
  replaceOidcIdentity: async (cast) => ({ path: await madeIdentity(cast) }),
  deleteOidcIdentity: async (cast) => ({ path: await madeIdentity(cast) }),
  exchangeToken: () => ({ refused: 400 }),

  // Projects in git: the repository begins with the conversion.
  convertProjectToGit: () => ({ body: { VersionControlSettings: repository } }),
  testProjectGitSettings: () => ({ body: repository }),
  listProjectBranches: async (cast) => ({ path: await inGit(cast) }),
  getProjectDeploymentProcessFromGit: async (cast) => ({ path: await onMain(cast) }),
  replaceProjectDeploymentProcessFromGit: async (cast) => ({ path: await onMain(cast) }),
  getProjectReleaseTemplateFromGit: async (cast) => ({ path: await onMain(cast) }),
  getDeploymentSettingsFromGit: async (cast) => ({ path: await onMain(cast) }),
  replaceDeploymentSettingsFromGit: async (cast) => ({ path: await onMain(cast) }),
  getVariableSetFromGit: async (cast) => ({ path: await onMain(cast) }),
  replaceVariableSetOnGit: async (cast) => ({ path: await onMain(cast) }),
  getRunbookProcessFromGit: async (cast) => ({ path: { ...(await onMain(cast)), id: cast.idOf('RunbookProcesses') } }),
  replaceRunbookProcessFromGit: async (cast) => ({
    path: { ...(await onMain(cast)), id: cast.idOf('RunbookProcesses') },
  }),
  runRunbookFromGitByNames: async (cast) => {
    await inGit(cast);
    const place = { RunbookName: cast.oneOf('Runbooks').Name, EnvironmentNames: [environment(cast)] };
    return { body: { ...names(cast), ...place, GitRef: 'main' } };
  },

  // Names in place of ids.
  deployUntenanted: (cast) => ({ body: { ...names(cast), ...version(cast), EnvironmentNames: [environment(cast)] } }),
  deployTenanted: async (cast) => {
    const tenant = await connectedTenant(cast);
    return { body: { ...names(cast), ...version(cast), EnvironmentName: environment(cast), Tenants: [tenant.Name] } };
  },
  createReleaseByNames: (cast) => ({ body: { ...names(cast), ReleaseVersion: '2.0.0' } }),
  runRunbookByNames: (cast) => ({
    body: { ...names(cast), RunbookName: cast.oneOf('Runbooks').Name, EnvironmentNames: [environment(cast)] },
  }),

  // Feeds: what one has depends on its type, and the built-in ones are neither made nor deleted.
  createFeed: () => ({ body: helmFeed }),
  getFeed: async (cast) => ({ path: await builtInFeed(cast) }),
  replaceFeed: async (cast) => ({ path: await builtInFeed(cast) }),
  deleteFeed: async (cast) => ({ path: { id: (await must(cast.ask, 'POST', `${cast.space}/feeds`, helmFeed)).Id } }),
  searchPackages: async (cast) => ({ path: await builtInFeed(cast) }),
  listPackageVersions: async (cast) => ({ path: await builtInFeed(cast) }),

  // What a schema cannot say about what it asks for.
  createArtifact: (cast) => ({ body: { ServerTaskId: cast.idOf('ServerTasks') } }),
  sortEnvironments: (cast) => ({ body: cast.allOf('Environments').map(({ Id }) => Id) }),
  sortTagSets: (cast) => ({ body: cast.allOf('TagSets').map(({ Id }) => Id) }),
  deleteProjectChannel: async (cast) => ({ path: { id: await madeChannel(cast) } }),
  createRelease: () => ({ body: { Version: '2.0.0' } }),
  getProjectRelease: (cast) => ({ path: { version: cast.oneOf('Releases').Version } }),
  createGitCredential: () => ({
    body: {
      Details: { Type: 'UsernamePassword', Username: 'git', Password: { HasValue: true, NewValue: 'not a secret' } },
    },
  }),
  registerKubernetesMonitor: () => ({ body: { InstallationId: installation } }),
  getKubernetesMonitor: async (cast) => ({ path: { id: await madeMonitor(cast) } }),
  deleteKubernetesMonitor: async (cast) => ({ path: { id: await madeMonitor(cast) } }),
  createWorker: (cast) => ({ body: { WorkerPoolIds: [cast.idOf('WorkerPools')], Endpoint: tentacle } }),
  sortWorkerPools: (cast) => ({ body: cast.allOf('WorkerPools').map(({ Id }) => Id) }),
  createMachine: (cast) => ({ body: { EnvironmentIds: [cast.idOf('Environments')], Roles: ['web'] } }),
  resolveDefect: async (cast) => {
    await must(cast.ask, 'POST', `${cast.space}/releases/${cast.idOf('Releases')}/defects`, { Description: 'Broken.' });
    return {};
  },
  createDeploymentFreeze: (cast) => ({ body: farFreeze(cast) }),
  getDeploymentFreeze: async (cast) => ({ path: await madeFreeze(cast) }),
  replaceDeploymentFreeze: async (cast) => ({ path: await madeFreeze(cast) }),
  listVariableNames: (cast) => ({ query: { project: cast.idOf('Projects') } }),
  previewVariables: (cast) => ({ query: { project: cast.idOf('Projects') } }),
};

const installation = '3f2b8c9e-5d1a-4c7e-9b1f-0a2d4e6f8a10';

async function madeMonitor(cast: Cast): Promise<unknown> {
  const monitor = { InstallationId: installation, MachineId: cast.idOf('Machines') };
  const path = `${cast.space}/observability/kubernetes-monitors`;
  return Object((await must(cast.ask, 'POST', path, monitor)).Resource).Id;
}

const tentacle = { CommunicationStyle: 'TentaclePassive', Uri: 'https://worker:10933/', Thumbprint: 'AB12' };

async function madeApproval(cast: Cast): Promise<Item> {
  const serverTaskApprovalId = cast.idOf('ServerTaskApprovals');
  const path = `${cast.space}/servertaskapprovals/${serverTaskApprovalId}/approvals`;
  const decision = { ServerTaskApprovalId: serverTaskApprovalId, Status: 'Approved', Notes: 'Seen.' };
  return { serverTaskApprovalId, id: (await must(cast.ask, 'POST', path, decision)).Id };
}

const identity = { Name: 'Contract', Issuer: 'https://identity.example', Subject: 'repo:finpay' };

async function serviceAccount({ ask }: Cast): Promise<unknown> {
  return (await must(ask, 'POST', '/api/users', { Username: 'robot', DisplayName: 'Robot', IsService: true })).Id;
}

async function madeIdentity(cast: Cast): Promise<Item> {
  const serviceAccountId = await serviceAccount(cast);
  const path = `/api/serviceaccounts/${serviceAccountId}/oidcidentities/create/v1`;
  return { serviceAccountId, id: (await must(cast.ask, 'POST', path, identity)).Id };
}

const repository = {
  Type: 'VersionControlled',
  Url: 'https://git.example/finpay.git',
  BasePath: '.octopus',
  DefaultBranch: 'main',
  Credentials: { Type: 'Anonymous' },
};

/** The project, moved into git. */
async function inGit(cast: Cast): Promise<Item> {
  const id = cast.idOf('Projects');
  const command = { VersionControlSettings: repository };
  await must(cast.ask, 'POST', `${cast.space}/projects/${id}/git/convert`, command);
  return { id };
}

async function onMain(cast: Cast): Promise<Item> {
  const { id } = await inGit(cast);
  return { id, projectId: id, gitRef: 'main' };
}

const helmFeed = { Name: 'Charts', FeedType: 'Helm', FeedUri: 'https://charts.example' };

async function builtInFeed(cast: Cast): Promise<Item> {
  const feeds = await items(cast.ask, `${cast.space}/feeds`);
  return { id: feeds.find(({ FeedType }) => FeedType === 'BuiltIn')?.Id };
}

async function madeChannel(cast: Cast): Promise<unknown> {
  const channel = { Name: 'Short-lived', ProjectId: cast.idOf('Projects') };
  return (await must(cast.ask, 'POST', `${cast.space}/channels`, channel)).Id;
}

/** A freeze that stops nothing today. */
function farFreeze(cast: Cast): object {
  const scope = { [cast.idOf('Projects')]: [cast.idOf('Environments')] };
  return { Name: 'Far', Start: '2030-01-01T00:00:00Z', End: '2030-01-02T00:00:00Z', ProjectEnvironmentScope: scope };
}

async function madeFreeze(cast: Cast): Promise<Item> {
  return { id: (await must(cast.ask, 'POST', '/api/deploymentfreezes', farFreeze(cast))).Id };
}

function lastOf(cast: Cast, kind: string): Item {
  const found = cast.allOf(kind).at(-1);
  if (found === undefined) throw new Error(`nobody plays ${kind}`);
  return found;
}

async function stoppedSpace(cast: Cast): Promise<Item> {
  const managers = { SpaceManagersTeamMembers: [cast.idOf('Users')] };
  const space = await must(cast.ask, 'POST', '/api/spaces', { Name: 'Short-lived', ...managers });
  return must(cast.ask, 'PUT', `/api/spaces/${space.Id}`, { ...space, TaskQueueStopped: true });
}

/** The task that waits for the open question. */
function runningTask(cast: Cast): unknown {
  return cast.oneOf('Interruptions').TaskId;
}

/** A task that has ended well. */
function endedTask(cast: Cast): unknown {
  const found = cast.allOf('ServerTasks').find(({ State }) => State === 'Success');
  if (found === undefined) throw new Error('no task has ended well');
  return found.Id;
}

/** A chore of the server, made to have ended: it was cancelled while it was queued. */
async function endedChore({ ask, space }: Cast): Promise<unknown> {
  const { Id } = await must(ask, 'POST', `${space}/tasks`, { Name: 'Health', Description: 'Look at targets.' });
  await must(ask, 'POST', `/api/tasks/${Id}/cancel`);
  return Id;
}

async function takenInterruption(cast: Cast): Promise<string> {
  const id = cast.idOf('Interruptions');
  await must(cast.ask, 'PUT', `${cast.space}/interruptions/${id}/responsible`);
  return id;
}

function names(cast: Cast): object {
  return { SpaceIdOrName: cast.idOf('Spaces'), ProjectName: cast.oneOf('Projects').Name };
}

function version(cast: Cast): object {
  return { ReleaseVersion: cast.oneOf('Releases').Version };
}

function environment(cast: Cast): unknown {
  return cast.oneOf('Environments').Name;
}

/** A tenant for whom the project may be deployed to the environment. */
async function connectedTenant(cast: Cast): Promise<Item> {
  const [project, tenant] = [cast.oneOf('Projects'), cast.oneOf('Tenants')];
  const mode = { ...project, TenantedDeploymentMode: 'TenantedOrUntenanted' };
  await must(cast.ask, 'PUT', `${cast.space}/projects/${project.Id}`, mode);
  const connected = { ...tenant, ProjectEnvironments: { [String(project.Id)]: [cast.idOf('Environments')] } };
  return must(cast.ask, 'PUT', `${cast.space}/tenants/${tenant.Id}`, connected);
}
