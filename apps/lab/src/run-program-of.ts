import process from 'node:process';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { LabContext } from './context.ts';

/** How one of the other programs ended. */
export interface ProgramEnding {
  readonly exit: ExitCode;
  /** Its results. */
  readonly stdout: string;
}

/** Runs one of the other programs; what it says beside its results goes to stderr. Ctrl-C ends it too, by the program's own rules. */
export async function runProgramOf(
  context: LabContext,
  program: keyof LabContext['programs'],
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ProgramEnding> {
  const ended = await context.run({
    program: process.execPath,
    args: [context.programs[program], ...args],
    folder: context.cwd,
    env: { ...context.env, ...env, INIT_CWD: context.cwd },
    signal: context.signal,
    hear: (line, stream) => stream === 'stderr' && context.stderr.write(line === '' ? '\n' : `     ${line}\n`),
  });
  if (ended.kind === 'exited') return { exit: codeOf(ended.code), stdout: ended.stdout };
  if (ended.kind === 'stopped') return { exit: exitCodes.interrupted, stdout: ended.stdout };
  context.stderr.write(`lab: ${program} ${args.slice(0, 2).join(' ')} did not end by itself\n`);
  return { exit: exitCodes.failed, stdout: '' };
}

/** The programs share one table of exit codes; a number from outside of it is a failure. */
function codeOf(code: number): ExitCode {
  return Object.values(exitCodes).find((known) => known === code) ?? exitCodes.failed;
}
