import type { components } from '../generated/octopus.ts';

type Schemas = components['schemas'];

/** Deploys the current release to the target that fired it. [client] */
export type AutoDeployTriggerAction = Schemas['AutoDeployTriggerAction'];
/** Makes a release. [client] */
export type CreateReleaseTriggerAction = Schemas['CreateReleaseTriggerAction'];
/** Deploys the latest release of one environment to another. [client] */
export type DeployLatestReleaseTriggerAction = Schemas['DeployLatestReleaseTriggerAction'];
/** Makes a release and deploys it. [client] */
export type DeployNewReleaseTriggerAction = Schemas['DeployNewReleaseTriggerAction'];
/** Runs the published snapshot of a runbook. [client] */
export type RunRunbookTriggerAction = Schemas['RunRunbookTriggerAction'];
/** What a trigger does, told apart by ActionType. */
export type TriggerAction = Schemas['TriggerAction'];
