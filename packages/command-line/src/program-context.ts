import type { ExitCode } from './exit-codes.ts';

/** The part of an output stream that programs use. */
export interface Output {
  write(text: string): void;
  /** Whether a person is looking: decides colour and questions, never content. */
  readonly isTTY: boolean;
  /** Width of the terminal, where there is one. */
  readonly columns?: number | undefined;
}

/** Everything a command may touch of the process that runs it; tests pass their own. */
export interface ProgramContext {
  /** What the command line framework needs; programs use the fields below. */
  readonly process: {
    readonly stdout: Output;
    readonly stderr: Output;
    readonly env: Readonly<Record<string, string | undefined>>;
    exitCode?: number | string | null;
  };
  /** Results, and nothing else. */
  readonly stdout: Output;
  /** Progress, questions and problems. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder the person stands in, also when a package manager started the program in another. */
  readonly cwd: string;
  /** Aborted by Ctrl-C or a request to terminate. Whoever reads it promises to stop in good order. */
  readonly signal: AbortSignal;
  setExitCode(code: ExitCode): void;
}

/** Makes a context out of its parts; the framework's view of it follows. */
export function createContext(parts: {
  stdout: Output;
  stderr: Output;
  env: Readonly<Record<string, string | undefined>>;
  cwd: string;
  /** Asked for at most once, when a command first wants it. */
  signal: () => AbortSignal;
  /** Told every exit code as it is decided. */
  onExitCode?: (code: number) => void;
}): ProgramContext {
  const { stdout, stderr, env, cwd, onExitCode } = parts;
  let exitCode: number | string | null | undefined;
  let signal: AbortSignal | undefined;
  const framework: ProgramContext['process'] = {
    stdout,
    stderr,
    env,
    get exitCode() {
      return exitCode ?? null;
    },
    set exitCode(code) {
      exitCode = code;
      if (code !== null && code !== undefined) onExitCode?.(Number(code));
    },
  };
  return {
    process: framework,
    stdout,
    stderr,
    env,
    cwd,
    get signal() {
      signal ??= parts.signal();
      return signal;
    },
    setExitCode: (code) => {
      framework.exitCode = code;
    },
  };
}
