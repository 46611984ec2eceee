import type { LogCategory } from '../../tasks/state.ts';
import type { World } from '../../world.ts';
import type { ActionPlace } from '../action-place.ts';
import type { ActionRun } from '../executor.ts';
import { StepProblem } from '../kubernetes/step-problem.ts';
import type { Masks } from './masks.ts';
import type { ProgramEnd, RunProgram } from './run-program.ts';
import type { ShellOptions } from './shell-options.ts';
import { wholeLines } from './whole-lines.ts';
import type { WorkFolder } from './work-folders.ts';

/** One action at work, with everything it needs. */
export interface ShellStep extends ActionPlace {
  readonly world: World;
  readonly run: ActionRun;
  readonly options: ShellOptions;
  readonly folder: WorkFolder;
  /** The environment of its programs. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly masks: Masks;
  readonly signal: AbortSignal;
  /** Writes into the log, secrets masked. */
  log(category: LogCategory, text: string): void;
}

/** What is thrown in a step that was stopped: nobody hears of it. */
export class Stopped extends Error {}

type Hear = NonNullable<Parameters<RunProgram>[0]['hear']>;

/** How a program of a step ended by itself. */
interface Exit {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a step runs: one of the server's programs. */
interface StepCall {
  readonly program: keyof ShellOptions['programs'];
  readonly args: readonly string[];
  /** The step's own folder unless given. */
  readonly folder?: string;
  readonly hear?: Hear;
}

/**
 * Runs a program of a step.
 *
 * @throws {StepProblem} when it cannot be started, or was ended from outside.
 * @throws {Stopped} when the step was stopped meanwhile.
 */
export async function callProgram(step: ShellStep, call: StepCall): Promise<Exit> {
  const { options, environment, folder, signal } = step;
  if (signal.aborted) throw new Stopped();
  const lines = call.hear === undefined ? undefined : wholeLines(call.hear);
  const end = await options.run({
    program: options.programs[call.program],
    args: call.args,
    folder: call.folder ?? folder.path,
    env: environment,
    signal,
    hear: lines?.hear,
  });
  lines?.end();
  if (signal.aborted || end.kind === 'stopped') throw new Stopped();
  return exitOf(call.program, end);
}

function exitOf(name: string, end: ProgramEnd): Exit {
  switch (end.kind) {
    case 'exited':
      return end;
    case 'missing':
      throw new StepProblem(
        end.why === undefined
          ? `The program ${end.program} was not found. Build the cluster programs with 'pnpm k8s:tools', or install ${name} and put it on the PATH.`
          : `The program ${end.program} cannot be started: ${end.why}.`,
      );
    case 'killed':
      throw new StepProblem(`${name} was ended from outside, by ${end.signal}.`);
    default:
      throw new StepProblem(`${name} was ended: it took too long.`);
  }
}

/** Hears a program that is no script: what it says is told as it is, its error stream as warnings or errors. */
export function toldInLog(step: Pick<ShellStep, 'log'>, ordinary: 'Info' | 'Verbose' = 'Info'): Hear {
  return (line, stream) => {
    const category = stream === 'stdout' ? ordinary : /^(warning|W\d{4})\b/i.test(line) ? 'Warning' : 'Error';
    step.log(category, line);
  };
}

/** What a program said last on its error stream: why it failed. */
export function lastWords(stderr: string): string {
  const last = stderr
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
  return last === undefined ? '' : `: ${last}`;
}
