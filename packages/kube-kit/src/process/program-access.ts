import type { ProgramCall, ProgramEnd, RunProgram } from './run-program.ts';

/** How a program is reached. */
export interface ProgramAccess {
  readonly run: RunProgram;
  /** A path, or a name on the path; by default the program's own name. */
  readonly program?: string | undefined;
  /** The whole environment of each call; the runner's by default. */
  readonly env?: ProgramCall['env'];
  /** Working directory, which paths in arguments begin at. */
  readonly folder?: string | undefined;
}

/** How a program is reached that speaks to a cluster. */
export interface ClusterAccess extends ProgramAccess {
  /** A kubeconfig file; the program's own choice by default. */
  readonly kubeconfig?: string | undefined;
  readonly context?: string | undefined;
}

/** What one call says besides its question. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** After so long the program is ended, tree and all. */
  readonly timeoutMs?: number | undefined;
  /** Hears lines as they are said. Where the standard output is data, only the other stream is heard. */
  readonly hear?: ProgramCall['hear'];
  /** Texts that are masked wherever the program says them. */
  readonly secrets?: readonly string[] | undefined;
}

interface Question extends CallOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly input?: string | undefined;
  /** Whether the standard output is read here and not by people. */
  readonly isData?: boolean;
}

/** Runs a program by its access. */
export function callProgram(access: ProgramAccess, question: Question): Promise<ProgramEnd> {
  const { name, hear, isData, ...rest } = question;
  return access.run({
    program: access.program ?? name,
    ...rest,
    env: access.env,
    folder: access.folder,
    hear: hear && isData ? (line, stream) => (stream === 'stderr' ? hear(line, stream) : undefined) : hear,
  });
}
