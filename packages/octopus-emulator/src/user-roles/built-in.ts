import { factsOf, type Permission, permissionNames } from '../permissions/names.ts';

interface BuiltInRole {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly space?: readonly Permission[];
  readonly system?: readonly Permission[];
}

/** View, Create, Edit and Delete of one kind of document. */
function all(kind: string): readonly Permission[] {
  const wanted = ['View', 'Create', 'Edit', 'Delete'].map((verb) => `${kind}${verb}`);
  return permissionNames.filter((name) => wanted.includes(name));
}

function changes(kind: string): readonly Permission[] {
  return all(kind).filter((name) => !name.endsWith('View'));
}

const viewer: readonly Permission[] = [
  'ReleaseView',
  'ProjectView',
  'DeploymentView',
  'ProcessView',
  'EnvironmentView',
  'ArtifactView',
  'EventView',
  'ProjectGroupView',
  'LibraryVariableSetView',
  'TeamView',
  'TaskView',
  'InterruptionView',
  'LifecycleView',
  'MachinePolicyView',
  'TenantView',
  'TriggerView',
  'CertificateView',
  'RunbookView',
  'RunbookRunView',
];
const people: readonly Permission[] = ['TeamView', 'UserView', 'UserRoleView'];

const contributor: readonly Permission[] = [
  ...viewer,
  'ArtifactCreate',
  ...all('ActionTemplate'),
  'ProcessEdit',
  'ProjectEdit',
  'FeedView',
  ...changes('LibraryVariableSet'),
  'TaskCreate',
  'InterruptionViewSubmitResponsible',
  'MachineView',
  'DefectReport',
  'DefectResolve',
  'VariableView',
  'VariableEdit',
  ...changes('Trigger'),
  'RunbookEdit',
];

const deploymentCreator: readonly Permission[] = [
  'DeploymentCreate',
  'DeploymentView',
  'EnvironmentView',
  'LifecycleView',
  'ProcessView',
  'ProjectView',
  'ReleaseView',
  'TaskView',
  'TenantView',
  'LibraryVariableSetView',
  'RunbookView',
  'RunbookRunView',
  'RunbookRunCreate',
];

const packages: readonly Permission[] = [
  'BuiltInFeedPush',
  'BuiltInFeedAdminister',
  'BuiltInFeedDownload',
  'FeedView',
  'BuildInformationPush',
  'BuildInformationAdminister',
];

const runbookConsumer: readonly Permission[] = [
  ...viewer.filter((name) => !['ReleaseView', 'DeploymentView', 'ProcessView', 'LifecycleView'].includes(name)),
  'FeedView',
  'MachineView',
  'RunbookRunCreate',
];

const runbookProducer: readonly Permission[] = [
  ...runbookConsumer,
  ...changes('Project'),
  'LifecycleView',
  ...all('ActionTemplate'),
  ...changes('LibraryVariableSet'),
  'TaskCreate',
  'TaskCancel',
  'InterruptionSubmit',
  'InterruptionViewSubmitResponsible',
  'VariableView',
  'VariableEdit',
  ...changes('Trigger'),
  'RunbookEdit',
  'RunbookRunDelete',
  ...changes('Artifact'),
];

const systemManager: readonly Permission[] = [
  'ConfigureServer',
  'EventView',
  'EventRetentionView',
  'EventRetentionDelete',
  ...all('Team'),
  'TaskView',
  'TaskCreate',
  'TaskCancel',
  'TaskEdit',
  ...all('Space'),
  'UserView',
  'UserInvite',
  'UserEdit',
  'UserRoleView',
  'UserRoleEdit',
  'DeploymentFreezeAdminister',
];

/** Every permission that can be given in a space. */
const everySpacePermission: readonly Permission[] = permissionNames.filter((name) => factsOf(name).level !== 'system');

export const spaceManagerRoleId = 'userroles-spacemanager';
export const systemAdministratorRoleId = 'userroles-systemadministrator';
export const systemManagerRoleId = 'userroles-systemmanager';

