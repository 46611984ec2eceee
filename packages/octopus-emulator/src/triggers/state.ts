import { z } from 'zod';
import { flag, nameField, requiredText, text } from '../http/fields.ts';
import { actionSchema } from './actions.ts';
import { filterSchema } from './filters.ts';

export const projectTriggerSchema = z.object({
  Name: nameField(),
  Description: text(),
  ProjectId: requiredText('a project'),
  IsDisabled: flag(false),
  Filter: filterSchema,
  Action: actionSchema,
});

/** Something that a project does by itself: when, and what. */
export interface ProjectTriggerDocument extends Readonly<z.output<typeof projectTriggerSchema>> {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Slug: string;
}

/** That a trigger will fire, or has been set off and is about to act. */
export interface TriggerFiringDocument {
  readonly Id: string;
  readonly TriggerId: string;
  /** Epoch milliseconds. */
  readonly DueAt: number;
  /** The target that set it off. */
  readonly MachineId: string | null;
  /** The user as whom it acts; null for the server itself. */
  readonly UserId: string | null;
}

/** The packages that a trigger has seen new versions of since it last fired. Its id is the trigger's. */
export interface SeenPackagesDocument {
  readonly Id: string;
  readonly PackageIds: readonly string[];
}
