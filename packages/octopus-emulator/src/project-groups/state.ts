import { z } from 'zod';
import { ids, nameField, text } from '../http/fields.ts';

export const projectGroupSchema = z.object({
  Name: nameField(),
  Description: text(),
  EnvironmentIds: ids(),
  RetentionPolicyId: text(),
});

/** Projects that belong together. */
export interface ProjectGroupDocument extends Readonly<z.output<typeof projectGroupSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
}
