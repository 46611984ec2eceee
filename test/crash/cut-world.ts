import { createOctopusClient } from '@octotrain/octopus-client';
import { canonicalJson, loadTrain, makePlan, type Plan } from '@octotrain/train-engine';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { observe } from '../../apps/train/src/server/observe.ts';
import type { SmokeProbes } from '../../apps/train/src/server/probe.ts';
import type { SimFault } from '../sim/scenario.ts';
import { settings } from '../sim/settings.ts';
import type { SimServer } from '../sim/sim-server.ts';
import type { SimWorld } from '../sim/world.ts';
import { type VirtualFriday, virtualFriday } from '../support/virtual-friday.ts';
import type { CutTrain } from './trains.ts';

const account = 'friday-train';

/** FinPay on Friday morning, with a plan of the train; made once for all rides. */
export interface Morning {
  readonly train: CutTrain;
  readonly friday: VirtualFriday;
  readonly plan: Plan;
}

export async function makeMorning(train: CutTrain): Promise<Morning> {
  const friday = await virtualFriday('crash');
  return { train, friday, plan: await planOf(await friday.open(), train) };
}

/** A world of its own for one ride, with what goes wrong in it. */
export async function openWorld(morning: Morning, faults: readonly SimFault[]): Promise<SimWorld> {
  const server = await morning.friday.open(morning.train.faults);
  const world: SimWorld = {
    scenario: { seed: 'crash', record: true, host: 'stays', pollMs: settings.pollMs, faults },
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
