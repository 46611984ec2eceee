import { join } from 'node:path';
import { createOctopusClient } from '@octotrain/octopus-client';
import { canonicalJson, loadTrain, makePlan, type Plan } from '@octotrain/train-engine';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { fileShelf } from '../../apps/train/src/journal/file-shelf.ts';
import type { KeyState } from '../../apps/train/src/record/key-state.ts';
import { variableKeyStore } from '../../apps/train/src/record/key-store.ts';
import { readKeys } from '../../apps/train/src/record/key-variable.ts';
import { wallClock } from '../../apps/train/src/run/clock.ts';
import { createDriver } from '../../apps/train/src/run/driver.ts';
import { ownIdentity } from '../../apps/train/src/run/identity.ts';
import { beginRun } from '../../apps/train/src/run/leg.ts';
import { stateFolder } from '../../apps/train/src/run/run-folder.ts';
import { readSettings } from '../../apps/train/src/run/settings.ts';
import type { Surroundings } from '../../apps/train/src/run/surroundings.ts';
import { observe } from '../../apps/train/src/server/observe.ts';
import { serverTasks } from '../../apps/train/src/server/task-source.ts';
import type { FridayWorld } from '../support/friday-world.ts';
import { freshProcesses, type Hosting, type Yard } from './hosts.ts';
import { lineFiles } from './line-files.ts';

/** A train of one stop, which waits for the Risk Team before it deploys anything. */
const waiting = `version: 1
train: bulk
environments: [Development]
cars:
  - project: Payments/payments-api
    release: { version: 1.0.0 }
    when: always
gates:
  Development:
    - approval: { teams: [Risk Team], notRequester: true, through: runbook }
`;

/** Begins many trains, each of a name of its own, and leaves each where it waits for its approval: in this process, for it is the same for every host. */
export async function beginWaiting(options: {
  world: FridayWorld;
  yard: Yard;
  hosting: Hosting;
  trains: number;
}): Promise<void> {
  const { world, yard, hosting, trains } = options;
  const reading = readSettings(yard.env);
  if (!reading.ok) throw new Error(reading.message);
  const { settings } = reading;
  const surroundings = await surroundingsOf(yard, hosting);
  const plan = await planOf(surroundings, settings.autoWaitMs);
  for (let number = 1; number <= trains; number++) {
    const own: Plan = { ...plan, train: `bulk-${number}` };
    const planHash = sha256(canonicalJson(own));
    const where = { file: 'bulk.yaml', server: yard.env.OCTOPUS_URL ?? '', rehearsal: false };
    const beginning = { plan: own, planHash, fileHash: '', ...where, settings };
    const opening = await beginRun({ surroundings, beginning, listeners: [], what: 'begin' });
    if (!opening.ok) throw new Error(`bulk-${number} is ${opening.refusal.is}`);
    const driver = createDriver({ leg: opening.leg, patience: { waitMs: 0, awayMs: 0 } });
    await driver.turn(new AbortController().signal);
    await opening.leg.close();
  }
  const { store } = world.emulator.world;
  const asked = () => store.all('Interruptions').filter(({ IsPending }) => IsPending).length;
  for (let tries = 0; asked() < trains && tries < 600; tries++) await wallClock.sleep(50);
  if (asked() < trains) throw new Error(`only ${asked()} of ${trains} trains ask`);
}

async function surroundingsOf(yard: Yard, hosting: Hosting): Promise<Surroundings> {
  const { OCTOPUS_URL: url = '', OCTOPUS_API_KEY: apiKey = '' } = yard.env;
  const clientWith = (mayWrite?: () => Promise<void>) =>
    createOctopusClient({
      url,
      auth: { apiKey },
      requestsPerMinute: 0,
      onRequest: ({ method }) => (mayWrite && method !== 'GET' ? mayWrite() : undefined),
    });
  const client = clientWith();
  const state = join(yard.folder, 'state');
  const me = await ownIdentity(stateFolder(state));
  return {
    api: client.api,
    guarded: (mayWrite) => clientWith(mayWrite).api,
    tasks: serverTasks(client),
    probes: {
      http: async () => ({ result: 'passed', detail: '' }),
      rollout: async () => ({ result: 'passed', detail: '' }),
    },
    shelf: hosting === freshProcesses ? lineFiles(join(state, 'lines')) : fileShelf(stateFolder(state)),
    keys: (record) => variableKeyStore(client.api, record, wallClock.now),
    me,
    isGone: async () => false,
    clock: wallClock,
    random: Math.random,
  };
}

async function planOf({ api }: Surroundings, autoWaitMs: number): Promise<Plan> {
  const loaded = loadTrain({ text: waiting, file: 'bulk.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const options = { api, train: loaded.value, requestedBy: 'alex.rivera', contexts: null, now: wallClock.now() };
  const observing = await observe({ ...options, autoWaitMs });
  if (!observing.ok) throw new Error(observing.message);
  const planning = makePlan(loaded.value, observing.observed);
  if (!planning.ok) throw new Error(JSON.stringify(planning.faults));
  return planning.plan;
}

/** The state of a train's key, as the server has it. */
export function keyOf(world: FridayWorld, train: string): KeyState | undefined {
  const sets = world.emulator.world.store.all('Variables');
  return readKeys(sets.flatMap((set) => set.Variables)).get(train);
}
