import { z } from 'zod';
import { choice, flag, ids, mapOf, requiredText, text } from '../http/fields.ts';
import { priorityWishes } from './state.ts';

/** Null when it is left to the project and the environment. */
function maybeFlag(): z.ZodType<boolean | null> {
  return z
    .boolean()
    .nullish()
    .transform((value) => value ?? null);
}

/** What the resource forms of deployments and runbook runs have in common. */
export const resourceFields = {
  EnvironmentId: requiredText('an environment'),
  TenantId: text(),
  Comments: text(),
  SkipActions: ids(),
  SpecificMachineIds: ids(),
  ExcludedMachineIds: ids(),
  QueueTime: text(),
  QueueTimeExpiry: text(),
  FormValues: mapOf(z.string().nullish()),
  UseGuidedFailure: maybeFlag(),
  Priority: choice(priorityWishes, 'LifecycleDefault'),
  ForcePackageDownload: flag(false),
};

/** A deployment in its resource form. */
export const deploymentSchema = z.object({
  ReleaseId: requiredText('a release'),
  ...resourceFields,
  ForcePackageRedeployment: flag(false),
});

/** A deployment in its resource form, and the freezes that shall not count. */
export const overrideSchema = z.object({ CreateDeploymentCommand: z.unknown(), FreezeIds: ids(), Reason: text() });

/** What the commands that deploy or run by names have in common. */
export const commandFields = {
  SpaceId: text(),
  SpaceIdOrName: text(),
  ProjectName: requiredText('a project'),
  ForcePackageDownload: flag(false),
  SpecificMachineNames: ids(),
  ExcludedMachineNames: ids(),
  SpecificTargetTagNames: ids(),
  ExcludedTargetTagNames: ids(),
  SkipStepNames: ids(),
  UseGuidedFailure: maybeFlag(),
  Priority: choice(priorityWishes, 'LifecycleDefault'),
  RunAt: text(),
  NoRunAfter: text(),
  Variables: mapOf(z.string()),
  DeploymentFreezeNames: ids(),
  DeploymentFreezeOverrideReason: text(),
};

const releaseFields = {
  ...commandFields,
  ReleaseVersion: requiredText('a release version'),
  ForcePackageRedeployment: flag(false),
  UpdateVariableSnapshot: flag(false),
};

export const untenantedCommandSchema = z.object({ ...releaseFields, EnvironmentNames: ids() });

export const tenantedCommandSchema = z.object({
  ...releaseFields,
  EnvironmentName: requiredText('an environment'),
  Tenants: ids(),
  TenantTags: ids(),
});
