import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { canonicalJson, makePlan, type Plan, type TrainEvent, type TrainRecord } from '@octotrain/train-engine';
import { sha256 } from '../../apps/train/src/journal/chain.ts';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import { freeKey, haltKey, type KeyState, unhaltKey } from '../../apps/train/src/record/key-state.ts';
import { variableKeyStore } from '../../apps/train/src/record/key-store.ts';
import { observe } from '../../apps/train/src/server/observe.ts';
import { clustersOf, failures } from './ailments.ts';
import { account, catalogue, requester } from './catalogue.ts';
import { checkEnd, checkTidy } from './endings.ts';
import { placesOf, trainOf } from './expected.ts';
import { makeForgers } from './forgers.ts';
import { checkHistory } from './history.ts';
import { allowTakeOver } from './key-rules.ts';
import { startMachine } from './machine.ts';
import { makePeople } from './people.ts';
import { prepare } from './prepare.ts';
import { type Scenario, type SimFault, trainName, version } from './scenario.ts';
import { settings } from './settings.ts';
import { type SimServer, startSimServer } from './sim-server.ts';
import type { Broken, JudgedWorld, Machine } from './world.ts';

/** What came of a scenario. */
export interface Ride {
  /** Codes of the plan's faults, where the train could not leave. */
  readonly refused: readonly string[] | null;
  readonly broken: Broken | null;
  readonly log: readonly string[];
  readonly events: readonly TrainEvent[];
  /** Types of what the journals that are left heard. */
  readonly heard: readonly string[];
  /** How each process left, or that it was not let in. */
  readonly endings: readonly string[];
  readonly requests: number;
}

const horizonMs = 10 * 3_600_000;
/** After the last machine has left, what is late still lands. */
const restMs = 5 * 60_000;

/** Rides a scenario from planning to rest, and judges it after every request. The same scenario rides the same way. */
export async function simulate(scenario: Scenario): Promise<Ride> {
  const { state, startMs, keyOf } = await catalogue();
  const server = await startSimServer({ state, startMs, keyOf, seed: scenario.seed, faults: failures(scenario) });
  await prepare(server, scenario);
  const planned = await planOf(server, scenario);
  if (!planned.ok)
    return { refused: planned.codes, broken: null, log: [], events: [], heard: [], endings: [], requests: 0 };
  server.arm();
  const world = worldOf(server, scenario, planned.plan);
  checkPlan(world);
  const machines: Machine[] = [];
  addMachine(world, machines, { text: '', offsetMs: 0, takeOver: false });
  for (const fault of scenario.faults) arrange(world, machines, fault);
  await ride(world, machines);
  return {
    refused: null,
    broken: world.broken,
    log: world.log,
    events: machines.flatMap((machine) => machine.events()),
    heard: machines.flatMap((machine) => heardBy(machine)),
    endings: machines.flatMap((machine) => machine.endings()),
    requests: world.counts.request,
  };
}

function heardBy(machine: Machine): readonly string[] {
  const reading = parseJournal(machine.text(), machine.name);
  return reading.ok ? reading.journal.events.map(({ event }) => event.type) : [];
}

async function planOf(
  server: SimServer,
  scenario: Scenario,
): Promise<{ ok: true; plan: Plan } | { ok: false; codes: readonly string[] }> {
  const { api } = clientOf(server, account);
  const train = trainOf(scenario);
  const now = server.clock.now();
  const options = { api, train, requestedBy: requester, contexts: scenario.environments, now };
  const observing = await observe({ ...options, autoWaitMs: settings.autoWaitMs });
  if (!observing.ok) throw new Error(observing.message);
  const planning = makePlan(train, observing.observed);
  if (!planning.ok) return { ok: false, codes: planning.faults.map(({ code }) => code) };
  return scenario.record ? planning : { ok: true, plan: { ...planning.plan, record: null } };
}

/** A client that nothing stands in the way of. */
function clientOf(server: SimServer, username: string): OctopusClient {
  return createOctopusClient({
    url: 'http://octopus',
    auth: { apiKey: server.keyOf(username) },
    requestsPerMinute: 0,
    fetch: (request) => server.answer(request),
    clock: { now: server.clock.now, sleep: () => Promise.resolve(), startTimer: () => () => undefined },
  });
}

