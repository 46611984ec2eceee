import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type VirtualClock,
  virtualClock,
} from '@octotrain/octopus-emulator';
import { type Catalogue, projectName } from './catalogue.ts';
import { diceOf } from './dice.ts';
import type { Scenario } from './scenario.ts';

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
  /** From now on steps fail where the scenario says so. */
  arm(): void;
  restart(): Promise<void>;
  /** Resolves when nothing goes on but waiting for time. */
  quiet(): Promise<void>;
}

export async function startSimServer(catalogue: Catalogue, scenario: Scenario): Promise<SimServer> {
  const clock = virtualClock(catalogue.startMs);
  let alive = { is: true };
  let going = 0;
  let steps = 0;
  const armed = { is: false };
  const start = (state: EmulatorOptions['state'], life: { is: boolean }) =>
    createEmulator({
      clock: { now: clock.now, after: (ms, run) => clock.after(ms, () => life.is && run()) },
      random: randomOf(scenario.seed),
      faults: failures(scenario, armed),
      ...(state ? { state } : {}),
    });
  let emulator = await start(catalogue.state, alive);

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
    keyOf: catalogue.keyOf,
    answer,
    async ask(who, method, path, body) {
      const headers = { 'X-Octopus-ApiKey': catalogue.keyOf(who) };
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

/** Steps that fail because the scenario says so. */
function failures(scenario: Scenario, armed: { readonly is: boolean }): NonNullable<EmulatorOptions['faults']> {
  const places = new Set(scenario.cars.map((car) => `${projectName(car.space, car.kind)} ${car.failsIn}`));
  return {
    forStep: ({ step, project, environment }) =>
      armed.is && step === 'Deploy' && places.has(`${project} ${environment}`)
        ? { kind: 'fail', message: 'it does not start' }
        : undefined,
    forWorkload: () => undefined,
    forRoute: () => [],
  };
}
