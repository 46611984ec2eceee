import process from 'node:process';
import { exitCodes } from './exit-codes.ts';
import { createContext, type Output, type ProgramContext } from './program-context.ts';

/** The part of a Node.js stream that {@link outputOf} needs. */
interface NodeStream {
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/**
 * The context of the running process: its streams, environment and exit code. Under a package manager `cwd` is the
 * folder the person called it from (`INIT_CWD`). Ctrl-C is taken over only once a command reads `signal`; a second
 * Ctrl-C ends the process at once.
 */
export function nodeContext(): ProgramContext {
  return createContext({
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: workingFolder({ env: process.env, cwd: process.cwd() }),
    signal: interruptSignal,
    onExitCode: (code) => {
      process.exitCode = code;
    },
  });
}

/** `INIT_CWD` is set by npm and pnpm scripts to where they were called. */
export function workingFolder({
  env,
  cwd,
}: {
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
}): string {
  const underPackageManager = env.npm_lifecycle_event !== undefined || env.npm_execpath !== undefined;
  return (underPackageManager && env.INIT_CWD) || cwd;
}

/** A stream whose reader may go away (`| head`): what is written after that is dropped without a word. */
export function outputOf(stream: NodeStream): Output {
  let closed = false;
  stream.on('error', (error) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED' && error.code !== 'EOF') throw error;
    closed = true;
  });
  return {
    write: (text) => {
      if (!closed) stream.write(text);
    },
    get isTTY() {
      return stream.isTTY === true;
    },
    get columns() {
      return stream.columns;
    },
  };
}

function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodes.interrupted);
    controller.abort(new DOMException('interrupted', 'AbortError'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return controller.signal;
}
