import { beforeAll, describe, expect, it } from 'vitest';
import { newServer, type Person } from '../testing/people.ts';

/** Operations that tell roles apart, with the permission that each needs. Asked with nothing to do, so that none changes anything. */
const operations = {
  seeProjects: ['GET', '/projects', 'ProjectView'],
  makeProjects: ['POST', '/projects', 'ProjectCreate'],
  seeProcesses: ['GET', '/deploymentprocesses/{process}', 'ProcessView'],
  editChannels: ['POST', '/channels', 'ProcessEdit'],
  seeReleases: ['GET', '/releases', 'ReleaseView'],
  makeReleases: ['POST', '/releases', 'ReleaseCreate'],
  seeDeployments: ['GET', '/deployments', 'DeploymentView'],
  seeEnvironments: ['GET', '/environments', 'EnvironmentView'],
  makeEnvironments: ['POST', '/environments', 'EnvironmentCreate'],
  seeMachines: ['GET', '/machines', 'MachineView'],
  makeMachines: ['POST', '/machines', 'MachineCreate'],
  seeAccounts: ['GET', '/accounts', 'AccountView'],
  seeWorkers: ['GET', '/workers', 'WorkerView'],
  seeLifecycles: ['GET', '/lifecycles', 'LifecycleView'],
  makeLifecycles: ['POST', '/lifecycles', 'LifecycleCreate'],
  seeTenants: ['GET', '/tenants', 'TenantView'],
  makeTenants: ['POST', '/tenants', 'TenantCreate'],
  seeLibrarySets: ['GET', '/libraryvariablesets', 'LibraryVariableSetView'],
  makeLibrarySets: ['POST', '/libraryvariablesets', 'LibraryVariableSetCreate'],
  makeTagSets: ['POST', '/tagsets', 'TagSetCreate'],
  seeTriggers: ['GET', '/projecttriggers', 'TriggerView'],
  makeTriggers: ['POST', '/projecttriggers', 'TriggerCreate'],
  seeRunbooks: ['GET', '/runbooks', 'RunbookView'],
  makeRunbooks: ['POST', '/runbooks', 'RunbookEdit'],
  seeFeeds: ['GET', '/feeds', 'FeedView'],
  seeCertificates: ['GET', '/certificates', 'CertificateView'],
  makeCertificates: ['POST', '/certificates', 'CertificateCreate'],
  seeGitCredentials: ['GET', '/git-credentials', 'GitCredentialView'],
  seeEvents: ['GET', '/events', 'EventView'],
  seeApprovalPolicies: ['GET', '/approvalpolicies', 'ApprovalRuleAdminister'],
} as const;

type Operation = keyof typeof operations;

const viewer: readonly Operation[] = [
  'seeProjects',
  'seeProcesses',
  'seeReleases',
  'seeDeployments',
  'seeEnvironments',
  'seeLifecycles',
  'seeTenants',
  'seeLibrarySets',
  'seeTriggers',
  'seeRunbooks',
  'seeCertificates',
  'seeEvents',
];
const contributor: readonly Operation[] = [
  ...viewer,
  'editChannels',
  'seeMachines',
  'seeFeeds',
  'makeLibrarySets',
  'makeTriggers',
  'makeRunbooks',
];
const consumer: readonly Operation[] = [
  'seeProjects',
  'seeEnvironments',
  'seeEvents',
  'seeLibrarySets',
  'seeFeeds',
  'seeTenants',
  'seeTriggers',
  'seeCertificates',
  'seeMachines',
  'seeRunbooks',
];
const deployer: readonly Operation[] = [
  'seeDeployments',
  'seeEnvironments',
  'seeLifecycles',
  'seeProcesses',
  'seeProjects',
  'seeReleases',
  'seeTenants',
  'seeLibrarySets',
  'seeRunbooks',
];

