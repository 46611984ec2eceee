/** What the audit log says of an operation, where it is not what the method says: Created, Modified or Deleted, once; of reading nothing. */
export const audited: Readonly<Record<string, readonly string[]>> = {
  cancelSystemTask: ['TaskCanceled'],
  cancelTask: ['TaskCanceled'],
  changeSystemTaskState: ['TaskStateModified'],
  changeTaskState: ['TaskStateModified'],
  convertProjectToGit: ['Modified'],
  createApiKey: ['ApiKeyCreated'],
  createDeployment: ['DeploymentQueued'],
  createDeploymentV1: ['DeploymentQueued'],
  // What triggers wait for, beside the change of the document.
  createMachine: ['MachineAdded', 'Created'],
  createRunbookRun: ['RunbookRunQueued'],
  deleteMachine: ['MachineDeleted', 'Deleted'],
  createSystemTask: ['TaskQueued'],
  createTask: ['TaskQueued'],
  deployTenanted: ['DeploymentQueued'],
  deployUntenanted: ['DeploymentQueued'],
  // A refused exchange changes nothing.
  exchangeToken: [],
  // A download of what was logged.
  getEventArchive: ['EventArchiveDownloaded'],
  overrideDeploymentFreeze: ['DeploymentQueued'],
  prioritizeSystemTask: ['TaskPrioritized'],
  prioritizeTask: ['TaskPrioritized'],
  // A question, not a change.
  previewDeployments: [],
  reportDefect: ['ReleaseBlocked'],
  rerunSystemTask: ['TaskQueued'],
  rerunTask: ['TaskQueued'],
  resolveDefect: ['ReleaseUnblocked'],
  runRunbook: ['RunbookRunQueued'],
  runRunbookFromGitByNames: ['RunbookRunQueued'],
  runRunbookByNames: ['RunbookRunQueued'],
  // Who comes and goes is not written down.
  signIn: [],
  signOut: [],
  setTenantCommonVariables: ['Modified'],
  setTenantProjectVariables: ['Modified'],
  setTenantVariables: ['Modified'],
  snapshotRunbookVariables: ['Modified'],
  snapshotRunbookVariablesByName: ['Modified'],
  snapshotVariables: ['Modified'],
  snapshotVariablesByName: ['Modified'],
  submitInterruption: ['InterruptionSubmitted'],
  // Questions, not changes.
  testChannelRuleByBody: [],
  testProjectGitSettings: [],
  takeResponsibility: ['InterruptionResponsibilityTaken'],
};

/** Operations whose event is about another document than the one that they answer with, or that their path names. */
export const aboutAnother: Readonly<Record<string, string>> = {
  createDeploymentV1: 'Deployments',
  createReleaseByNames: 'Releases',
  deployTenanted: 'Deployments',
  deployUntenanted: 'Deployments',
  overrideDeploymentFreeze: 'Deployments',
  replaceVariableSetOnGit: 'variableset',
  reportDefect: 'Releases',
  resolveDefect: 'Releases',
  runRunbook: 'RunbookRuns',
  runRunbookByNames: 'RunbookRuns',
  runRunbookFromGitByNames: 'RunbookRuns',
  sortEnvironments: 'Environments',
  sortTagSets: 'TagSets',
  registerKubernetesMonitor: 'KubernetesMonitors',
  sortWorkerPools: 'WorkerPools',
  takeResponsibility: 'Interruptions',
};

/** Changes that say no difference: an order, a content of bytes. */
export const withoutDifferences: ReadonlySet<string> = new Set([
  'setArtifactContent',
  'sortEnvironments',
  'sortTagSets',
  'sortWorkerPools',
]);
