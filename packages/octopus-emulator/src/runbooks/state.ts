import { z } from 'zod';
import { choice, flag, ids, nameField, requiredText, text, whole } from '../http/fields.ts';
import { connectivityPolicySchema, defaultConnectivityPolicy, tenantModes } from '../projects/state.ts';

const retentionSchema = z.object({
  Strategy: choice(['Default', 'Forever', 'Count'], 'Default'),
  QuantityToKeep: whole(100),
  Unit: choice(['Days', 'Items'], 'Items'),
});
const defaultRetention: z.output<typeof retentionSchema> = { Strategy: 'Default', QuantityToKeep: 100, Unit: 'Items' };

export const runbookSchema = z.object({
  Name: nameField(),
  Description: text(),
  ProjectId: requiredText('a project'),
  PublishedRunbookSnapshotId: text(),
  MultiTenancyMode: choice(tenantModes, 'Untenanted'),
  EnvironmentScope: choice(['All', 'Specified', 'FromProjectLifecycles'], 'All'),
  Environments: ids(),
  DefaultGuidedFailureMode: choice(['EnvironmentDefault', 'Off', 'On'], 'EnvironmentDefault'),
  ConnectivityPolicy: connectivityPolicySchema.nullish().transform((value) => value ?? defaultConnectivityPolicy),
  RunRetentionPolicy: retentionSchema.nullish().transform((value) => value ?? defaultRetention),
  ForcePackageDownload: flag(false),
  RunbookTags: ids(),
});

/** Operations work of a project. */
export interface RunbookDocument extends Readonly<z.output<typeof runbookSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly RunbookProcessId: string;
}
