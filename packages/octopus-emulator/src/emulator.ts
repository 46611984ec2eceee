import { join } from 'node:path';
import { newSigningKey } from './access-tokens/signing-keys.ts';
import { createBackground } from './clock/background.ts';
import type { Clock } from './clock/clock.ts';
import { realClock } from './clock/real-clock.ts';
import { untilClosed } from './clock/until-closed.ts';
import { createClockControl, takeUpClock } from './control/clock-control.ts';
import type { Control } from './control/routes.ts';
import { AUTOMATIC_WITHIN_MS } from './deployments/automatic.ts';
import { startEngine } from './engine.ts';
import { eventRecorder } from './events/record.ts';
import type { Executor } from './execution/executor.ts';
import { shellExecutor } from './execution/shell/shell-executor.ts';
import type { ShellOptions } from './execution/shell/shell-options.ts';
import { openWorkFolders } from './execution/shell/work-folders.ts';
import { createFaultBoard } from './faults/board.ts';
import { type FaultPlan, noFaults } from './faults/plan.ts';
import { ensureBuiltInFeeds } from './feeds/built-in.ts';
import type { GitSource } from './git/git-source.ts';
import { asResponse } from './http/answer.ts';
import { type Listening, listen } from './http/listen.ts';
import { createRouter } from './http/router.ts';
import { serverFunction } from './http/server.ts';
import { resumeHealthChecks } from './machines/health.ts';
import { createPage } from './page/answer.ts';
import { cryptoRandom, type Random } from './random.ts';
import { ensureRateLimitingPolicies } from './rate-limits/first-policies.ts';
import { registerRoutes } from './routes.ts';
import { createDataFiles } from './server/data-files.ts';
import { firstStart } from './server/first-start.ts';
import { type DataFolder, openDataFolder } from './store/data-folder.ts';
import { createStore, type State } from './store/store.ts';
import { TASK_CAP } from './tasks/queue.ts';
import { upgradeTenantVariables } from './tenants/upgrade.ts';
import { mintKeysAnew } from './users/keys.ts';
import type { World } from './world.ts';

export interface EmulatorOptions {
  /** Time; the wall clock unless given. */
  readonly clock?: Clock;
  /** Simulated work goes this many times faster; only for the wall clock. */
  readonly speed?: number;
  /** Keeps the state in this folder: what was answered survives a crash. Not kept unless given. */
  readonly data?: string;
  /** The journal of the folder is put into files of its own when it has so many bytes; 32 MiB unless given. */
  readonly compactAtBytes?: number;
  /** Told, in one sentence, when that fails: nothing is lost, and it is tried again. */
  readonly onTrouble?: (message: string) => void;
  /** Starts from what `snapshot` gave, in a new data folder too. */
  readonly state?: State;
  /** Repositories that steps may read; none unless given. */
  readonly git?: GitSource;
  /** For requests that simulated work makes; the server's own unless given: over HTTP while it listens, else without a socket. */
  readonly fetch?: typeof fetch;
  /** For what identity providers publish, when a token of one is exchanged; the platform's unless given. */
  readonly issuerFetch?: typeof fetch;
  readonly random?: Random;
  readonly faults?: FaultPlan;
  /** Shows the page at `/` without a key, to whoever asks by a loopback name; with a key only unless given. */
  readonly openPage?: boolean;
  /** User name of the first administrator; `admin` unless given. */
  readonly administrator?: string;
  /** What becomes of tasks that were executing when the server stopped: `fail` unless given, as a server does [guess]. */
  readonly onRestart?: 'fail' | 'continue';
  /** How many tasks are executed at a time, until somebody sets it over HTTP; 5 unless given, as a server begins. */
  readonly taskCap?: number;
  /** The longest that the server waits before it deploys to an automatic phase; 30,000 ms unless given, as a real one does. */
  readonly automaticWithinMs?: number;
  /** Runs steps for real, with the programs of this machine; they are simulated unless given. */
  readonly executor?: ShellOptions;
  /** Whether a new server limits rates, as a real one does; false unless given. */
  readonly rateLimits?: boolean;
}

export interface Emulator {
  /**
   * Answers a request as the server would; only method, path, query, headers and body of it count. Rejects with a
   * TypeError, as `fetch` does, when a fault drops the connection.
   */
  fetch(request: Request): Promise<Response>;
  /** Serves over HTTP, on loopback and a free port unless told otherwise. */
  listen(options?: { port?: number; host?: string }): Promise<Listening>;
  /** Key of the administrator. */
  readonly administratorKey: string;
  /** The key minted for a user, by user name. */
  keyOf(username: string): string | undefined;
  /** The whole state, for `state` of another emulator. Holds keys and secrets. */
  snapshot(): State;
  /** The clock, and the faults that are in force: the same as over HTTP under `/emulator`. */
  readonly control: Control;
  /** For tests and simulations that look behind the API. */
  readonly world: World;
  /** Stops listening and whatever is under way, and lets go of the data folder when everything is kept. */
  close(): Promise<void>;
}

