/** Kinds of events that go together. */
export interface EventGroup {
  readonly Id: string;
  readonly Name: string;
  readonly EventCategories: readonly string[];
}

const critical = ['MachineCleanupFailed', 'MachineUnavailable'];
const available = ['MachineAdded', 'MachineEnabled', 'MachineHealthy', 'MachineHasWarnings'];
const unavailable = ['MachineDeleted', 'MachineDisabled', 'MachineUnhealthy', 'MachineUnavailable'];
const health = ['MachineHealthy', 'MachineHasWarnings', 'MachineUnhealthy', 'MachineUnavailable'];

/** Groups that a machine trigger can wait for. [client for the names, guess for what is in them] */
export const machineGroups: readonly EventGroup[] = [
  {
    Id: 'Machine',
    Name: 'Machine events',
    EventCategories: [
      ...new Set([...available, ...unavailable, ...critical, 'MachineDeploymentRelatedPropertyWasUpdated']),
    ],
  },
  { Id: 'MachineCritical', Name: 'Machine critical events', EventCategories: critical },
  {
    Id: 'MachineAvailableForDeployment',
    Name: 'Machine becomes available for deployment',
    EventCategories: [...available, 'MachineDeploymentRelatedPropertyWasUpdated'],
  },
  {
    Id: 'MachineUnavailableForDeployment',
    Name: 'Machine is no longer available for deployment',
    EventCategories: unavailable,
  },
  { Id: 'MachineHealthChanged', Name: 'Machine health status changed', EventCategories: health },
];

/** Every group, as the server lists them. [docs for Document, guess for the other ones that are not of machines] */
export const eventGroups: readonly EventGroup[] = [
  { Id: 'Document', Name: 'Document events', EventCategories: ['Created', 'Modified', 'Deleted'] },
  {
    Id: 'Deployment',
    Name: 'Deployment events',
    EventCategories: [
      'DeploymentQueued',
      'DeploymentStarted',
      'DeploymentResumed',
      'DeploymentSucceeded',
      'DeploymentFailed',
      'DeploymentFreezeOverridden',
      'ManualInterventionInterruptionRaised',
      'GuidedFailureInterruptionRaised',
    ],
  },
  {
    Id: 'Interruption',
    Name: 'Interruption events',
    EventCategories: [
      'ManualInterventionInterruptionRaised',
      'GuidedFailureInterruptionRaised',
      'InterruptionResponsibilityTaken',
      'InterruptionSubmitted',
    ],
  },
  {
    Id: 'Runbook',
    Name: 'Runbook events',
    EventCategories: [
      'RunbookRunQueued',
      'RunbookRunStarted',
      'RunbookRunResumed',
      'RunbookRunSucceeded',
      'RunbookRunFailed',
    ],
  },
  {
    Id: 'Task',
    Name: 'Task events',
    EventCategories: ['TaskQueued', 'TaskCanceled', 'TaskPrioritized', 'TaskStateModified'],
  },
  { Id: 'Release', Name: 'Release events', EventCategories: ['ReleaseBlocked', 'ReleaseUnblocked'] },
  {
    Id: 'Security',
    Name: 'Security events',
    EventCategories: ['ApiKeyCreated', 'LoginSucceeded', 'LoginFailed', 'RateLimitExceeded', 'WebhookRejected'],
  },
  ...machineGroups,
];
