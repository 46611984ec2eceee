import { z } from 'zod';

/** What every document has. */
export interface Identified {
  readonly Id: string;
}

/** A document, taken as it is: the order of its fields stays. */
export const identifiedSchema: z.ZodType<Identified> = z.custom<Identified>(
  (value) => typeof value === 'object' && value !== null && 'Id' in value && typeof value.Id === 'string',
  'a document has an Id',
);
