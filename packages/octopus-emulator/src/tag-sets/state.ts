import { z } from 'zod';
import { choice, listOf, nameField, text, whole } from '../http/fields.ts';

const scopes = ['Tenant', 'Environment', 'Project', 'Runbook', 'Target', 'Feature Toggle'] as const;

const tagSchema = z.object({
  Id: z.string().nullish(),
  Name: nameField(),
  Color: z
    .string()
    .regex(/^#[\da-f]{6}$/i, 'a colour looks like #3156B3')
    .nullish()
    .transform((value) => value ?? '#333333'),
  Description: text(),
  SortOrder: whole(-1).optional(),
});

export const tagSetSchema = z.object({
  Name: nameField(),
  Description: text(),
  SortOrder: whole(-1).optional(),
  Scopes: listOf(choice(scopes, 'Tenant')).transform((given): readonly (typeof scopes)[number][] =>
    given.length === 0 ? ['Tenant'] : [...new Set(given)],
  ),
  Type: choice(['MultiSelect', 'SingleSelect', 'FreeText'], 'MultiSelect'),
  Tags: listOf(tagSchema),
});

export type WrittenTag = z.output<typeof tagSchema>;
export type WrittenTagSet = z.output<typeof tagSetSchema>;

export interface TagDocument extends Readonly<Omit<WrittenTag, 'Id' | 'SortOrder'>> {
  /** Like `TagSets-1/Tags-1`. */
  readonly Id: string;
  readonly SortOrder: number;
}

/** Tags that belong together. */
export interface TagSetDocument extends Readonly<Omit<WrittenTagSet, 'Tags' | 'SortOrder'>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly SortOrder: number;
  readonly Tags: readonly TagDocument[];
  /** How many tags the set ever had: their ids are never given twice. */
  readonly TagCount: number;
}
