import { z } from 'zod';
import { nameField } from '../http/fields.ts';

export const ephemeralEnvironmentSchema = z.object({ EnvironmentName: nameField() });

/** An environment of a branch: it comes and goes, below a parent, for one project or several. */
export interface EphemeralEnvironmentDocument {
  readonly Id: string;
  readonly SpaceId: string;
  readonly Name: string;
  readonly Slug: string;
  readonly ParentEnvironmentId: string;
  /** Projects that it was made for. */
  readonly ProjectIds: readonly string[];
}
