/** A kind of event. */
export interface EventCategory {
  readonly Id: string;
  readonly Name: string;
}

/** Kinds that a machine trigger can wait for. [client] */
export const machineCategories: readonly EventCategory[] = [
  { Id: 'MachineAdded', Name: 'Machine added' },
  { Id: 'MachineCleanupFailed', Name: 'Machine cleanup failed' },
  { Id: 'MachineDeploymentRelatedPropertyWasUpdated', Name: 'Machine deployment-related property was updated' },
  { Id: 'MachineDisabled', Name: 'Machine disabled' },
  { Id: 'MachineEnabled', Name: 'Machine enabled' },
  { Id: 'MachineHasWarnings', Name: 'Machine found with warnings' },
  { Id: 'MachineHealthy', Name: 'Machine found healthy' },
  { Id: 'MachineUnavailable', Name: 'Machine found unavailable' },
  { Id: 'MachineUnhealthy', Name: 'Machine found unhealthy' },
];

/** What the server does to look after machines, as far as readers may leave it out. [client] */
export const internalCategories: ReadonlySet<string> = new Set([
  'MachineAdded',
  'MachineDeleted',
  'MachineDeploymentRelatedPropertyWasUpdated',
]);

/** Categories of events, as the server lists them. [docs for the first three, client or guess for the rest] */
export const eventCategories: readonly EventCategory[] = [
  { Id: 'Created', Name: 'Document created' },
  { Id: 'Modified', Name: 'Document modified' },
  { Id: 'Deleted', Name: 'Document deleted' },
  { Id: 'DeploymentQueued', Name: 'Deployment queued' },
  { Id: 'DeploymentStarted', Name: 'Deployment started' },
  { Id: 'DeploymentResumed', Name: 'Deployment resumed' },
  { Id: 'DeploymentSucceeded', Name: 'Deployment succeeded' },
  { Id: 'DeploymentFailed', Name: 'Deployment failed' },
  { Id: 'DeploymentFreezeOverridden', Name: 'Deployment freeze overridden' },
  { Id: 'ManualInterventionInterruptionRaised', Name: 'Manual intervention raised' },
  { Id: 'GuidedFailureInterruptionRaised', Name: 'Guided failure raised' },
  { Id: 'InterruptionResponsibilityTaken', Name: 'Interruption responsibility taken' },
  { Id: 'InterruptionSubmitted', Name: 'Interruption submitted' },
  { Id: 'RunbookRunQueued', Name: 'Runbook run queued' },
  { Id: 'RunbookRunStarted', Name: 'Runbook run started' },
  { Id: 'RunbookRunResumed', Name: 'Runbook run resumed' },
  { Id: 'RunbookRunSucceeded', Name: 'Runbook run succeeded' },
  { Id: 'RunbookRunFailed', Name: 'Runbook run failed' },
  { Id: 'TaskQueued', Name: 'Task queued' },
  { Id: 'TaskCanceled', Name: 'Task cancelled' },
  { Id: 'TaskPrioritized', Name: 'Task moved to the front of the queue' },
  { Id: 'TaskStateModified', Name: 'Outcome of a task changed' },
  { Id: 'ReleaseBlocked', Name: 'Release blocked' },
  { Id: 'ReleaseUnblocked', Name: 'Release unblocked' },
  ...machineCategories,
  { Id: 'MachineDeleted', Name: 'Machine deleted' },
  { Id: 'PackageUploaded', Name: 'Package uploaded' },
  { Id: 'CertificateExported', Name: 'Certificate exported' },
  { Id: 'EventArchiveDownloaded', Name: 'Event archive downloaded' },
  { Id: 'ApiKeyCreated', Name: 'API key created' },
  { Id: 'LoginSucceeded', Name: 'Login succeeded' },
  { Id: 'LoginFailed', Name: 'Login failed' },
  { Id: 'ProjectTriggerFailed', Name: 'Project trigger failed' },
  { Id: 'WebhookRejected', Name: 'Webhook call rejected' },
  { Id: 'RateLimitExceeded', Name: 'Rate limit exceeded' },
];
