import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, type Patch } from '../support/bundle.ts';
import { type RiddenSeed, rideSeed } from './ride-seed.ts';

/** Seeds from one number on, and how many processes ride them. */
export interface Work {
  readonly from: number;
  readonly seeds: number;
  readonly jobs: number;
  /** Stops at the first that breaks a rule. */
  readonly untilBroken: boolean;
  /** Changes of the sources that are ridden; the files stay as they are. */
  readonly patches?: readonly Patch[];
}

/** Rides seeds in several processes at once, and tells of each as it is ridden, in no order. Every process is ended when this resolves. */
export async function rideSeeds(work: Work, onRidden: (ridden: RiddenSeed) => void): Promise<void> {
  if (work.jobs <= 1 && !work.patches) {
    for (let seed = work.from; seed < work.from + work.seeds; seed++) {
      const ridden = await rideSeed(seed);
      onRidden(ridden);
      if (ridden.broken && work.untilBroken) return;
    }
    return;
  }
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-sim-'));
  const worker = join(folder, 'worker.mjs');
  try {
    await bundle({ entry: 'test/sim/worker.ts', outfile: worker, patches: work.patches ?? [] });
    await rideIn(worker, work, onRidden);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Several processes of the worker, which take the next seed as each is done. */
async function rideIn(worker: string, work: Work, onRidden: (ridden: RiddenSeed) => void): Promise<void> {
  let next = work.from;
  let isStopped = false;
  const end = work.from + work.seeds;
  const take = () => (isStopped || next >= end ? null : next++);
  await Promise.all(
    Array.from({ length: Math.min(work.jobs, work.seeds) }, () =>
      rideOneByOne(worker, take, (ridden) => {
        if (ridden.broken && work.untilBroken) isStopped = true;
        onRidden(ridden);
      }),
    ),
  );
}

/** One process: it is given a seed at a time, and ends when there is none left. */
function rideOneByOne(
  worker: string,
  take: () => number | null,
  onRidden: (ridden: RiddenSeed) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(worker, [], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: ['--max-semi-space-size=64', '--single-threaded-gc'],
    });
    let isDone = false;
    function give(): void {
      const seed = take();
      if (seed !== null) child.send({ seed });
      else {
        isDone = true;
        child.disconnect();
      }
    }
    child.on('message', (message) => {
      onRidden(message as RiddenSeed); // what worker.ts sends
      give();
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (isDone) resolve();
      else reject(new Error(`a process of the simulation ended with ${code}`));
    });
    give();
  });
}
