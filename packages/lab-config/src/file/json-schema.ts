import { z } from 'zod';
import { labFileSchema } from './lab-file.ts';

/** The JSON Schema of a lab file (draft 7, which editors read best), made from the schema that the loader uses. */
export function labJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(labFileSchema, { target: 'draft-7', io: 'input', unrepresentable: 'throw' });
}