/** The roles of a new server. [docs for the grants, guess for the ids] */
export const builtInRoles: readonly BuiltInRole[] = [
  {
    id: systemAdministratorRoleId,
    name: 'System Administrator',
    description: 'May do everything on this server.',
    system: [...systemManager, 'AdministerSystem'],
  },
  {
    id: systemManagerRoleId,
    name: 'System Manager',
    description: 'Runs the server, without access to what is deployed.',
    system: systemManager,
  },
  {
    id: spaceManagerRoleId,
    name: 'Space Manager',
    description: 'May do everything in the space.',
    space: everySpacePermission,
    system: people,
  },
  {
    id: 'userroles-projectviewer',
    name: 'Project Viewer',
    description: 'Sees projects.',
    space: viewer,
    system: people,
  },
  {
    id: 'userroles-projectcontributor',
    name: 'Project Contributor',
    description: 'Edits projects, does not deploy.',
    space: contributor,
    system: people,
  },
  {
    id: 'userroles-projectdeployer',
    name: 'Project Deployer',
    description: 'Edits projects and deploys releases.',
    space: [...contributor, 'DeploymentCreate', 'InterruptionSubmit', 'TaskCancel', 'RunbookRunCreate'],
    system: people,
  },
  {
    id: 'userroles-projectlead',
    name: 'Project Lead',
    description: 'Edits projects and makes releases, does not deploy.',
    space: [...contributor, ...changes('Release'), 'ArtifactEdit', 'ArtifactDelete'],
    system: people,
  },
  {
    id: 'userroles-projectinitiator',
    name: 'Project Initiator',
    description: 'Makes projects.',
    space: [...viewer, ...changes('Project'), 'DefectReport', 'DefectResolve'],
    system: people,
  },
  {
    id: 'userroles-releasecreator',
    name: 'Release Creator',
    description: 'Makes releases.',
    space: [
      'EnvironmentView',
      'FeedView',
      'ProcessView',
      'ProjectView',
      'ReleaseCreate',
      'ReleaseView',
      'RunbookView',
      'RunbookEdit',
    ],
  },
  {
    id: 'userroles-deploymentcreator',
    name: 'Deployment Creator',
    description: 'Deploys releases and runs runbooks.',
    space: deploymentCreator,
  },
  {
    id: 'userroles-buildserver',
    name: 'Build Server',
    description: 'Pushes packages, makes and deploys releases.',
    space: [...deploymentCreator, 'ReleaseCreate', ...packages, 'RunbookEdit', 'InsightsReportView'],
  },
  {
    id: 'userroles-packagepublisher',
    name: 'Package Publisher',
    description: 'Pushes packages.',
    space: packages,
  },
  {
    id: 'userroles-runbookconsumer',
    name: 'Runbook Consumer',
    description: 'Runs published runbooks.',
    space: runbookConsumer,
  },
  {
    id: 'userroles-runbookproducer',
    name: 'Runbook Producer',
    description: 'Edits and runs runbooks.',
    space: runbookProducer,
  },
  {
    id: 'userroles-environmentmanager',
    name: 'Environment Manager',
    description: 'Looks after environments and what is in them.',
    space: [
      ...['Environment', 'Machine', 'Account', 'Proxy', 'MachinePolicy'].flatMap(all),
      'WorkerView',
      'WorkerEdit',
      'TaskView',
      'TaskCreate',
      'TaskCancel',
      'TeamView',
      'CertificateView',
    ],
  },
  {
    id: 'userroles-environmentviewer',
    name: 'Environment Viewer',
    description: 'Sees environments and what is in them.',
    space: [
      'EnvironmentView',
      'MachineView',
      'TaskView',
      'TeamView',
      'AccountView',
      'MachinePolicyView',
      'CertificateView',
      'ProxyView',
      'WorkerView',
    ],
  },
  { id: 'userroles-tenantmanager', name: 'Tenant Manager', description: 'Looks after tenants.', space: all('Tenant') },
  {
    id: 'userroles-certificatemanager',
    name: 'Certificate Manager',
    description: 'Looks after certificates.',
    space: [...all('Certificate'), 'CertificateExportPrivateKey', 'EnvironmentView', 'TenantView'],
  },
  {
    id: 'userroles-insightsreportmanager',
    name: 'Insights Report Manager',
    description: 'Looks after reports.',
    space: [
      ...all('InsightsReport'),
      'EnvironmentView',
      'ProcessView',
      'ProjectGroupView',
      'ProjectView',
      'TenantView',
    ],
  },
];
