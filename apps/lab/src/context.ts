import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { nodeContext, type ProgramContext } from '@octotrain/command-line';
import { createProgramRunner, type RunProgram } from '@octotrain/kube-kit';

/** What commands of lab touch beyond the process; tests pass their own. */
export interface LabContext extends ProgramContext {
  /** Runs a program to its end. */
  readonly run: RunProgram;
  /** The other programs, as files that Node.js runs. */
  readonly programs: { readonly bootstrap: string; readonly octopus: string };
}

/** How long a program that was told to end may take to clean up. */
const graceMs = 30_000;

/** The context of the running process. */
export function processContext(): LabContext {
  const built = (app: string) => fileURLToPath(new URL(`../../${app}/dist/main.js`, import.meta.url));
  return Object.assign(nodeContext(), {
    run: createProgramRunner({ env: process.env, platform: process.platform, graceMs }),
    programs: { bootstrap: built('bootstrap'), octopus: built('octopus') },
  });
}
