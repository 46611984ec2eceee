import type { components } from './generated/octopus.ts';

type Schemas = components['schemas'];

/** What a step does. */
export type Action = Schemas['Action'];
/** The image that an action runs in. */
export type ActionContainer = Schemas['ActionContainer'];
/** What a caller sends to create or replace an action; a whole action as read is accepted too. */
export type ActionWrite = Schemas['ActionWrite'];
/** A part of a task, with its log and its own parts. */
export type Activity = Schemas['Activity'];
/** Where one part of a task is. */
export type ActivityStatus = Schemas['ActivityStatus'];
/** An API key as it is remembered; the key itself is not. */
export type ApiKey = Schemas['ApiKey'];
/** A choice of an answer. */
export type Button = Schemas['Button'];
/** What changed. */
export type ChangeDetails = Schemas['ChangeDetails'];
/** A kind of release of a project, with its own rules and perhaps its own lifecycle. */
export type Channel = Schemas['Channel'];
/** Which package versions a channel takes. */
export type ChannelRule = Schemas['ChannelRule'];
/** What a caller sends to create or replace a channel; a whole channel as read is accepted too. */
export type ChannelWrite = Schemas['ChannelWrite'];
/** How the server talks to a machine. */
export type CommunicationStyle = Schemas['CommunicationStyle'];
/** What to do about missing or unhealthy targets. */
export type ConnectivityPolicy = Schemas['ConnectivityPolicy'];
/** How a field is shown. */
export type Control = Schemas['Control'];
/** The deployments that were created. */
export type CreateDeploymentsResponse = Schemas['CreateDeploymentsResponse'];
/** Creates a release by names. */
export type CreateReleaseCommand = Schemas['CreateReleaseCommand'];
/** What was created. */
export type CreateReleaseResponse = Schemas['CreateReleaseResponse'];
/** Runs a runbook in environments, by names. */
export type CreateRunbookRunCommand = Schemas['CreateRunbookRunCommand'];
/** The runs that were created. */
export type CreateRunbookRunsResponse = Schemas['CreateRunbookRunsResponse'];
/** Deploys a release to an environment for tenants, by names. */
export type CreateTenantedDeploymentCommand = Schemas['CreateTenantedDeploymentCommand'];
/** Deploys a release to environments, by names. */
export type CreateUntenantedDeploymentCommand = Schemas['CreateUntenantedDeploymentCommand'];
/** An API key, told this one time. */
export type CreatedApiKey = Schemas['CreatedApiKey'];
/** Why a release must not go further. */
export type Defect = Schemas['Defect'];
/** A release put into an environment, for a tenant or for none. */
export type Deployment = Schemas['Deployment'];
/** A package of an action. */
export type DeploymentActionPackage = Schemas['DeploymentActionPackage'];
/** What a deployment would do and ask for. */
export type DeploymentPreview = Schemas['DeploymentPreview'];
/** How a project is deployed. */
export type DeploymentProcess = Schemas['DeploymentProcess'];
/** What a caller sends to replace a process. */
export type DeploymentProcessWrite = Schemas['DeploymentProcessWrite'];
/** A deployment and its task. */
export type DeploymentServerTask = Schemas['DeploymentServerTask'];
/** Where a release may go, and what changed since it was made. */
export type DeploymentTemplate = Schemas['DeploymentTemplate'];
/** What a caller sends to create or replace a deployment; a whole deployment as read is accepted too. */
export type DeploymentWrite = Schemas['DeploymentWrite'];
/** One change of a document. */
export type Difference = Schemas['Difference'];
/** How a machine is reached; which fields matter depends on the style. */
export type Endpoint = Schemas['Endpoint'];
/** Where a release is deployed to. */
export type Environment = Schemas['Environment'];
/** What a caller sends to create or replace an environment; a whole environment as read is accepted too. */
export type EnvironmentWrite = Schemas['EnvironmentWrite'];
/** Something that happened, and who did it. */
export type OctopusEvent = Schemas['Event'];
/** A kind of event. */
export type EventCategory = Schemas['EventCategory'];
/** A part of the message that names a document. */
export type EventReference = Schemas['EventReference'];
/** Where packages come from. */
export type Feed = Schemas['Feed'];
/** Fields to fill in, and their values. */
export type Form = Schemas['Form'];
/** A field. */
export type FormElement = Schemas['FormElement'];
/** What the server logs in to a git server with. */
export type GitCredential = Schemas['GitCredential'];
/** User name and password of a git server. */
export type GitCredentialDetails = Schemas['GitCredentialDetails'];
/** What a caller sends to create or replace a git credential; a whole git credential as read is accepted too. */
export type GitCredentialWrite = Schemas['GitCredentialWrite'];
/** A git repository that an action reads. */
export type GitDependency = Schemas['GitDependency'];
/** A git dependency of an action. */
export type GitDependencyAction = Schemas['GitDependencyAction'];
/** A place in a git repository. */
export type GitReferenceResource = Schemas['GitReferenceResource'];
/** Which branches and tags a channel takes for a git dependency. */
export type GitResourceRule = Schemas['GitResourceRule'];
/** Whether a failing step asks a person. */
export type GuidedFailureMode = Schemas['GuidedFailureMode'];
/** How an outside identity provider knows a user. */
export type Identity = Schemas['Identity'];
/** One claim of an identity. */
export type IdentityClaim = Schemas['IdentityClaim'];
/** A question that holds a task until a person answers it. */
export type Interruption = Schemas['Interruption'];
/** The answer of a person. */
export type InterruptionAnswer = Schemas['InterruptionAnswer'];
/** What an agent said about itself. */
export type KubernetesAgentDetails = Schemas['KubernetesAgentDetails'];
/** Variables, and templates for tenants, that several projects share. */
export type LibraryVariableSet = Schemas['LibraryVariableSet'];
/** What a caller sends to create or replace a library variable set; a whole library variable set as read is accepted too. */
export type LibraryVariableSetWrite = Schemas['LibraryVariableSetWrite'];
/** The order of environments that a release must follow. */
export type Lifecycle = Schemas['Lifecycle'];
/** How far a release is in its lifecycle, and where it may go next. */
export type LifecycleProgression = Schemas['LifecycleProgression'];
/** What a caller sends to create or replace a lifecycle; a whole lifecycle as read is accepted too. */
export type LifecycleWrite = Schemas['LifecycleWrite'];
/** Addresses of related documents, by relation. */
export type Links = Schemas['Links'];
/** A line of a task log. */
export type LogElement = Schemas['LogElement'];
/** A deployment target. */
export type Machine = Schemas['Machine'];
/** Whether machines that are away get deleted. */
export type MachineCleanupPolicy = Schemas['MachineCleanupPolicy'];
/** Whether machines may be away. */
export type MachineConnectivityPolicy = Schemas['MachineConnectivityPolicy'];
/** How and when machines are checked. */
export type MachineHealthCheckPolicy = Schemas['MachineHealthCheckPolicy'];
/** How a group of machines is looked after. */
export type MachinePolicy = Schemas['MachinePolicy'];
/** What a caller sends to create or replace a machine policy; a whole machine policy as read is accepted too. */
export type MachinePolicyWrite = Schemas['MachinePolicyWrite'];
/** A machine that a step would run on. */
export type MachinePreview = Schemas['MachinePreview'];
/** How the software on machines is kept up to date. */
export type MachineUpdatePolicy = Schemas['MachineUpdatePolicy'];
/** What a caller sends to create or replace a machine; a whole machine as read is accepted too. */
export type MachineWrite = Schemas['MachineWrite'];
/** A group of an outside directory. */
export type NamedReference = Schemas['NamedReference'];
/** What a caller sends to make an API key. */
export type NewApiKey = Schemas['NewApiKey'];
/** What a caller sends to block a release. */
export type NewDefect = Schemas['NewDefect'];
/** A package that an action uses. */
export type PackageReference = Schemas['PackageReference'];
/** A variable template: a value that somebody else has to fill in. */
export type Parameter = Schemas['Parameter'];
/** What a caller sends to create or replace a variable template; a whole variable template as read is accepted too. */
export type ParameterWrite = Schemas['ParameterWrite'];
/** What a permission is for and how it may be restricted. */
export type PermissionDescription = Schemas['PermissionDescription'];
/** Where a permission holds. An empty list restricts nothing. */
export type PermissionRestriction = Schemas['PermissionRestriction'];
/** Where a project keeps its process: in the database or in git. */
export type PersistenceSettings = Schemas['PersistenceSettings'];
/** One stage of a lifecycle. */
export type Phase = Schemas['Phase'];
/** A deployment in a phase, with its task. */
export type PhaseDeployment = Schemas['PhaseDeployment'];
/** How far a release is in one phase. */
export type PhaseProgression = Schemas['PhaseProgression'];
/** What a caller sends to create or replace a phase; a whole phase as read is accepted too. */
export type PhaseWrite = Schemas['PhaseWrite'];
/** How the server says what was wrong with a request. */
export type OctopusProblem = Schemas['Problem'];
/** A process as a scope value. */
export type ProcessReference = Schemas['ProcessReference'];
/** The latest deployment of a release to an environment, for a tenant or for none. */
export type ProgressionItem = Schemas['ProgressionItem'];
/** Something that is released and deployed. */
export type Project = Schemas['Project'];
/** A group of projects. */
export type ProjectGroup = Schemas['ProjectGroup'];
/** What a caller sends to create or replace a project group; a whole project group as read is accepted too. */
export type ProjectGroupWrite = Schemas['ProjectGroupWrite'];
/** The latest releases of a project and where they are. */
export type ProjectProgression = Schemas['ProjectProgression'];
/** What a caller sends to create or replace a project; a whole project as read is accepted too. */
export type ProjectWrite = Schemas['ProjectWrite'];
/** An environment that a release may be deployed to. */
export type PromotionTarget = Schemas['PromotionTarget'];
/** A setting's value, either plain text or a secret. */
export type PropertyValue = Schemas['PropertyValue'];
/** Id and name of a document. */
export type Reference = Schemas['Reference'];
/** A snapshot of a project under a version. */
export type Release = Schemas['Release'];
/** A release with its deployments by environment id. */
export type ReleaseProgress = Schemas['ReleaseProgress'];
/** What a new release of a project would need. */
export type ReleaseTemplate = Schemas['ReleaseTemplate'];
/** What a caller sends to create or replace a release; a whole release as read is accepted too. */
export type ReleaseWrite = Schemas['ReleaseWrite'];
/** Which repositories a credential may be used for. */
export type RepositoryRestrictions = Schemas['RepositoryRestrictions'];
/** How long releases or files are kept. */
export type Retention = Schemas['Retention'];
/** What the server says about itself. */
export type Root = Schemas['Root'];
/** A process of a project that runs without a release. */
export type Runbook = Schemas['Runbook'];
/** What a runbook does. */
export type RunbookProcess = Schemas['RunbookProcess'];
/** What a caller sends to replace the process of a runbook. */
export type RunbookProcessWrite = Schemas['RunbookProcessWrite'];
/** How many runs are kept. */
export type RunbookRetention = Schemas['RunbookRetention'];
/** A run of a runbook in an environment. */
export type RunbookRun = Schemas['RunbookRun'];
/** A run and its task. */
export type RunbookRunServerTask = Schemas['RunbookRunServerTask'];
/** What a caller sends to create or replace a runbook run; a whole runbook run as read is accepted too. */
export type RunbookRunWrite = Schemas['RunbookRunWrite'];
/** What a runbook was at one moment. */
export type RunbookSnapshot = Schemas['RunbookSnapshot'];
/** What a caller sends to create or replace a runbook snapshot; a whole runbook snapshot as read is accepted too. */
export type RunbookSnapshotWrite = Schemas['RunbookSnapshotWrite'];
/** What a caller sends to create or replace a runbook; a whole runbook as read is accepted too. */
export type RunbookWrite = Schemas['RunbookWrite'];
/** What a variable of this set may be scoped to. */
export type ScopeValues = Schemas['ScopeValues'];
/** A role that a team has, and where. An empty list restricts nothing. */
export type ScopedUserRole = Schemas['ScopedUserRole'];
/** What a caller sends to create or replace a scoped user role; a whole scoped user role as read is accepted too. */
export type ScopedUserRoleWrite = Schemas['ScopedUserRoleWrite'];
/** The script of a health check. */
export type ScriptPolicy = Schemas['ScriptPolicy'];
/** The commit that a snapshot pins for an action's git dependency. */
export type SelectedGitResource = Schemas['SelectedGitResource'];
/** The version of a package that a snapshot holds. */
export type SelectedPackage = Schemas['SelectedPackage'];
/** A secret: written through NewValue, never read back. */
export type SensitiveValue = Schemas['SensitiveValue'];
/** Work that the server does in the background. */
export type ServerTask = Schemas['ServerTask'];
/** A space: a closed world of projects, environments and tenants. */
export type Space = Schemas['Space'];
/** Where the documents of a space are found. */
export type SpaceRoot = Schemas['SpaceRoot'];
/** What a caller sends to create or replace a space; a whole space as read is accepted too. */
export type SpaceWrite = Schemas['SpaceWrite'];
/** A step of a process, with one action or more. */
export type Step = Schemas['Step'];
/** A step that a deployment would run. */
export type StepPreview = Schemas['StepPreview'];
/** What a caller sends for a step; a whole step as read is accepted too. */
export type StepWrite = Schemas['StepWrite'];
/** A task with its log. */
export type TaskDetails = Schemas['TaskDetails'];
/** How far a task is. */
export type TaskProgress = Schemas['TaskProgress'];
/** Where a task is. The last four are final. */
export type TaskState = Schemas['TaskState'];
/** People who share roles. Without a space it is a system team. */
export type Team = Schemas['Team'];
/** What a caller sends to create or replace a team; a whole team as read is accepted too. */
export type TeamWrite = Schemas['TeamWrite'];
/** A git dependency that a new release needs a commit of. */
export type TemplateGitResource = Schemas['TemplateGitResource'];
/** A package that a new release needs a version of. */
export type TemplatePackage = Schemas['TemplatePackage'];
/** A customer, region or site that projects are deployed for. */
export type Tenant = Schemas['Tenant'];
/** A tenant's values for the templates of a library set, by template id. */
export type TenantLibraryVariables = Schemas['TenantLibraryVariables'];
/** A tenant's values for the templates of a project, by environment id and template id. */
export type TenantProjectVariables = Schemas['TenantProjectVariables'];
/** A tenant that a release may be deployed for, and where. */
export type TenantPromotion = Schemas['TenantPromotion'];
/** All values of a tenant. */
export type TenantVariables = Schemas['TenantVariables'];
/** What a caller sends to create or replace a tenant; a whole tenant as read is accepted too. */
export type TenantWrite = Schemas['TenantWrite'];
/** Whether deployments have a tenant. */
export type TenantedMode = Schemas['TenantedMode'];
/** How an agent is reached. */
export type TentacleEndpointConfiguration = Schemas['TentacleEndpointConfiguration'];
/** A person or a service account. */
export type User = Schemas['User'];
/** What a user may do, and where. */
export type UserPermissions = Schemas['UserPermissions'];
/** A named set of permissions, shared by all spaces. */
export type UserRole = Schemas['UserRole'];
/** What a caller sends to create or replace a user role; a whole user role as read is accepted too. */
export type UserRoleWrite = Schemas['UserRoleWrite'];
/** A team that a user is in. */
export type UserTeam = Schemas['UserTeam'];
/** What a caller sends to create or replace a user; a whole user as read is accepted too. */
export type UserWrite = Schemas['UserWrite'];
/** One value of a variable. */
export type Variable = Schemas['Variable'];
/** That a person is asked for the value. */
export type VariablePrompt = Schemas['VariablePrompt'];
/** Where a value holds, as lists of ids by dimension. Nothing means everywhere. */
export type VariableScope = Schemas['VariableScope'];
/** All variables of a project or a library set. */
export type VariableSet = Schemas['VariableSet'];
/** What a caller sends to replace a variable set. */
export type VariableSetWrite = Schemas['VariableSetWrite'];
/** What kind of value a variable has. */
export type VariableType = Schemas['VariableType'];
/** What a caller sends to create or replace a variable; a whole variable as read is accepted too. */
export type VariableWrite = Schemas['VariableWrite'];
/** Where the next release gets its version from. */
export type VersioningStrategy = Schemas['VersioningStrategy'];
