import { z } from 'zod';
import { flag, listOf, nameField, text, whole } from '../http/fields.ts';

export const environmentSchema = z.object({
  Name: nameField(),
  Description: text(),
  SortOrder: whole(-1).optional(),
  UseGuidedFailure: flag(false),
  AllowDynamicInfrastructure: flag(true),
  EnvironmentTags: listOf(z.string()),
  ExtensionSettings: listOf(z.unknown()),
});

/** Where releases are deployed to. */
export interface EnvironmentDocument extends Readonly<Omit<z.output<typeof environmentSchema>, 'SortOrder'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly SortOrder: number;
}
