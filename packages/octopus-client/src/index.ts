export type { Answer, ApiMethod, OctopusApi } from './api/api.ts';
export { createOctopusClient, type OctopusClient, type OctopusClientOptions } from './client.ts';
export type { Clock } from './clock.ts';
export {
  OctopusAuthError,
  OctopusBadAnswerError,
  OctopusConflictError,
  OctopusError,
  type OctopusErrorCode,
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
export type { components, operations, paths } from './generated/octopus.ts';
export type { Id } from './ids/id.ts';
export type * from './ids/kinds.ts';
export type { InterruptionDecision, InterruptionRef, Interruptions } from './interruptions/interruptions.ts';
export type { Collection, CollectionInit } from './paging/collection.ts';
export type { ItemOf, PagedPath, PagesInit } from './paging/pages.ts';
export type { Directory } from './resolving/directory.ts';
export type { OctopusSpace } from './resolving/space.ts';
export type { TaskResult, WaitForTasksOptions } from './tasks/wait-for-tasks.ts';
export type { RequestInfo } from './transport/transport.ts';
export type * from './wire-types.ts';
