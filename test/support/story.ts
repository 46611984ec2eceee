import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setImmediate as nextRound } from 'node:timers/promises';
import type { FaultPlan } from '@octotrain/octopus-emulator';
import type { Clock } from '../../apps/train/src/run/clock.ts';
import type { SimServer } from '../sim/sim-server.ts';
import { plainFriday } from './plain-friday.ts';
import { type Ran, runTrain } from './run-train.ts';
import { virtualFriday } from './virtual-friday.ts';

/** Trains as people run them, on a server of Friday morning with a `friday.yaml` at hand, in a time that is moved: hours pass at once, and nothing else differs. */
export interface Story {
  readonly server: SimServer;
  /** The network between all processes and the server; whole unless it is told otherwise. */
  readonly network: Network;
  /** Starts a command, as the lab's account for trains and on one and the same machine unless others are named. */
  train(argv: readonly string[], options?: Rider): Riding;
  /** Puts a file where the commands are run. */
  write(name: string, text: string): Promise<void>;
  /** Of all processes the first that comes to it stands still. */
  standStill(isIt: (request: Request) => boolean): Standstill;
  /** Lets time pass until something is so. Throws when it has not come about in a day. */
  until(isSo: () => boolean): Promise<void>;
  pass(ms: number): Promise<void>;
  /** Starts a command and lets time pass until it has ended. */
  ran(argv: readonly string[], options?: Rider): Promise<Ran>;
  close(): Promise<void>;
}

/** Who runs a command, and on which machine. */
export interface Rider {
  readonly as?: string;
  readonly machine?: string;
  /** Another key than the one the lab made for the account. */
  readonly key?: string;
}

/** A command that is under way. */
export interface Riding {
  readonly ended: Promise<Ran>;
  isOver(): boolean;
  /** Ctrl-C. */
  interrupt(): void;
}

interface Network {
  isDown: boolean;
}

/** Lets a process stand still, with all that it does, right before it sends the first request that is so. */
export interface Standstill {
  isReached(): boolean;
  goOn(): void;
}

const dayMs = 24 * 3_600_000;
const url = 'http://octopus.test';
const env = { OCTOPUS_URL: url, OCTOPUS_REQUESTS_PER_MINUTE: '0' };

export async function openStory(options: { faults?: FaultPlan } = {}): Promise<Story> {
  const server = await (await virtualFriday('story')).open(options.faults);
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-story-'));
  await writeFile(join(folder, 'friday.yaml'), plainFriday);
  const network: Network = { isDown: false };
  const standstills: ((request: Request, own: Stillness) => void)[] = [];
  let starting = 0;

  function train(
    argv: readonly string[],
    { as = 'friday-train', machine = 'here', key = server.keyOf(as) }: Rider = {},
  ): Riding {
    let over = false;
    const interrupting = new AbortController();
    const own: Stillness = { until: null };
    starting += 1;
    let started = () => {
      starting -= 1;
      started = () => {};
    };
    async function send(request: Request): Promise<Response> {
      started();
      for (const reach of standstills) reach(request, own);
      await own.until;
      if (network.isDown) throw new TypeError('fetch failed');
      const response = await server.answer(request);
      await own.until;
      return response;
    }
    const ended = runTrain({
      argv: [...argv, '--state', machine],
      env: { ...env, OCTOPUS_API_KEY: key },
      cwd: folder,
      signal: interrupting.signal,
      edges: { clock: programClock(server.clock, own), fetch: send },
    }).finally(() => {
      started();
      over = true;
    });
    return { ended, isOver: () => over, interrupt: () => interrupting.abort() };
  }

  async function still(): Promise<void> {
    for (let calm = 0; calm < 3; ) {
      await nextRound();
      await server.quiet();
      calm = starting > 0 || isAtFiles() ? 0 : calm + 1;
    }
  }

  async function until(isSo: () => boolean): Promise<void> {
    const lastMs = server.clock.now() + dayMs;
    for (await still(); !isSo(); await still()) {
      if (server.clock.now() > lastMs || !server.clock.runNext()) throw new Error(`it does not come about: ${isSo}`);
    }
  }

  return {
    server,
    network,
    train,
    write: (name, text) => writeFile(join(folder, name), text),
    standStill(isIt) {
      let goOn: (() => void) | undefined;
      standstills.push((request, own) => {
        if (goOn || !isIt(request)) return;
        own.until = new Promise((resolve) => {
          goOn = () => {
            own.until = null;
            resolve();
          };
        });
      });
      return { isReached: () => goOn !== undefined, goOn: () => goOn?.() };
    },
    until,
    async pass(ms) {
      const atMs = server.clock.now() + ms;
      server.clock.after(ms, () => {});
      await until(() => server.clock.now() >= atMs);
    },
    async ran(argv, of) {
      const riding = train(argv, of);
      await until(riding.isOver);
      return riding.ended;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Files are read and written in real time: until that is done, no other time passes. */
function isAtFiles(): boolean {
  return process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq') || name === 'CloseReq');
}

/** While a process stands still, none of its timers fires. */
interface Stillness {
  until: Promise<void> | null;
}

function programClock({ now, after }: SimServer['clock'], own: Stillness): Clock {
  const whenDue = (ms: number, run: () => void) => after(ms, () => (own.until ? void own.until.then(run) : run()));
  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const timer = whenDue(ms, end);
        function end(): void {
          timer.cancel();
          signal?.removeEventListener('abort', end);
          resolve();
        }
        signal?.addEventListener('abort', end);
      }),
    startTimer: (ms, run) => {
      const timer = whenDue(ms, run);
      return () => timer.cancel();
    },
  };
}
