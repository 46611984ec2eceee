/** A program to run: no shell reads it, an argument is what it is. */
interface ProgramCall {
  /** A name on the PATH of `env`, or a path. */
  readonly program: string;
  readonly args: readonly string[];
  /** Its working directory. */
  readonly folder?: string | undefined;
  /** The whole environment of the program. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Its standard input. */
  readonly input?: string | undefined;
  /** Aborting ends the program and all that it started. */
  readonly signal?: AbortSignal | undefined;
  /** Hears each line as it is said, without its end; one of more than 65,536 characters in pieces of so many. */
  readonly hear?: ((line: string, stream: 'stdout' | 'stderr') => void) | undefined;
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program ended; none of these is an exception. */
export type ProgramEnd =
  | ({ readonly kind: 'exited'; readonly code: number } & Said)
  | ({ readonly kind: 'killed'; readonly signal: string } & Said)
  | ({ readonly kind: 'timed out' | 'stopped' } & Said)
  /** It could not be started: there is no such program, or `why`. */
  | { readonly kind: 'missing'; readonly program: string; readonly why?: string };

/**
 * Runs a program to its end, and all that it started with it, and says how it ended. The port that the shell executor
 * works by: this package starts no program of a step by itself.
 */
export type RunProgram = (call: ProgramCall) => Promise<ProgramEnd>;
