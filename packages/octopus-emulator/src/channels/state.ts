import { z } from 'zod';
import { choice, flag, ids, listOf, nameField, requiredText, text } from '../http/fields.ts';

const ruleSchema = z.object({
  Id: z.string().nullish(),
  VersionRange: text(),
  Tag: text(),
  ActionPackages: listOf(
    z.object({ DeploymentAction: z.string(), PackageReference: z.string().nullish() }).transform((reference) => ({
      DeploymentAction: reference.DeploymentAction,
      PackageReference: reference.PackageReference ?? '',
    })),
  ),
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
  GitResourceRules: listOf(z.unknown()),
});

/** A way for a project's releases, with its own lifecycle and rules. */
export interface ChannelDocument extends Readonly<Omit<z.output<typeof channelSchema>, 'Rules'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly Rules: readonly (Readonly<Omit<z.output<typeof ruleSchema>, 'Id'>> & { readonly Id: string })[];
}
