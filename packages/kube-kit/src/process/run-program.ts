import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { keptText } from './kept-text.ts';
import { endTree, withProcess } from './process-tree.ts';
import { secretMask } from './secret-mask.ts';
import { spokenLines } from './spoken-lines.ts';

/** A program to run: no shell reads it, an argument is what it is. */
export interface ProgramCall {
  /** A name on the PATH of `env`, or a path. */
  readonly program: string;
  readonly args: readonly string[];
  /** Working directory; this process' own by default. */
  readonly folder?: string | undefined;
  /** The whole environment of the program; the runner's by default. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** Its standard input, which ends after it; without it there is nothing to read. */
  readonly input?: string | undefined;
  /** After so long the whole tree is ended. For ever by default. */
  readonly timeoutMs?: number | undefined;
  /** Aborting ends the whole tree. */
  readonly signal?: AbortSignal | undefined;
  /** Hears each line as it is said, secrets masked, without its end. */
  readonly hear?: ((line: string, stream: 'stdout' | 'stderr') => void) | undefined;
  /** Texts that appear neither in what is heard nor in what is kept: each is replaced by `********`. */
  readonly secrets?: readonly string[] | undefined;
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
  /** True where it said more than is kept: the beginning of `stdout` or `stderr` is gone. */
  readonly cut?: boolean;
}

/** How a program ended; none of these is an exception. */
export type ProgramEnd =
  | ({ readonly kind: 'exited'; readonly code: number } & Said)
  /** By a signal of somebody else. */
  | ({ readonly kind: 'killed'; readonly signal: string } & Said)
  /** Ended here: it took too long, or the caller's signal said so. */
  | ({ readonly kind: 'timed out' | 'stopped' } & Said)
  /** It could not be started: there is no such program, or `why`. */
  | { readonly kind: 'missing'; readonly program: string; readonly why?: string };

/**
 * Runs a program to its end, and says how it ended. Rejects only when `hear` throws, after the tree was ended. What
 * stands above it is tested with a function of this shape.
 */
export type RunProgram = (call: ProgramCall) => Promise<ProgramEnd>;

/** What the runner is told about the machine. */
export interface ProgramRunnerOptions {
  /** The environment of programs whose call gives none. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** How long a tree may take to end by itself once it is told to; 0: it is killed without being told. 2,000 by default. */
  readonly graceMs?: number;
  /** How long output is waited for after the program's own end, where something else holds the pipe. 500 by default. */
  readonly drainMs?: number;
  /** Characters kept of each stream, the last ones. 32 million by default. */
  readonly mostKept?: number;
}

/**
 * A runner of real programs. Each is the head of a process group (POSIX) or of a tree (Windows), which a time-out or
 * the caller's signal ends whole; Ctrl-C of a terminal does not reach it, so pass a signal. What a program left running
 * behind itself when it exited is not touched, nor waited for.
 */
export function createProgramRunner(options: ProgramRunnerOptions): RunProgram {
  return (call) => {
    if (call.signal?.aborted) return Promise.resolve({ kind: 'stopped', stdout: '', stderr: '' });
    return runOne(call, options);
  };
}

function runOne(call: ProgramCall, options: ProgramRunnerOptions): Promise<ProgramEnd> {
  const { platform, graceMs = 2000, drainMs = 500, mostKept = 32_000_000 } = options;
  const { program, folder, hear, signal, timeoutMs } = call;
  const masked = secretMask(call.secrets ?? []);
  const missing = (error: unknown): ProgramEnd => ({ kind: 'missing', program, ...reasonOf(error, folder) });
  let child: ChildProcess;
  try {
    child = spawn(program, [...call.args], {
      cwd: folder,
      env: { ...(call.env ?? options.env) },
      stdio: [call.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      detached: platform !== 'win32',
      windowsHide: true,
    });
  } catch (error) {
    return Promise.resolve(missing(error));
  }

  return new Promise((resolve, reject) => {
    let ended: { kind: 'timed out' | 'stopped'; whole: Promise<void> } | undefined;
    let fault: { error: unknown } | undefined;
    let exit: { code: number | null; signal: string | null } | undefined;
    let timer: NodeJS.Timeout | undefined;
    let drain: NodeJS.Timeout | undefined;

    const streams = (['stdout', 'stderr'] as const).map((name) => {
      const kept = keptText(mostKept);
      const lines = spokenLines((line) => {
        if (!hear || fault) return;
        try {
          hear(masked(line), name);
        } catch (error) {
          fault = { error };
          end('stopped');
        }
      });
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        kept.add(text);
        lines.add(text);
      });
      return { kept, lines };
    });

    function end(why: 'timed out' | 'stopped'): void {
      if (ended || exit || child.pid === undefined) return;
      ended = { kind: why, whole: endTree({ pid: child.pid, platform, graceMs }) };
      // One that even SIGKILL does not end, for the kernel is at work for it, is not waited for either.
      void ended.whole.then(settleSoon);
    }
    const onAbort = (): void => end('stopped');

    function settleSoon(): void {
      drain ??= setTimeout(settle, drainMs);
    }

    async function settle(): Promise<void> {
      clearTimeout(timer);
      clearTimeout(drain);
      signal?.removeEventListener('abort', onAbort);
      // The head may be gone before the rest of its tree.
      await ended?.whole;
      forget();
      child.stdout?.destroy();
      child.stderr?.destroy();
      for (const { lines } of streams) lines.end();
      if (fault) return reject(fault.error);
      const [stdout = '', stderr = ''] = streams.map(({ kept }) => masked(kept.text()));
      const said: Said = { stdout, stderr, ...(streams.some(({ kept }) => kept.cut()) ? { cut: true } : {}) };
      if (ended) return resolve({ kind: ended.kind, ...said });
      if (exit?.signal) return resolve({ kind: 'killed', signal: exit.signal, ...said });
      resolve({ kind: 'exited', code: exit?.code ?? 0, ...said });
    }

    child.once('error', (error) => {
      // Also said when a signal cannot be sent; then there is a process, and it has an end of its own.
      if (child.pid !== undefined) return;
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      resolve(missing(error));
    });
    child.once('exit', async (code, signalName) => {
      exit = { code, signal: signalName };
      await ended?.whole;
      settleSoon();
    });
    child.once('close', settle);
    const forget = child.pid === undefined ? () => {} : withProcess({ pid: child.pid, platform });
    signal?.addEventListener('abort', onAbort, { once: true });
    if (timeoutMs !== undefined) timer = setTimeout(() => end('timed out'), timeoutMs);
    child.stdin?.on('error', () => {
      // It left before it read everything; its end says why.
    });
    child.stdin?.end(call.input);
  });
}

/** Why a program could not be started, where the reason is not that it is missing. */
function reasonOf(error: unknown, folder: string | undefined): { why?: string } {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return folder === undefined || existsSync(folder) ? {} : { why: `no such folder: ${folder}` };
  if (code === 'EACCES') return { why: 'it may not be run' };
  if (code === 'E2BIG') return { why: 'its arguments are too long' };
  return { why: typeof code === 'string' ? code : String(error) };
}
