import { z } from 'zod';

const listSchema = z.array(
  z.strictObject({
    file: z.string().min(1),
    test: z.string().min(1),
    reason: z.string().trim().min(10, 'say why in a sentence'),
  }),
);

/** A test that may be skipped: its file from the root of the repository, its full name, and why. */
export type SkippedTest = z.output<typeof listSchema>[number];

/** Reads the committed list of tests that may be skipped; throws where it is none. */
export function parseSkippedList(text: string): readonly SkippedTest[] {
  return listSchema.parse(JSON.parse(text));
}
