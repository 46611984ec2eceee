import { createBackground } from './clock/background.ts';
import type { Clock } from './clock/clock.ts';
import { realClock } from './clock/real-clock.ts';
import { answerCluster } from './clusters/answer.ts';
import { startEngine } from './engine.ts';
import { registerEngineRoutes } from './engine-routes.ts';
import { eventRecorder } from './events/record.ts';
import { type FaultPlan, noFaults } from './faults/plan.ts';
import type { GitSource } from './git/git-source.ts';
import { answer } from './http/app.ts';
import { createRouter } from './http/router.ts';
import { cryptoRandom, type Random } from './random.ts';
import { registerRoutes } from './routes.ts';
import { firstStart } from './server/first-start.ts';
import { createStore, type State } from './store/store.ts';
import type { World } from './world.ts';

export interface EmulatorOptions {
  /** Time; the wall clock unless given. */
  readonly clock?: Clock;
  /** Simulated work goes this many times faster; only for the wall clock. */
  readonly speed?: number;
  /** Starts from what `snapshot` gave. */
  readonly state?: State;
  /** Repositories that steps may read; none unless given. */
  readonly git?: GitSource;
  /** For requests that simulated work makes to its clusters; the emulator's own unless given. */
  readonly fetch?: typeof fetch;
  readonly random?: Random;
  readonly faults?: FaultPlan;
  /** User name of the first administrator; `admin` unless given. */
  readonly administrator?: string;
  /** What becomes of tasks that were executing when the server stopped: `continue` unless given. */
  readonly onRestart?: 'fail' | 'continue';
}

export interface Emulator {
  /** Answers a request as the server would. Only path and query of the address count. */
  fetch(request: Request): Promise<Response>;
  /** Key of the administrator. */
  readonly administratorKey: string;
  /** The key minted for a user, by user name. */
  keyOf(username: string): string | undefined;
  /** The whole state, for `state` of another emulator. */
  snapshot(): State;
  /** For tests and simulations that look behind the API. */
  readonly world: World;
  close(): Promise<void>;
}

/** Starts an Octopus server inside this process. Started empty it has one default space, as a new server has. */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const clock = options.clock ?? realClock(options.speed === undefined ? {} : { speed: options.speed });
  const store = createStore({ state: options.state });
  const world: World = {
    store,
    clock,
    random: options.random ?? cryptoRandom,
    fetch: options.fetch ?? ((input, init) => respond(new Request(input, init))),
    git: options.git ?? { repository: () => undefined },
    background: createBackground(),
    faults: options.faults ?? noFaults,
    onRestart: options.onRestart ?? 'continue',
    record: eventRecorder({ store, clock }),
  };
  const administrator = options.administrator ?? 'admin';
  if (store.all('Users').length === 0) firstStart(world, { administrator });

  const router = createRouter();
  registerRoutes(router);
  registerEngineRoutes(router, startEngine(world));

  async function respond(request: Request): Promise<Response> {
    return answerCluster(world, request) ?? (await answer({ world, router, request }));
  }

  function keyOf(username: string): string | undefined {
    return store.all('MintedKeys').find((minted) => minted.Username === username)?.Key;
  }

  return {
    fetch: respond,
    get administratorKey() {
      return keyOf(administrator) ?? '';
    },
    keyOf,
    snapshot: () => store.snapshot(),
    world,
    close: async () => store.flushed(),
  };
}
