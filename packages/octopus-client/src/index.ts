export type { Answer, ApiMethod, CallLimits, OctopusApi } from './api/api.ts';
export type { UploadedArtifact, UploadOptions } from './artifacts/artifacts.ts';
export type {
  AccessTokenCredential,
  ApiKeyCredential,
  Credential,
  CredentialContext,
  CredentialSource,
} from './auth/credential.ts';
export { type CommandOptions, credentialFromCommand } from './auth/from-command.ts';
export { credentialFromFile } from './auth/from-file.ts';
export { type GitHubActionsAuth, githubActionsAuth } from './auth/github-actions.ts';
export type { SecretKind } from './auth/secret-text.ts';
export { type TokenExchange, tokenExchange } from './auth/token-exchange.ts';
export { createOctopusClient, type OctopusClient, type OctopusClientOptions } from './client.ts';
export type { Clock } from './clock.ts';
export type { Deployed, DeployedTask, DeployOptions } from './deployments/deploy.ts';
export { CredentialError } from './errors/from-credential.ts';
export {
  OctopusInvalidRequestError,
  type RequestProblem,
  type RequestProblemKind,
} from './errors/invalid-request-error.ts';
export { OctopusLostAnswerError } from './errors/lost-answer-error.ts';
export {
  OctopusAuthError,
  OctopusBadAnswerError,
  OctopusConflictError,
  OctopusError,
  type OctopusErrorCode,
  type OctopusErrorDetails,
  OctopusNotFoundError,
  OctopusPermissionError,
  OctopusRateLimitError,
  OctopusServerError,
  OctopusUnknownNameError,
  OctopusUnreachableError,
  OctopusValidationError,
  type Outcome,
} from './errors/octopus-error.ts';
export { createRedact, type Redact } from './errors/redact.ts';
export { formValuesOf } from './executions/form-values.ts';
export type {
  ExecutionOptions,
  FreezeOverride,
  Made,
  Places,
  Schedule,
  Tenanted,
  Untenanted,
} from './executions/options.ts';
export type { components, operations, paths } from './generated/octopus.ts';
export type { Id } from './ids/id.ts';
export type * from './ids/kinds.ts';
export type { AnsweredInterruption, AnswerOptions, GuidanceResult, ManualResult } from './interruptions/answer.ts';
export { type AnotherState, OctopusAnsweredByAnotherError } from './interruptions/answered-by-another-error.ts';
export type { InterruptionRef } from './interruptions/interruption-ref.ts';
export type { InterruptionDecision, Interruptions } from './interruptions/interruptions.ts';
export type {
  AttemptEnd,
  AttemptObserver,
  ClientObserver,
  FailureWord,
  ObservedAttempt,
  ObservedRequest,
  ObservedRetry,
  RequestEnd,
  RequestObserver,
} from './observing/observer.ts';
export type { Collection, CollectionInit } from './paging/collection.ts';
export type { ItemOf, PagedPath, PagesInit } from './paging/pages.ts';
export type { CreatedRelease, CreateReleaseOptions } from './releases/create-release.ts';
export type { Directory } from './resolving/directory.ts';
export type { SpaceDirectories } from './resolving/space.ts';
export type { RunbookRuns, RunRunbookOptions, RunTask } from './runbooks/run-runbook.ts';
export type { Artifacts, Deployments, OctopusSpace, Releases, Runbooks, Variables } from './space/open-space.ts';
export type { Cancellation } from './tasks/cancel-task.ts';
export type { TaskFailure } from './tasks/failure.ts';
export { findStep } from './tasks/steps.ts';
export type { LogLine } from './tasks/task-log.ts';
export type { LogOptions, Tasks } from './tasks/tasks.ts';
export type { WaitForTasksOptions } from './tasks/wait-for-tasks.ts';
export type { TaskEvent, TaskResult, WatchTasksOptions } from './tasks/watch-tasks.ts';
export type { RequestInfo } from './transport/guard.ts';
export type { EffectiveVariable, EffectiveVariablesOptions, VariableSource } from './variables/effective.ts';
export type * from './wire-types/approval-policies.ts';
export type * from './wire-types/artifacts.ts';
export type * from './wire-types/channel-rules.ts';
export type * from './wire-types/dashboard.ts';
export type * from './wire-types/deployment-commands.ts';
export type * from './wire-types/deployment-freezes.ts';
export type * from './wire-types/deployment-settings.ts';
export type * from './wire-types/deployments.ts';
export type * from './wire-types/endpoints.ts';
export type * from './wire-types/environments.ts';
export type * from './wire-types/environments-v2.ts';
export type * from './wire-types/event-catalogue.ts';
export type * from './wire-types/feed-types.ts';
export type * from './wire-types/feeds.ts';
export type * from './wire-types/interruptions.ts';
export type * from './wire-types/kubernetes-monitors.ts';
export type * from './wire-types/library-variable-sets.ts';
export type * from './wire-types/machines.ts';
export type * from './wire-types/oidc.ts';
export type * from './wire-types/project-git.ts';
export type * from './wire-types/project-triggers.ts';
export type * from './wire-types/projects.ts';
export type * from './wire-types/rate-limiting-policies.ts';
export type * from './wire-types/release-changes.ts';
export type * from './wire-types/release-deployments.ts';
export type * from './wire-types/releases.ts';
export type * from './wire-types/runbook-run-commands.ts';
export type * from './wire-types/runbook-templates.ts';
export type * from './wire-types/server.ts';
export type * from './wire-types/server-task-approvals.ts';
export type * from './wire-types/spaces.ts';
export type * from './wire-types/tag-sets.ts';
export type * from './wire-types/tasks.ts';
export type * from './wire-types/tenant-missing-variables.ts';
export type * from './wire-types/tenant-variables.ts';
export type * from './wire-types/tenants.ts';
export type * from './wire-types/trigger-actions.ts';
export type * from './wire-types/trigger-filters.ts';
export type * from './wire-types/users.ts';
export type * from './wire-types/worker-pools.ts';
export type * from './wire-types/workers.ts';
export type * from './wire-types.ts';
