import type { Id } from './id.ts';

/** Id of an API key, e.g. `APIKey-1`. */
export type ApiKeyId = Id<'ApiKeys'>;
/** Id of a decision about a task, e.g. `Approvals-1`. */
export type ApprovalId = Id<'Approvals'>;
/** Id of an approval policy, e.g. `ApprovalPolicies-1`. */
export type ApprovalPolicyId = Id<'ApprovalPolicies'>;
/** Id of an artifact, e.g. `Artifacts-1`. */
export type ArtifactId = Id<'Artifacts'>;
/** Id of a channel, e.g. `Channels-1`. */
export type ChannelId = Id<'Channels'>;
/** Id of a defect, e.g. `Defects-1`. */
export type DefectId = Id<'Defects'>;
/** Id of a deployment freeze, e.g. `DeploymentFreezes-1`. */
export type DeploymentFreezeId = Id<'DeploymentFreezes'>;
/** Id of a deployment, e.g. `Deployments-1`. */
export type DeploymentId = Id<'Deployments'>;
/** Id of the deployment process of a project, or of a frozen copy of it, e.g. `deploymentprocess-Projects-1`. */
export type DeploymentProcessId = Id<'DeploymentProcesses'>;
/** Id of an environment, e.g. `Environments-1`. */
export type EnvironmentId = Id<'Environments'>;
/** Id of an event, e.g. `Events-1`. */
export type EventId = Id<'Events'>;
/** Id of a feed; in a process also an expression that ends as one, e.g. `Feeds-1`. */
export type FeedId = Id<'Feeds'>;
/** Id of a git credential, e.g. `GitCredentials-1`. */
export type GitCredentialId = Id<'GitCredentials'>;
/** Id of an interruption, e.g. `Interruptions-1`. */
export type InterruptionId = Id<'Interruptions'>;
/** Id of a Kubernetes monitor, e.g. `KubernetesMonitors-1`. */
export type KubernetesMonitorId = Id<'KubernetesMonitors'>;
/** Id of a library variable set, or of a frozen copy of it, e.g. `LibraryVariableSets-1`. */
export type LibraryVariableSetId = Id<'LibraryVariableSets'>;
/** Id of a lifecycle, e.g. `Lifecycles-1`. */
export type LifecycleId = Id<'Lifecycles'>;
/** Id of a deployment target, e.g. `Machines-1`. */
export type MachineId = Id<'Machines'>;
/** Id of a machine policy, e.g. `MachinePolicies-1`. */
export type MachinePolicyId = Id<'MachinePolicies'>;
/** Id of an OIDC identity of a service account, e.g. `OidcIdentities-1`. */
export type OidcIdentityId = Id<'OidcIdentities'>;
/** Id of a project group, e.g. `ProjectGroups-1`. */
export type ProjectGroupId = Id<'ProjectGroups'>;
/** Id of a project, e.g. `Projects-1`. */
export type ProjectId = Id<'Projects'>;
/** Id of a project trigger, e.g. `ProjectTriggers-1`. */
export type ProjectTriggerId = Id<'ProjectTriggers'>;
/** Id of a rate limit, e.g. `RateLimitingPolicies-1`. */
export type RateLimitingPolicyId = Id<'RateLimitingPolicies'>;
/** Id of a release, e.g. `Releases-1`. */
export type ReleaseId = Id<'Releases'>;
/** Id of a runbook, e.g. `Runbooks-1`. */
export type RunbookId = Id<'Runbooks'>;
/** Id of the process of a runbook, or of a frozen copy of it, e.g. `RunbookProcess-Runbooks-1`. */
export type RunbookProcessId = Id<'RunbookProcesses'>;
/** Id of a run of a runbook, e.g. `RunbookRuns-1`. */
export type RunbookRunId = Id<'RunbookRuns'>;
/** Id of a snapshot of a runbook, e.g. `RunbookSnapshots-1`. */
export type RunbookSnapshotId = Id<'RunbookSnapshots'>;
/** Id of a scoped user role, e.g. `ScopedUserRoles-1`. */
export type ScopedUserRoleId = Id<'ScopedUserRoles'>;
/** Id of an approval that a task needs, e.g. `ServerTaskApprovals-1`. */
export type ServerTaskApprovalId = Id<'ServerTaskApprovals'>;
/** Id of a task of the server, e.g. `ServerTasks-1`. */
export type ServerTaskId = Id<'ServerTasks'>;
/** Id of a space, e.g. `Spaces-1`. */
export type SpaceId = Id<'Spaces'>;
/** Id of a tag set, e.g. `TagSets-1`. */
export type TagSetId = Id<'TagSets'>;
/** Id of a team, e.g. `Teams-1`. */
export type TeamId = Id<'Teams'>;
/** Id of a tenant, e.g. `Tenants-1`. */
export type TenantId = Id<'Tenants'>;
/** Id of a user, e.g. `Users-1`. */
export type UserId = Id<'Users'>;
/** Id of a user role, e.g. `UserRoles-1`. */
export type UserRoleId = Id<'UserRoles'>;
/** Id of a variable set, or of a frozen copy of it, e.g. `variableset-Projects-1`. */
export type VariableSetId = Id<'VariableSets'>;
/** Id of a worker, e.g. `Workers-1`. */
export type WorkerId = Id<'Workers'>;
/** Id of a worker pool, e.g. `WorkerPools-1`. */
export type WorkerPoolId = Id<'WorkerPools'>;
