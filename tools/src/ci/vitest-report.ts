import { z } from 'zod';

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['passed', 'failed']),
      message: z.string().default(''),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** What vitest's `json` reporter writes, as far as it is counted. */
export type VitestReport = z.output<typeof reportSchema>;

/** Reads a report; throws where it is none, for then the run that should have written it came to nothing. */
export function parseReport(text: string): VitestReport {
  return reportSchema.parse(JSON.parse(text));
}
