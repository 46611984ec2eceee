import { spawn } from 'node:child_process';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markOf } from '@octotrain/durable-files';
import type { KubeProblem } from '../result.ts';
import type { OpenRecord } from './cluster-record.ts';
import type { ClusterLayout } from './layout.ts';

/** A program to start. */
export interface Program {
  readonly name: string;
  readonly path: string;
  readonly args: readonly string[];
  /** Where it stands; an empty folder of the cluster's by default. */
  readonly cwd?: string | undefined;
}

/** A started program. */
export interface StartedProgram {
  readonly name: string;
  /** What it has said so far, since this start. */
  said(): Promise<string>;
  /** Resolves, with what it said last, when the program ends. Never rejects. */
  readonly ended: Promise<KubeProblem>;
}

/**
 * Starts a program of a cluster that lives on when this process ends, its output going to a file of its own. It is in
 * the record before it runs, so that also a starter that is killed leaves nothing that nobody knows of.
 */
export async function startProgram(options: {
  program: Program;
  layout: ClusterLayout;
  record: OpenRecord;
  /** The whole environment of the program. */
  env: Readonly<Record<string, string | undefined>>;
}): Promise<StartedProgram> {
  const { program, layout, record, env } = options;
  const { name, path, args, cwd = layout.work } = program;
  const entry = { name, command: [path, ...args] };
  await record.change((now) => ({ ...now, processes: [...now.processes.filter(isAnother), entry] }));
  const log = join(layout.logs, `${name}.log`);
  const output = openSync(log, 'a', 0o600);
  const begun = fstatSync(output).size;
  const child = spawn(path, args, {
    detached: true,
    cwd,
    env,
    stdio: ['ignore', output, output],
    windowsHide: true,
  });
  closeSync(output);
  const ended = new Promise<KubeProblem>((resolve) => {
    child.once('error', (error) =>
      resolve({ code: 'program-failed', message: `${name} cannot be started: ${error.message}` }),
    );
    child.once('exit', (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      lastLines(log).then((said) =>
        resolve({ code: 'program-failed', message: `${name} ended ${how}${said}`, hint: `it has said more in ${log}` }),
      );
    });
  });
  child.unref();
  const { pid } = child;
  if (pid !== undefined) {
    const { started } = await markOf(pid);
    const marked = { ...entry, pid, started };
    await record.change((now) => ({ ...now, processes: [...now.processes.filter(isAnother), marked] }));
  }
  return { name, ended, said: async () => (await readFile(log)).subarray(begun).toString('utf8') };

  function isAnother(recorded: { name: string }): boolean {
    return recorded.name !== name;
  }
}

/** The last lines of a log that say something, for people. */
async function lastLines(path: string): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return '';
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(size, 4096));
    await file.read({ buffer, position: size - buffer.length });
    const lines = buffer
      .toString('utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    return lines
      .slice(-2)
      .map((line) => `\n  ${line.slice(0, 300)}`)
      .join('');
  } finally {
    await file.close();
  }
}
