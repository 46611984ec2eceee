import process from 'node:process';
import { runEnclosed } from './enclosure.ts';
import { whatIsMissing } from './prerequisites.ts';

process.exitCode = await main(process.argv.slice(2));

/** Runs the suite with real containers in an enclosure, where it can run, and looks whether anything is left of it. */
async function main(args: readonly string[]): Promise<number> {
  const missing = await whatIsMissing();
  if (missing.length > 0) {
    for (const line of missing) console.error(`tests with real containers are skipped, which is no pass: ${line}`);
    return process.env.CI ? 1 : 0;
  }
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.containers.config.ts'];
  const { code, left } = await runEnclosed([process.execPath, ...vitest, ...args]);
  for (const what of left) console.error(`tests with real containers have left behind: ${what}`);
  return code === 0 && left.length > 0 ? 1 : code;
}