/** What each role may do of these, as it is documented. */
const allowed: Readonly<Record<string, readonly Operation[]>> = {
  'Project Viewer': viewer,
  'Project Contributor': contributor,
  'Project Deployer': contributor,
  'Project Lead': [...contributor, 'makeReleases'],
  'Project Initiator': [...viewer, 'makeProjects'],
  'Release Creator': [
    'seeEnvironments',
    'seeFeeds',
    'seeProcesses',
    'seeProjects',
    'makeReleases',
    'seeReleases',
    'seeRunbooks',
    'makeRunbooks',
  ],
  'Deployment Creator': deployer,
  'Build Server': [...deployer, 'makeReleases', 'seeFeeds', 'makeRunbooks'],
  'Package Publisher': ['seeFeeds'],
  'Runbook Consumer': consumer,
  'Runbook Producer': [...consumer, 'makeProjects', 'seeLifecycles', 'makeLibrarySets', 'makeTriggers', 'makeRunbooks'],
  'Environment Manager': [
    'seeEnvironments',
    'makeEnvironments',
    'seeMachines',
    'makeMachines',
    'seeAccounts',
    'seeWorkers',
    'seeCertificates',
  ],
  'Environment Viewer': ['seeEnvironments', 'seeMachines', 'seeAccounts', 'seeWorkers', 'seeCertificates'],
  'Tenant Manager': ['seeTenants', 'makeTenants'],
  'Certificate Manager': ['seeCertificates', 'makeCertificates', 'seeEnvironments', 'seeTenants'],
  'Insights Report Manager': ['seeEnvironments', 'seeProcesses', 'seeProjects', 'seeTenants'],
  'Space Manager': Object.keys(operations) as Operation[], // the keys of a literal are its own
};

interface Role {
  readonly Id: string;
  readonly Name: string;
}

let roles: readonly Role[];
let admin: Person;
let as: (username: string) => Person;
let project: { readonly Id: string; readonly DeploymentProcessId: string };

beforeAll(async () => {
  ({ admin, as } = await newServer());
  const shape = { ProjectGroupId: 'ProjectGroups-1', LifecycleId: 'Lifecycles-1' };
  project = (await admin.post('/api/Spaces-1/projects', { ...shape, Name: 'web' })).body;
  roles = (await admin.get<Role[]>('/api/userroles/all')).body;
});

async function whoHas(role: string, spaceId: string | null): Promise<Person> {
  const username = role.toLowerCase().replaceAll(' ', '.');
  const user = await admin.post('/api/users', { Username: username, DisplayName: role });
  const team = await admin.post('/api/teams', { Name: `Team ${role}`, MemberUserIds: [user.body.Id] });
  const UserRoleId = roles.find(({ Name }) => Name === role)?.Id;
  await admin.post('/api/scopeduserroles', { TeamId: team.body.Id, UserRoleId, SpaceId: spaceId });
  return as(username);
}

describe('a built-in role', () => {
  it('is in the table, or belongs to the whole server', () => {
    const known = [...Object.keys(allowed), 'System Manager', 'System Administrator'].sort();

    expect(roles.map(({ Name }) => Name).sort()).toEqual(known);
  });

  it.each(Object.keys(allowed))('%s allows what it is for, and nothing else', async (role) => {
    const person = await whoHas(role, 'Spaces-1');
    const may: string[] = [];
    for (const [name, [method, path, permission]] of Object.entries(operations)) {
      const address = `/api/Spaces-1${path.replace('{process}', project.DeploymentProcessId)}`;
      const { status, body } =
        method === 'GET'
          ? await person.get(address)
          : await person.post(address, name === 'makeReleases' ? { ProjectId: project.Id, Version: '1.0.0' } : {});
      if (status !== 403) may.push(name);
      else expect(body.ErrorMessage).toContain(`is missing the permission ${permission}`);
    }

    expect(may.sort()).toEqual([...(allowed[role] ?? [])].sort());
  });

  it.each([
    ['System Manager', false],
    ['System Administrator', true],
  ])('%s runs the server, and enters spaces: %s', async (role, entersSpaces) => {
    const person = await whoHas(role, null);
    const ofServer = [
      '/api/users',
      '/api/userroles',
      '/api/ratelimitingpolicies',
      '/api/events',
      '/api/events/archives',
    ];
    const statuses: number[] = [];
    for (const path of ofServer) statuses.push((await person.get(path)).status);

    expect(statuses).toEqual(ofServer.map(() => 200));
    expect((await person.get('/api/Spaces-1/projects')).status).toBe(entersSpaces ? 200 : 403);
    expect((await person.post('/api/Spaces-1/environments', {})).status).toBe(entersSpaces ? 400 : 403);
  });
});
