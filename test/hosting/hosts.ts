import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Running, runBuilt, startProgram } from '../support/programs.ts';
import type { PassResult } from './second-host.ts';

/** Where a host works: a folder of its own, and what its processes are told. */
export interface Yard {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** The bundled second host. */
  readonly secondHost: string;
}

/** Something that carries runs on, in processes that can be stopped and killed. */
export interface Hosted {
  /** At once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Stands still until `goOn`. */
  pause(): void;
  goOn(): void;
  /** How much memory a process of it took at most, in MB. */
  peakMb(): Promise<number>;
}

/** A kind of host. */
export interface Hosting {
  readonly name: string;
  /** Starts a run of a train, and leaves it where only people, or time, can bring it on. */
  begin(yard: Yard, train: string): Promise<void>;
  start(yard: Yard): Hosted;
}

const requestedBy = 'alex.rivera';

/** The loop that comes with the program: one process that stays, with every run in memory. */
export const localLoop: Hosting = {
  name: 'the local loop',
  async begin({ folder, env }, train) {
    await writeFile(join(folder, 'train.yaml'), train);
    const argv = ['train.yaml', '--requested-by', requestedBy, '--state', 'state'];
    const { code, stderr } = await runBuilt('train', { argv, cwd: folder, env });
    if (code !== 0 && code !== 3) throw new Error(`the train ended with ${code}: ${stderr}`);
  },
  start({ folder, env }) {
    const argv = ['tick', '--all', '--for', '20m', '--state', 'state'];
    return hostedBy(startProgram('train', { argv, cwd: folder, env, limitMs: 20 * 60_000 }));
  },
};

function hostedBy(running: Running): Hosted {
  const signal = (name: NodeJS.Signals) => process.kill(running.pid ?? 0, name);
  return {
    kill: async () => void (await running.kill('SIGKILL')),
    pause: () => signal('SIGSTOP'),
    goOn: () => signal('SIGCONT'),
    peakMb: () => peakOf(running.pid ?? 0),
  };
}

/** The most memory that a process had, as Linux counts it. */
async function peakOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}

/** A host that keeps nothing: each pass is a fresh process, and its journal a row of records that any worker may add to. */
export const freshProcesses: Hosting = {
  name: 'fresh processes',
  async begin(yard, train) {
    const { ended } = startPass(yard, ['begin', train]);
    await ended;
  },
  start(yard) {
    let pass: { child: ChildProcess; ended: Promise<PassResult> } | undefined;
    let isStopped = false;
    let paused: Promise<void> | undefined;
    let goOn: () => void = () => undefined;
    let peakKb = 0;
    async function loop(): Promise<void> {
      while (!isStopped) {
        await paused;
        pass = startPass(yard, ['tick']);
        const result = await pass.ended.catch((error: unknown) => {
          if (!isStopped) throw error;
        });
        peakKb = Math.max(peakKb, result?.maxRss ?? 0);
        await delay(pauseMs);
      }
    }
    const looping = loop();
    return {
      async kill() {
        isStopped = true;
        goOn();
        pass?.child.kill('SIGKILL');
        await looping;
      },
      pause() {
        paused = new Promise((resolve) => {
          goOn = resolve;
        });
        pass?.child.kill('SIGSTOP');
      },
      goOn() {
        paused = undefined;
        pass?.child.kill('SIGCONT');
        goOn();
      },
      peakMb: async () => Math.round(peakKb / 1024),
    };
  },
};

/** Between two passes, as a timer would have it. */
const pauseMs = 50;

function startPass({ folder, env, secondHost }: Yard, argv: readonly string[]) {
  const child = spawn(process.execPath, [secondHost, ...argv], {
    cwd: folder,
    env: { ...env, PATH: process.env.PATH, STATE: join(folder, 'state'), REQUESTED_BY: requestedBy },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 10 * 60_000,
    killSignal: 'SIGKILL',
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text;
  });
  const ended = new Promise<PassResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0)
        resolve(JSON.parse(written.stdout) as PassResult); // what second-host.ts prints
      else reject(new Error(`a pass ended with ${code ?? signal}: ${written.stderr}`));
    });
  });
  return { child, ended };
}
