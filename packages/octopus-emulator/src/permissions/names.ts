/** What a role can be narrowed to. */
export type Restriction = 'Environments' | 'Projects' | 'ProjectGroups' | 'Tenants';

const none: readonly Restriction[] = [];
const projects: readonly Restriction[] = ['Projects', 'ProjectGroups'];
const environments: readonly Restriction[] = ['Environments'];
const tenants: readonly Restriction[] = ['Tenants'];
const projectsEnvironments: readonly Restriction[] = [...projects, ...environments];
const everywhere: readonly Restriction[] = [...projectsEnvironments, ...tenants];
const machines: readonly Restriction[] = [...environments, ...tenants];

interface PermissionFacts {
  readonly level: 'space' | 'system' | 'both';
  /** Restrictions that count; others of a role are ignored for this permission. [docs that there are such, guess for which] */
  readonly restrictedBy: readonly Restriction[];
}

function space(restrictedBy: readonly Restriction[] = none): PermissionFacts {
  return { level: 'space', restrictedBy };
}
const system: PermissionFacts = { level: 'system', restrictedBy: none };
const both: PermissionFacts = { level: 'both', restrictedBy: none };

/** Every permission of the server, and where it can be given. [docs for the names] */
const permissionFacts = {
  AdministerSystem: system,
  ConfigureServer: system,
  ProjectView: space(projects),
  ProjectCreate: space(['ProjectGroups']),
  ProjectEdit: space(projects),
  ProjectDelete: space(projects),
  ProcessView: space(projects),
  ProcessEdit: space(projects),
  VariableView: space(everywhere),
  VariableEdit: space(everywhere),
  VariableViewUnscoped: space(projects),
  VariableEditUnscoped: space(projects),
  ReleaseView: space(projects),
  ReleaseCreate: space(projects),
  ReleaseEdit: space(projects),
  ReleaseDelete: space(projects),
  DefectReport: space(projects),
  DefectResolve: space(projects),
  DeploymentView: space(everywhere),
  DeploymentCreate: space(everywhere),
  DeploymentDelete: space(everywhere),
  EnvironmentView: space(environments),
  EnvironmentCreate: space(),
  EnvironmentEdit: space(environments),
  EnvironmentDelete: space(environments),
  MachineView: space(machines),
  MachineCreate: space(machines),
  MachineEdit: space(machines),
  MachineDelete: space(machines),
  MachinePolicyView: space(),
  MachinePolicyCreate: space(),
  MachinePolicyEdit: space(),
  MachinePolicyDelete: space(),
  ArtifactView: space(everywhere),
  ArtifactCreate: space(everywhere),
  ArtifactEdit: space(everywhere),
  ArtifactDelete: space(everywhere),
  FeedView: space(),
  FeedEdit: space(),
  EventView: { level: 'both', restrictedBy: everywhere },
  EventRetentionView: system,
  EventRetentionDelete: system,
  LibraryVariableSetView: space(),
  LibraryVariableSetCreate: space(),
  LibraryVariableSetEdit: space(),
  LibraryVariableSetDelete: space(),
  ProjectGroupView: space(['ProjectGroups']),
  ProjectGroupCreate: space(),
  ProjectGroupEdit: space(['ProjectGroups']),
  ProjectGroupDelete: space(['ProjectGroups']),
  TeamView: both,
  TeamCreate: both,
  TeamEdit: both,
  TeamDelete: both,
  UserView: system,
  UserInvite: system,
  UserEdit: system,
  UserRoleView: system,
  UserRoleEdit: system,
  TaskView: { level: 'both', restrictedBy: everywhere },
  TaskCreate: { level: 'both', restrictedBy: everywhere },
  TaskCancel: { level: 'both', restrictedBy: everywhere },
  TaskEdit: { level: 'both', restrictedBy: everywhere },
  TaskPrioritize: space(everywhere),
  InterruptionView: space(everywhere),
  InterruptionSubmit: space(everywhere),
  InterruptionViewSubmitResponsible: space(everywhere),
  BuiltInFeedPush: space(),
  BuiltInFeedAdminister: space(),
  BuiltInFeedDownload: space(),
  ActionTemplateView: space(),
  ActionTemplateCreate: space(),
  ActionTemplateEdit: space(),
  ActionTemplateDelete: space(),
  LifecycleView: space(),
  LifecycleCreate: space(),
  LifecycleEdit: space(),
  LifecycleDelete: space(),
  AccountView: space(machines),
  AccountCreate: space(machines),
  AccountEdit: space(machines),
  AccountDelete: space(machines),
  TenantView: space(tenants),
  TenantCreate: space(),
  TenantEdit: space(tenants),
  TenantDelete: space(tenants),
  TagSetCreate: space(),
  TagSetEdit: space(),
  TagSetDelete: space(),
  ProxyView: space(),
  ProxyCreate: space(),
  ProxyEdit: space(),
  ProxyDelete: space(),
  SubscriptionView: space(),
  SubscriptionCreate: space(),
  SubscriptionEdit: space(),
  SubscriptionDelete: space(),
  TriggerView: space(projects),
  TriggerCreate: space(projects),
  TriggerEdit: space(projects),
  TriggerDelete: space(projects),
  CertificateView: space(machines),
  CertificateCreate: space(machines),
  CertificateEdit: space(machines),
  CertificateDelete: space(machines),
  CertificateExportPrivateKey: space(machines),
  WorkerView: space(),
  WorkerEdit: space(),
  SpaceView: system,
  SpaceCreate: system,
  SpaceEdit: system,
  SpaceDelete: system,
  BuildInformationPush: space(),
  BuildInformationAdminister: space(),
  RunbookView: space(projects),
  RunbookEdit: space(projects),
  RunbookSnapshotCreate: space(projects),
  RunbookRunView: space(everywhere),
  RunbookRunCreate: space(everywhere),
  RunbookRunDelete: space(everywhere),
  GitCredentialView: space(),
  GitCredentialEdit: space(),
  InsightsReportView: space(),
  InsightsReportCreate: space(),
  InsightsReportEdit: space(),
  InsightsReportDelete: space(),
  DeploymentFreezeAdminister: both,
  TargetTagView: space(),
  TargetTagAdminister: space(),
  PlatformHubView: system,
  PlatformHubEdit: system,
  RetentionAdminister: both,
  FeatureToggleEdit: space(projectsEnvironments),
  ApprovalRuleAdminister: both,
  SshKnownHostsView: space(),
  SshKnownHostsAdminister: space(),
  TelemetryView: system,
  AiAgentTranscriptView: system,
  DeployedResourceAdminister: space(),
} as const satisfies Record<string, PermissionFacts>;

export type Permission = keyof typeof permissionFacts;

/** Every permission's name. */
// Object.keys forgets the key type of a literal object.
export const permissionNames = Object.keys(permissionFacts) as readonly Permission[];

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissionFacts, name);
}

export function factsOf(permission: Permission): PermissionFacts {
  return permissionFacts[permission];
}
