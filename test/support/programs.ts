import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The programs, by folder. */
export const programs = ['train', 'octopus', 'bootstrap', 'lab'] as const;
export type ProgramName = (typeof programs)[number];

export function programFolder(program: ProgramName): string {
  return fileURLToPath(new URL(`../../apps/${program}`, import.meta.url));
}

/** How a process came to its end. */
export interface Ended {
  /** Null: a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs as a process of its own. */
export interface Running {
  readonly pid: number | undefined;
  readonly ended: Promise<Ended>;
  /** Resolves with what it matched when the program has written it; rejects when the program ends without. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal to this process alone, and resolves when it is gone. */
  kill(signal: NodeJS.Signals): Promise<Ended>;
}

interface Start {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Longer than this and it is killed: nothing is left behind. */
  readonly limitMs?: number;
}

/** What a program needs of the surroundings; nothing of the machine's own Octopus, CI or package manager. */
const inherited = ['PATH', 'Path', 'HOME', 'USERPROFILE', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'COMSPEC', 'PATHEXT'];

const alive = new Set<Running>();

/** Starts a built program. Without a terminal, and without anything to read. */
export function startProgram(program: ProgramName, { argv, cwd, env = {}, limitMs = 60_000 }: Start): Running {
  const own = Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
  const child = spawn(process.execPath, [join(programFolder(program), 'dist', 'main.js'), ...argv], {
    cwd,
    env: { ...own, NO_COLOR: '1', ...env },
    timeout: limitMs,
    killSignal: 'SIGKILL',
    windowsHide: true,
  });
  child.stdin.end();
  const running = watch(child, [program, ...argv].join(' '));
  alive.add(running);
  void running.ended.finally(() => alive.delete(running));
  return running;
}

/** Runs a built program to its end. */
export function runBuilt(program: ProgramName, start: Start): Promise<Ended> {
  return startProgram(program, start).ended;
}

/** Ends every program that a test left running, each by its own id. */
export async function endPrograms(): Promise<void> {
  await Promise.all([...alive].map((running) => running.kill('SIGKILL')));
}

function watch(child: ChildProcessWithoutNullStreams, what: string): Running {
  const written = { stdout: '', stderr: '' };
  let look = (): void => undefined;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
      look();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...written }));
  });
  return {
    pid: child.pid,
    ended,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        look = () => {
          const found = pattern.exec(written.stdout) ?? pattern.exec(written.stderr);
          if (found) resolve(found);
        };
        look();
        ended.then(
          () => reject(new Error(`${what} ended without ${pattern}:\n${written.stdout}\n${written.stderr}`)),
          reject,
        );
      }),
    kill(signal) {
      child.kill(signal);
      return ended;
    },
  };
}
