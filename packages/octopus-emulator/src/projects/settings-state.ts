import { z } from 'zod';
import { choice, flag, text } from '../http/fields.ts';
import {
  connectivityPolicySchema,
  defaultConnectivityPolicy,
  type ProjectDocument,
  versioningSchema,
} from './state.ts';

/** How a project is deployed. */
export const deploymentSettingsSchema = z.object({
  ConnectivityPolicy: connectivityPolicySchema.nullish().transform((value) => value ?? defaultConnectivityPolicy),
  DefaultGuidedFailureMode: choice(['EnvironmentDefault', 'Off', 'On'], 'EnvironmentDefault'),
  DefaultToSkipIfAlreadyInstalled: flag(false),
  VersioningStrategy: versioningSchema.nullish().transform((value) => value ?? null),
  ReleaseNotesTemplate: text(),
  DeploymentChangesTemplate: text(),
  ForcePackageDownload: flag(false),
  FailTargetDiscovery: flag(false),
  CancelQueuedTasks: flag(false),
  CancelRunningTasks: flag(false),
  ChangeDescription: text(),
});

type WrittenSettings = z.output<typeof deploymentSettingsSchema>;

/** The deployment settings of a project: one view of what the project itself shows too. [client] */
export type Settings = Omit<WrittenSettings, 'ChangeDescription' | 'VersioningStrategy'> & {
  readonly VersioningStrategy: ProjectDocument['VersioningStrategy'];
};

/** What only the settings of deployments have; all else of them is the project's. The id is the project's. */
export interface DeploymentSettingsDocument
  extends Readonly<
    Pick<WrittenSettings, 'ForcePackageDownload' | 'FailTargetDiscovery' | 'CancelQueuedTasks' | 'CancelRunningTasks'>
  > {
  readonly Id: string;
  readonly SpaceId: string;
}