function worldOf(server: SimServer, scenario: Scenario, plan: Plan): JudgedWorld {
  const startedMs = server.clock.now();
  const healthy = new Set<string>();
  const probes = clustersOf(scenario, (key) => healthy.add(key));
  const world: JudgedWorld = {
    scenario,
    server,
    account,
    probesOf: () => probes,
    judge: () => checkHistory(world),
    places: placesOf(scenario),
    plan,
    planHash: sha256(canonicalJson(plan)),
    runs: new Map(),
    lives: new Map(),
    startedMs,
    log: [],
    counts: { request: 0, write: 0, journal: 0 },
    healthy,
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
function checkPlan(world: JudgedWorld): void {
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

function addMachine(
  world: JudgedWorld,
  machines: Machine[],
  options: { text: string; offsetMs: number; takeOver: boolean },
): void {
  const name = machines.length === 0 ? 'train' : `other-${machines.length}`;
  if (options.takeOver) allowTakeOver(world);
  // Without a record there is nothing to go on from.
  const onLost = () => {
    if (world.plan.record) addMachine(world, machines, { text: '', offsetMs: 0, takeOver: machines.length % 2 === 1 });
  };
  const onFinished = (machine: Pick<Machine, 'name' | 'events'>) => checkTidy(world, machine);
  machines.push(startMachine(world, { name, ...options, onLost, onFinished }));
}

function arrange(world: JudgedWorld, machines: Machine[], fault: SimFault): void {
  if (!('atMs' in fault) || fault.kind === 'away' || fault.kind === 'revoked') return;
  world.server.clock.after(fault.atMs, () => {
    world.say(`fault: ${JSON.stringify(fault)}`);
    if (fault.kind === 'restart') void world.server.restart();
    if (fault.kind === 'clock') machines[0]?.jump(fault.byMs);
    if (fault.kind === 'halt') void halt(world, fault.ms);
    if (fault.kind === 'blocked') void block(world, fault.car);
    if (fault.kind === 'second') addSecond(world, machines, fault);
  });
}

/** Another machine, with what the first has written so far, or with nothing but the server. */
function addSecond(world: JudgedWorld, machines: Machine[], fault: Extract<SimFault, { kind: 'second' }>): void {
  const text = machines[0]?.text() ?? '';
  if (!text.includes('"type":"started"')) return;
  if (fault.disk === 'empty' && !world.plan.record) return;
  const { takeOver } = fault;
  addMachine(world, machines, { text: fault.disk === 'copy' ? text : '', offsetMs: 3_000, takeOver });
}

/** A person keeps the train from its next write, and lets it go again after a while. */
async function halt(world: JudgedWorld, ms: number): Promise<void> {
  const { server, plan } = world;
  if (!plan.record) return;
  const at = new Date(server.clock.now()).toISOString();
  await changeKey(world, plan.record, (key) => haltKey(key, { by: 'Cora', at, why: 'wait' }));
  server.clock.after(ms, () => plan.record && void changeKey(world, plan.record, (key) => unhaltKey(key ?? freeKey)));
}

/** A person reports a defect on the release of a car, where there is one. */
async function block({ server, plan }: JudgedWorld, id: string): Promise<void> {
  const car = plan.cars.find((each) => each.id === id);
  const release = server
    .store()
    .all('Releases')
    .find((each) => each.ProjectId === car?.project.id && each.Version === version);
  if (!release) return;
  const path = `/api/${release.SpaceId}/releases/${release.Id}/defects`;
  await server.ask('admin', 'POST', path, { Description: 'it smells' });
}

async function changeKey(
  world: JudgedWorld,
  record: TrainRecord,
  change: (key: KeyState | null) => KeyState,
): Promise<void> {
  const { server } = world;
  const store = variableKeyStore(clientOf(server, 'admin').api, record, server.clock.now);
  await store.change(trainName, (key) => ({ write: change(key), answer: null }));
}

async function ride(world: JudgedWorld, machines: readonly Machine[]): Promise<void> {
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
