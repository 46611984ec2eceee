import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type FaultPlan,
  type GitSource,
  type State,
  type VirtualClock,
  virtualClock,
} from '@octotrain/octopus-emulator';
import { diceOf } from './dice.ts';

/** The server of a simulation: it can be restarted, and time moves only when nothing goes on. */
export interface SimServer {
  readonly clock: VirtualClock;
  readonly store: () => Emulator['world']['store'];
  keyOf(username: string): string;
  /** Answers a request; counted, so that time stands still meanwhile. */
  answer(request: Request): Promise<Response>;
  /** A request of a person or an administrator; what is refused is no trouble of theirs. */
  ask(
    who: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly ok: boolean; readonly body: unknown }>;
  /** From now on things fail as the fault plan says. */
  arm(): void;
  restart(): Promise<void>;
  /** Resolves when nothing goes on but waiting for time. */
  quiet(): Promise<void>;
}

/** What a server starts from. */
export interface SimStart {
  readonly state: State;
  readonly startMs: number;
  keyOf(username: string): string;
  /** Throws of the server come from it. */
  readonly seed: string;
  readonly faults: FaultPlan;
  readonly git?: GitSource;
}

export async function startSimServer(from: SimStart): Promise<SimServer> {
  const clock = virtualClock(from.startMs);
  let alive = { is: true };
  let going = 0;
  let steps = 0;
  const armed = { is: false };
  const faults: FaultPlan = {
    forStep: (place) => (armed.is ? from.faults.forStep(place) : undefined),
    forWorkload: (place) => (armed.is ? from.faults.forWorkload(place) : undefined),
    forMachine: (name) => (armed.is ? from.faults.forMachine(name) : undefined),
    forRoute: (method, path) => (armed.is ? from.faults.forRoute(method, path) : []),
  };
  const start = (state: EmulatorOptions['state'], life: { is: boolean }) =>
    createEmulator({
      clock: { now: clock.now, after: (ms, run) => clock.after(ms, () => life.is && run()) },
      random: randomOf(from.seed),
      faults,
      ...(from.git ? { git: from.git } : {}),
      ...(state ? { state } : {}),
    });
  let emulator = await start(from.state, alive);

  async function answer(request: Request): Promise<Response> {
    going += 1;
    try {
      return await emulator.fetch(request);
    } finally {
      going -= 1;
      steps += 1;
    }
  }
  return {
    clock,
    store: () => emulator.world.store,
    keyOf: from.keyOf,
    answer,
    async ask(who, method, path, body) {
      const headers = { 'X-Octopus-ApiKey': from.keyOf(who) };
      const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
      const response = await answer(new Request(`http://octopus${path}`, init));
      const text = await response.text();
      return { ok: response.ok, body: text === '' ? null : JSON.parse(text) };
    },
    arm() {
      armed.is = true;
    },
    async restart() {
      going += 1;
      alive.is = false;
      alive = { is: true };
      emulator = await start(emulator.snapshot(), alive);
      going -= 1;
      steps += 1;
    },
    async quiet() {
      for (let calm = 0, seen = steps; calm < 2; ) {
        await new Promise<void>((resolve) => setImmediate(resolve));
        await emulator.world.background.settled();
        calm = going === 0 && steps === seen ? calm + 1 : 0;
        seen = steps;
      }
    },
  };
}

function randomOf(seed: string): NonNullable<EmulatorOptions['random']> {
  const dice = diceOf(`server ${seed}`);
  return {
    integer: dice.integer,
    uuid: () => `00000000-0000-4000-8000-${String(dice.integer(1e9)).padStart(12, '0')}`,
  };
}
