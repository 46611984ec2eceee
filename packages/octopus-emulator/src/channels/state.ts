import { z } from 'zod';
import { choice, flag, ids, listOf, nameField, requiredText, text } from '../http/fields.ts';

const ruleSchema = z.object({
  Id: z.string().nullish(),
  VersionRange: text(),
  Tag: text(),
  VersionTagRegex: text(),
  VersioningStrategy: text(),
  ActionPackages: listOf(
    z.object({ DeploymentAction: z.string(), PackageReference: z.string().nullish() }).transform((reference) => ({
      DeploymentAction: reference.DeploymentAction,
      PackageReference: reference.PackageReference ?? '',
    })),
  ),
});

const gitRuleSchema = z.object({
  Id: z.string().nullish(),
  GitDependencyActions: listOf(
    z.object({ DeploymentActionSlug: z.string(), GitDependencyName: z.string().nullish() }).transform((dependency) => ({
      DeploymentActionSlug: dependency.DeploymentActionSlug,
      GitDependencyName: dependency.GitDependencyName ?? '',
    })),
  ),
  Rules: ids(),
});

export const channelSchema = z.object({
  Name: nameField(),
  Description: text(),
  ProjectId: requiredText('a project'),
  LifecycleId: text(),
  IsDefault: flag(false),
  TenantTags: ids(),
  Rules: listOf(ruleSchema),
  Type: choice(['Lifecycle', 'EphemeralEnvironment'], 'Lifecycle'),
  GitReferenceRules: ids(),
  GitResourceRules: listOf(gitRuleSchema),
  CustomFieldDefinitions: listOf(z.object({ FieldName: requiredText('a field name'), Description: text() })),
  ParentEnvironmentId: text(),
  EphemeralEnvironmentNameTemplate: text(),
  AutomaticEphemeralEnvironmentDeployments: flag(false),
});

/** A way for a project's releases, with its own lifecycle and rules. */
export interface ChannelDocument extends Readonly<Omit<z.output<typeof channelSchema>, 'Rules' | 'GitResourceRules'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly Rules: readonly (Readonly<Omit<z.output<typeof ruleSchema>, 'Id'>> & { readonly Id: string })[];
  readonly GitResourceRules: readonly (Readonly<Omit<z.output<typeof gitRuleSchema>, 'Id'>> & {
    readonly Id: string;
  })[];
}
