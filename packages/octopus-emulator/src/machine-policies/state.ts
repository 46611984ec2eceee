import { z } from 'zod';
import { choice, nameField, text, whole } from '../http/fields.ts';

const scriptSchema = z.object({
  RunType: choice(['InheritFromDefault', 'Inline', 'OnlyConnectivity'], 'InheritFromDefault'),
  ScriptBody: text(),
});
const inherited: z.output<typeof scriptSchema> = { RunType: 'InheritFromDefault', ScriptBody: null };

const healthSchema = z.object({
  HealthCheckType: choice(['RunScript', 'OnlyConnectivity'], 'RunScript'),
  HealthCheckInterval: text(),
  HealthCheckCron: text(),
  HealthCheckCronTimezone: text(),
  PowerShellHealthCheckPolicy: scriptSchema.nullish().transform((value) => value ?? inherited),
  BashHealthCheckPolicy: scriptSchema.nullish().transform((value) => value ?? inherited),
});

const cleanupSchema = z.object({
  DeleteMachinesBehavior: choice(['DoNotDelete', 'DeleteUnavailableMachines'], 'DoNotDelete'),
  DeleteMachinesElapsedTimeSpan: text(),
});

const updateSchema = z.object({
  CalamariUpdateBehavior: choice(['UpdateOnDeployment', 'UpdateOnNewMachine', 'UpdateAlways'], 'UpdateOnDeployment'),
  TentacleUpdateBehavior: choice(['NeverUpdate', 'Update'], 'NeverUpdate'),
  KubernetesAgentUpdateBehavior: choice(['NeverUpdate', 'Update', 'Block'], 'Update'),
});

const connectivitySchema = z.object({
  MachineConnectivityBehavior: choice(['ExpectedToBeOnline', 'MayBeOfflineAndCanBeSkipped'], 'ExpectedToBeOnline'),
});

/** A .NET duration, `[d.]hh:mm:ss`; the defaults are a guess. */
function duration(fallback: string) {
  return z
    .string()
    .nullish()
    .transform((value) => value ?? fallback);
}

export const machinePolicySchema = z.object({
  Name: nameField(),
  Description: text(),
  MachineHealthCheckPolicy: healthSchema.nullish().transform((value) => value ?? healthSchema.parse({})),
  MachineConnectivityPolicy: connectivitySchema.nullish().transform((value) => value ?? connectivitySchema.parse({})),
  MachineCleanupPolicy: cleanupSchema.nullish().transform((value) => value ?? cleanupSchema.parse({})),
  MachineUpdatePolicy: updateSchema.nullish().transform((value) => value ?? updateSchema.parse({})),
  PollingRequestQueueTimeout: duration('00:02:00'),
  ConnectionConnectTimeout: duration('00:01:00'),
  ConnectionRetryCountLimit: whole(5),
  ConnectionRetrySleepInterval: duration('00:00:01'),
  ConnectionRetryTimeLimit: duration('00:05:00'),
});

/** How machines are checked, updated and cleaned up. */
export interface MachinePolicyDocument extends Readonly<z.output<typeof machinePolicySchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly IsDefault: boolean;
}
