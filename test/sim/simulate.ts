import { createOctopusClient } from '@octotrain/octopus-client';
import { canonicalJson, makePlan, makeRunId, type Plan, type TrainEvent } from '@octotrain/train-engine';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { observe } from '../../apps/train/src/server/observe.ts';
import { account, catalogue, requester } from './catalogue.ts';
import { diceOf } from './dice.ts';
import { checkEnd } from './endings.ts';
import { placesOf, trainOf } from './expected.ts';
import { makeForgers } from './forgers.ts';
import { checkHistory } from './history.ts';
import { startMachine } from './machine.ts';
import { makePeople } from './people.ts';
import { prepare } from './prepare.ts';
import type { Scenario, SimFault } from './scenario.ts';
import { type SimServer, startSimServer } from './sim-server.ts';
import type { Broken, Machine, SimWorld } from './world.ts';

/** What came of a scenario. */
export interface Ride {
  /** Codes of the plan's faults, where the train could not leave. */
  readonly refused: readonly string[] | null;
  readonly broken: Broken | null;
  readonly log: readonly string[];
  readonly events: readonly TrainEvent[];
  readonly endings: readonly string[];
  readonly requests: number;
}

const settings = { settleMs: 120_000, autoWaitMs: 90_000, pollMs: 30_000 };
const horizonMs = 10 * 3_600_000;
/** After the last machine has left, what is late still lands. */
const restMs = 5 * 60_000;

/** Rides a scenario from planning to rest, and judges it after every request. The same scenario rides the same way. */
export async function simulate(scenario: Scenario): Promise<Ride> {
  const server = await startSimServer(await catalogue(), scenario);
  await prepare(server, scenario);
  const planned = await planOf(server, scenario);
  if (!planned.ok) return { refused: planned.codes, broken: null, log: [], events: [], endings: [], requests: 0 };
  server.arm();
  const world = worldOf(server, scenario, planned.plan);
  checkPlan(world);
  const machines = [startMachine(world, { name: 'train', text: '', offsetMs: 0 })];
  for (const fault of scenario.faults) arrange(world, machines, fault);
  await ride(world, machines);
  return {
    refused: null,
    broken: world.broken,
    log: world.log,
    events: machines.flatMap((machine) => machine.events()),
    endings: machines.map((machine) => machine.ending()?.is ?? 'nothing'),
    requests: world.counts.request,
  };
}

async function planOf(
  server: SimServer,
  scenario: Scenario,
): Promise<{ ok: true; plan: Plan } | { ok: false; codes: readonly string[] }> {
  const { api } = createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: server.keyOf(account) },
    requestsPerMinute: 0,
    fetch: (request) => server.answer(request),
    clock: { now: server.clock.now, sleep: () => Promise.resolve(), startTimer: () => () => undefined },
  });
  const train = trainOf(scenario);
  const now = server.clock.now();
  const options = { api, train, requestedBy: requester, contexts: scenario.environments, now };
  const observing = await observe({ ...options, autoWaitMs: settings.autoWaitMs });
  if (!observing.ok) throw new Error(observing.message);
  const planning = makePlan(train, observing.observed);
  return planning.ok ? planning : { ok: false, codes: planning.faults.map(({ code }) => code) };
}

function worldOf(server: SimServer, scenario: Scenario, plan: Plan): SimWorld {
  const startedMs = server.clock.now();
  const isoTime = new Date(startedMs).toISOString();
  const run = makeRunId({ train: plan.train, isoTime, random: diceOf(`run ${scenario.seed}`).next });
  const planHash = sha256(canonicalJson(plan));
  const lock = {
    run,
    plan,
    planHash,
    fileHash: '',
    file: 'sim.yaml',
    server: 'http://octopus',
    rehearsal: false,
    settings,
  };
  const world: SimWorld = {
    scenario,
    server,
    places: placesOf(scenario),
    plan,
    lock,
    startedMs,
    log: [],
    counts: { request: 0, write: 0, journal: 0 },
    healthy: new Set(),
    asked: new Map(),
    broken: null,
    say: (text) => world.log.push(`${((server.clock.now() - startedMs) / 1_000).toFixed(1)} s  ${text}`),
    accuse(rule, detail) {
      if (world.broken) return;
      world.broken = { rule, detail };
      world.say(`BROKEN ${rule}: ${detail}`);
    },
  };
  return world;
}

/** The plan has the places that the scenario names, and no others. */
function checkPlan(world: SimWorld): void {
  const wanted = world.places.map((each) => `${each.car.id} ${each.environment} ${each.tenant} ${each.deploys}`);
  const planned = world.plan.stops.map(
    (stop) => `${stop.car} ${stop.environment.name} ${stop.tenant?.name ?? null} ${stop.action === 'deploy'}`,
  );
  const odd = [
    ...wanted.filter((each) => !planned.includes(each)),
    ...planned.filter((each) => !wanted.includes(each)),
  ];
  if (odd.length > 0) world.accuse('plan', odd.join('; '));
}

function arrange(world: SimWorld, machines: Machine[], fault: SimFault): void {
  if (!('atMs' in fault) || fault.kind === 'away') return;
  world.server.clock.after(fault.atMs, () => {
    world.say(`fault: ${JSON.stringify(fault)}`);
    if (fault.kind === 'restart') void world.server.restart();
    if (fault.kind === 'clock') machines[0]?.jump(fault.byMs);
    const text = machines[0]?.text() ?? '';
    if (fault.kind !== 'second' || !text.includes('"type":"started"')) return;
    machines.push(startMachine(world, { name: `other-${machines.length}`, text, offsetMs: 3_000 }));
  });
}

async function ride(world: SimWorld, machines: readonly Machine[]): Promise<void> {
  const { server } = world;
  const people = makePeople(world);
  const forgers = makeForgers(world);
  let restUntil: number | undefined;
  while (!world.broken) {
    await server.quiet();
    people.look();
    forgers.look();
    checkHistory(world);
    const isOver = machines.every((machine) => machine.isOver());
    restUntil = isOver ? (restUntil ?? server.clock.now() + restMs) : undefined;
    if (restUntil !== undefined && server.clock.now() >= restUntil) break;
    if (server.clock.now() > world.startedMs + horizonMs) break;
    if (!server.clock.runNext()) break;
  }
  if (!world.broken) checkEnd(world, machines);
}
