import { z } from 'zod';
import { flag, ids, nameField, text, whole } from '../http/fields.ts';

const ruleSchema = z.object({ ExpiryDays: whole(0), ExpiryHours: whole(0) });

export const parentEnvironmentSchema = z.object({
  Name: nameField(),
  Description: text(),
  SortOrder: whole(0).optional(),
  UseGuidedFailure: flag(false),
  EnvironmentTags: ids(),
  AutomaticDeprovisioningRule: ruleSchema.nullish().transform((value) => value ?? null),
});

/** What environments of branches are made below. */
export interface ParentEnvironmentDocument
  extends Readonly<Omit<z.output<typeof parentEnvironmentSchema>, 'SortOrder'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
  readonly SortOrder: number;
}
