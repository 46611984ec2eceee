import { join } from 'node:path';
import process from 'node:process';
import { isRunning } from '@octotrain/durable-files';
import { canonicalJson, loadTrain, makePlan } from '@octotrain/train-engine';
import { clientsOf } from '../../apps/train/src/connect/clients.ts';
import { kubeconfigOf } from '../../apps/train/src/connect/kubeconfig.ts';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { wallClock } from '../../apps/train/src/run/clock.ts';
import { createDriver } from '../../apps/train/src/run/driver.ts';
import { endingOf } from '../../apps/train/src/run/ending.ts';
import { ownIdentity } from '../../apps/train/src/run/identity.ts';
import { beginRun, type LegOpening, takeUpRun } from '../../apps/train/src/run/leg.ts';
import { findOpenRuns } from '../../apps/train/src/run/open-runs.ts';
import { stateFolder } from '../../apps/train/src/run/run-folder.ts';
import { readSettings } from '../../apps/train/src/run/settings.ts';
import type { Surroundings } from '../../apps/train/src/run/surroundings.ts';
import { clusterProbes } from '../../apps/train/src/server/cluster-probes.ts';
import { observe } from '../../apps/train/src/server/observe.ts';
import { serverTasks, sharedTasks } from '../../apps/train/src/server/task-source.ts';
import { lineFiles } from './line-files.ts';

/**
 * A host that keeps nothing in memory: each pass is a process of its own, which rebuilds all it knows from the journal's records and the server. `begin YAML`
 * starts a run, `tick` makes one pass over all open ones. Prints one line of JSON.
 */
const [command = '', text = ''] = process.argv.slice(2);
const {
  OCTOPUS_URL: url = '',
  OCTOPUS_API_KEY: apiKey = '',
  STATE: state = '',
  REQUESTED_BY: requestedBy,
} = process.env;
const reading = readSettings(process.env);
if (!reading.ok) throw new Error(reading.message);
const { settings } = reading;
const where = { server: url, rehearsal: false };

/** What the process that started this one waits for. */
export interface PassResult {
  readonly runs: readonly { readonly run: string; readonly state: string }[];
  /** Kilobytes at most. */
  readonly maxRss: number;
}

async function surroundingsOf(): Promise<Surroundings> {
  const edges = { clock: wallClock };
  const userAgent = 'second-host';
  const { client, guarded, keys } = clientsOf({ url, auth: { apiKey }, requestsPerMinute: 0, userAgent, edges });
  const me = await ownIdentity(stateFolder(state));
  return {
    api: client.api,
    guarded,
    tasks: sharedTasks(serverTasks(client), { gatherMs: 50, sleep: wallClock.sleep }),
    probes: clusterProbes(kubeconfigOf(process.env, process.cwd())),
    shelf: lineFiles(join(state, 'lines')),
    keys,
    me,
    // Workers share the machine and hold no lock on it: only a process that runs no more is gone.
    isGone: async (holder) => holder.place === me.place && !(await isRunning(holder)),
    clock: wallClock,
    random: Math.random,
  };
}

async function begin(surroundings: Surroundings): Promise<LegOpening> {
  const loaded = loadTrain({ text, file: 'train.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { api } = surroundings;
  const now = wallClock.now();
  const contexts = ['kind-finpay-dev', 'kind-finpay-prod'];
  const options = { api, train: loaded.value, requestedBy, contexts, now, autoWaitMs: settings.autoWaitMs };
  const observing = await observe(options);
  if (!observing.ok) throw new Error(observing.message);
  const planning = makePlan(loaded.value, observing.observed);
  if (!planning.ok) throw new Error(JSON.stringify(planning.faults));
  const { plan } = planning;
  const beginning = {
    plan,
    planHash: sha256(canonicalJson(plan)),
    fileHash: '',
    file: 'train.yaml',
    ...where,
    settings,
  };
  return beginRun({ surroundings, beginning, listeners: [], what: 'begin' });
}

/** Turns of a leg, one, or as many as it takes until it waits; what they came to. */
async function turn(opening: LegOpening, isLong = false): Promise<string> {
  if (!opening.ok) return `refused: ${opening.refusal.is}`;
  const { signal } = new AbortController();
  const driver = createDriver({ leg: opening.leg, patience: { waitMs: 0, awayMs: 0 } });
  try {
    let { ending } = await driver.turn(signal);
    while (!ending && isLong) {
      await wallClock.sleep(settings.pollMs);
      ending = (await driver.turn(signal)).ending;
    }
    return ending?.is ?? 'moving';
  } finally {
    await opening.leg.close();
  }
}

async function pass(surroundings: Surroundings): Promise<PassResult['runs']> {
  const found = await findOpenRuns(surroundings.shelf, where);
  if (!found.ok) throw new Error(found.message);
  return Promise.all(
    found.runs.map(async (read) => {
      const known = { lock: read.lock, read };
      const how = { resumed: false, takeOver: false, lazy: true, listeners: [], what: 'tick' };
      // Two workers may take up one run: the one whose line stands goes on.
      const state = await takeUpRun({ surroundings, known, ...how }).then(turn, (error: unknown) => endingOf(error).is);
      return { run: read.lock.run, state };
    }),
  );
}

const surroundings = await surroundingsOf();
const runs =
  command === 'begin' ? [{ run: '', state: await turn(await begin(surroundings), true) }] : await pass(surroundings);
const result: PassResult = { runs, maxRss: process.resourceUsage().maxRSS };
process.stdout.write(`${JSON.stringify(result)}\n`);
