import { z } from 'zod';
import { choice, flag, ids, listOf, nameField, requiredText, text } from '../http/fields.ts';
import { type TemplateDocument, templateSchema } from '../library-sets/state.ts';
import { type Persistence, persistenceSchema } from '../project-git/settings.ts';

export const connectivityPolicySchema = z.object({
  SkipMachineBehavior: choice(['None', 'SkipUnavailableMachines'], 'None'),
  TargetRoles: ids(),
  AllowDeploymentsToNoTargets: flag(false),
  ExcludeUnhealthyTargets: flag(false),
});

/** What a new project or runbook does about missing targets. */
export const defaultConnectivityPolicy: z.output<typeof connectivityPolicySchema> = {
  SkipMachineBehavior: 'None',
  TargetRoles: [],
  AllowDeploymentsToNoTargets: false,
  ExcludeUnhealthyTargets: false,
};

/** The mask of a new project. [guess] */
const defaultVersionTemplate = '#{Octopus.Version.LastMajor}.#{Octopus.Version.LastMinor}.#{Octopus.Version.NextPatch}';

/** Where the next release gets its version from. */
export const versioningSchema = z.object({
  Template: text(),
  DonorPackage: z
    .object({ DeploymentAction: text(), PackageReference: text() })
    .nullish()
    .transform((value) => value ?? null),
  DonorPackageStepId: text(),
});

/** How versions of a new project are made. */
export const defaultVersioning: z.output<typeof versioningSchema> = {
  Template: defaultVersionTemplate,
  DonorPackage: null,
  DonorPackageStepId: null,
};

export const tenantModes = ['Untenanted', 'TenantedOrUntenanted', 'Tenanted'] as const;

export const projectSchema = z.object({
  Name: nameField(),
  Description: text(),
  ProjectGroupId: requiredText('a project group'),
  LifecycleId: requiredText('a lifecycle'),
  IsDisabled: flag(false),
  TenantedDeploymentMode: choice(tenantModes, 'Untenanted'),
  DefaultGuidedFailureMode: choice(['EnvironmentDefault', 'Off', 'On'], 'EnvironmentDefault'),
  DefaultToSkipIfAlreadyInstalled: flag(false),
  AllowIgnoreChannelRules: flag(true),
  DiscreteChannelRelease: flag(false),
  IncludedLibraryVariableSetIds: ids(),
  AutoCreateRelease: flag(false),
  VersioningStrategy: versioningSchema.nullish(),
  ReleaseNotesTemplate: text(),
  DeploymentChangesTemplate: text(),
  ProjectConnectivityPolicy: connectivityPolicySchema
    .nullish()
    .transform((value) => value ?? defaultConnectivityPolicy),
  Templates: listOf(templateSchema),
  ProjectTags: listOf(z.string()),
  PersistenceSettings: persistenceSchema.nullish().transform((value) => value ?? persistenceSchema.parse({})),
  ExtensionSettings: listOf(z.unknown()),
});

/** Something that is released and deployed. */
export interface ProjectDocument
  extends Readonly<Omit<z.output<typeof projectSchema>, 'Templates' | 'PersistenceSettings' | 'VersioningStrategy'>> {
  readonly PersistenceSettings: Persistence;
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly VariableSetId: string;
  readonly DeploymentProcessId: string;
  readonly ClonedFromProjectId: string | null;
  readonly IsVersionControlled: boolean;
  readonly Templates: readonly TemplateDocument[];
  readonly VersioningStrategy: z.output<typeof versioningSchema>;
}
