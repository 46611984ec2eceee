import { expect } from 'vitest';

export type Verdict = 'passed' | 'failed' | 'skipped';

/**
 * What came of a client's checks has to be what is written down in `results`, from where the table of the README is made.
 * It is the same whichever way the client took. `pnpm test:peers -u` writes it down.
 */
export async function expectResults(client: string, verdicts: ReadonlyMap<string, Verdict>): Promise<void> {
  const counted = { checks: verdicts.size, passed: 0, failed: 0, skipped: 0 };
  for (const verdict of verdicts.values()) counted[verdict] += 1;
  await expect(`${JSON.stringify(counted, undefined, 2)}\n`).toMatchFileSnapshot(`./results/${client}.json`);
}
