import { finpayDeployAddress } from '@octotrain/lab-config';
import { createOctopusClient } from '@octotrain/octopus-client';
import { type GitSource, programGit, type State } from '@octotrain/octopus-emulator';
import { canonicalJson, loadTrain, makePlan, type Plan } from '@octotrain/train-engine';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { observe } from '../../apps/train/src/server/observe.ts';
import type { SmokeProbes } from '../../apps/train/src/server/probe.ts';
import type { SimFault } from '../sim/scenario.ts';
import { settings } from '../sim/settings.ts';
import { type SimServer, startSimServer } from '../sim/sim-server.ts';
import type { SimWorld } from '../sim/world.ts';
import { fridayMorning } from '../support/friday-world.ts';
import type { CutTrain } from './trains.ts';

const account = 'friday-train';
const startMs = Date.parse('2026-11-27T15:00:00Z');

/** FinPay on Friday morning, under a virtual clock, with a plan of the train; made once for all rides. */
export interface Morning {
  readonly train: CutTrain;
  readonly state: State;
  readonly git: GitSource;
  readonly plan: Plan;
  readonly keys: ReadonlyMap<string, string>;
}

export async function makeMorning(train: CutTrain): Promise<Morning> {
  const { state, repository } = await fridayMorning();
  const git = remembering(programGit({ [finpayDeployAddress]: repository }));
  const keys = new Map<string, string>();
  const server = await openServer({ state, git, keys, train });
  for (const { Username, Key } of server.store().all('MintedKeys')) keys.set(Username, Key);
  return { train, state, git, keys, plan: await planOf(server, train) };
}

function openServer(from: Pick<Morning, 'state' | 'git' | 'keys' | 'train'>): Promise<SimServer> {
  const { state, git, keys, train } = from;
  return startSimServer({
    state,
    git,
    startMs,
    keyOf: (username) => keys.get(username) ?? '',
    seed: 'crash',
    faults: train.faults,
  });
}

/** A world of its own for one ride, with what goes wrong in it. */
export async function openWorld(morning: Morning, faults: readonly SimFault[]): Promise<SimWorld> {
  const server = await openServer(morning);
  server.arm();
  const world: SimWorld = {
    scenario: { seed: 'crash', record: true, host: 'stays', faults },
    server,
    account,
    probesOf: (fetch) => probesOver(world, fetch),
    judge: () => undefined,
    plan: morning.plan,
    planHash: sha256(canonicalJson(morning.plan)),
    runs: new Map(),
    lives: new Map(),
    startedMs: server.clock.now(),
    log: [],
    counts: { request: 0, write: 0, journal: 0 },
    broken: null,
    say: (text) => world.log.push(text),
    accuse(rule, detail) {
      world.broken ??= { rule, detail };
    },
  };
  return world;
}

async function planOf(server: SimServer, train: CutTrain): Promise<Plan> {
  const loaded = loadTrain({ text: train.file, file: 'train.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const { api } = createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: server.keyOf(account) },
    requestsPerMinute: 0,
    fetch: (request) => server.answer(request),
  });
  const observing = await observe({
    api,
    train: loaded.value,
    requestedBy: train.requestedBy,
    contexts: ['kind-finpay-dev', 'kind-finpay-prod'],
    now: server.clock.now(),
    autoWaitMs: settings.autoWaitMs,
  });
  if (!observing.ok) throw new Error(observing.message);
  const planning = makePlan(loaded.value, observing.observed);
  if (!planning.ok) throw new Error(JSON.stringify(planning.faults));
  return planning.plan;
}

/** Asks the simulated clusters as kube-kit does, through the network of the process, so that these requests are cut, too. */
function probesOver(world: SimWorld, fetch: (request: Request) => Promise<Response>): SmokeProbes {
  return {
    async http({ context, namespace, smoke }) {
      const path = `/clusters/${context}/api/v1/namespaces/${namespace}/services/${smoke.service}/proxy${smoke.path}`;
      const token = world.server.store().get('ClusterAccess', 'clusters')?.Token;
      const headers = { authorization: `Bearer ${token}` };
      const { status } = await fetch(new Request(`http://octopus${path}`, { headers }));
      return { result: status === smoke.status ? 'passed' : 'failed', detail: String(status) };
    },
    async rollout() {
      return { result: 'passed', detail: 'complete' };
    },
  };
}

/** What a branch stands for is asked of git once: nobody commits meanwhile. */
function remembering(source: GitSource): GitSource {
  const known = new Map<string, ReturnType<NonNullable<ReturnType<GitSource['repository']>>['resolve']>>();
  return {
    repository(address) {
      const repository = source.repository(address);
      if (!repository) return undefined;
      return {
        ...repository,
        resolve(ref) {
          const key = `${address} ${ref}`;
          const answer = known.get(key) ?? repository.resolve(ref);
          known.set(key, answer);
          return answer;
        },
      };
    },
  };
}