/**
 * Starts an Octopus server inside this process. Started empty it has one default space, as a new server has.
 *
 * @throws {FolderInUseError} when another process has the data folder open.
 */
export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const folder = options.data === undefined ? undefined : await openFolder(options.data, options);
  const store = folder?.store ?? createStore({ state: options.state });
  const servers: Listening[] = [];
  const faults = createFaultBoard(options.faults ?? noFaults);
  // Once it listens, its own steps reach it as everybody does: over HTTP.
  const own = untilClosed(options.clock ?? realClock(options.speed === undefined ? {} : { speed: options.speed }));
  const ports = { ...options, clock: own.clock, faults: faults.plan, keepingTrouble: () => folder?.trouble() };
  const world = createWorld(store, ports, (request) => {
    const { pathname, search } = new URL(request.url);
    const server = servers[0];
    return server ? fetch(new Request(new URL(pathname + search, server.url), request)) : answered(request);
  });
  const administrator = options.administrator ?? 'admin';
  takeUpClock(store, world.clock);
  if (store.all('Users').length === 0) firstStart(world, { administrator });
  else if (store.all('MintedKeys').length === 0) mintKeysAnew(world);
  upgradeTenantVariables(store);
  ensureRateLimitingPolicies(world, { enabled: options.rateLimits ?? false });
  // What was kept by an older version has no feeds.
  for (const { Id } of store.all('Spaces')) ensureBuiltInFeeds(store, Id);

  const files = folder === undefined ? undefined : createDataFiles(store, folder);
  const router = createRouter();
  const engine = startEngine(world, { executor: await executorOf(world, options) });
  registerRoutes(router, engine);
  resumeHealthChecks(world);

  async function keep(): Promise<void> {
    await store.flushed();
    await files?.sync();
  }
  await keep();
  const control: Control = { clock: createClockControl(world), faults: faults.board };
  const page = createPage({ world, control, keep, open: options.openPage ?? false });
  const answer = serverFunction({ world, router, control, page, keep });

  async function answered(request: Request): Promise<Response> {
    return asResponse(await answer(request));
  }

  function keyOf(username: string): string | undefined {
    return store.all('MintedKeys').find((minted) => minted.Username === username)?.Key;
  }

  return {
    fetch: answered,
    async listen(where = {}) {
      const server = await listen(answer, where);
      servers.push(server);
      files?.listeningAt(server.url);
      await files?.sync();
      return server;
    },
    get administratorKey() {
      return keyOf(administrator) ?? '';
    },
    keyOf,
    snapshot: () => store.snapshot(),
    control,
    world,
    async close() {
      await Promise.all(servers.splice(0).map((server) => server.close()));
      await engine.close();
      own.close();
      world.background.close();
      await keep();
      await folder?.close();
    },
  };
}

function openFolder(data: string, { state, compactAtBytes, onTrouble }: EmulatorOptions): Promise<DataFolder> {
  return openDataFolder(data, { initial: state, compactAt: compactAtBytes, ...(onTrouble && { onTrouble }) });
}

async function executorOf(world: World, { executor, data }: EmulatorOptions): Promise<Executor | undefined> {
  if (executor === undefined) return undefined;
  const folder = executor.folder ?? (data === undefined ? undefined : join(data, 'work'));
  return shellExecutor(world, executor, await openWorkFolders(folder));
}

function createWorld(
  store: World['store'],
  options: EmulatorOptions & Pick<World, 'clock' | 'keepingTrouble'>,
  own: (request: Request) => Promise<Response>,
): World {
  const eventListeners: World['eventListeners'] = [];
  const random = options.random ?? cryptoRandom;
  const { clock } = options;
  return {
    store,
    clock,
    random,
    fetch: options.fetch ?? ((input, init) => own(new Request(input, init))),
    issuerFetch: options.issuerFetch ?? fetch,
    newSigningKey,
    git: options.git ?? { repository: () => undefined },
    background: createBackground(),
    keepingTrouble: options.keepingTrouble,
    faults: options.faults ?? noFaults,
    onRestart: options.onRestart ?? 'fail',
    runsPrograms: options.executor !== undefined,
    taskCap: options.taskCap ?? TASK_CAP,
    automaticWithinMs: options.automaticWithinMs ?? AUTOMATIC_WITHIN_MS,
    record: eventRecorder({ store, clock, random, listeners: eventListeners }),
    eventListeners,
  };
}
