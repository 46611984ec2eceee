import { createOctopusClient, type OctopusApi } from '@octotrain/octopus-client';
import type { TrainEvent } from '@octotrain/train-engine';
import { chainStart } from '../../apps/train/src/journal/chain.ts';
import { type JournalFile, journalWriter } from '../../apps/train/src/journal/journal.ts';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import { type Clock, steadyTime } from '../../apps/train/src/run/clock.ts';
import { noLease } from '../../apps/train/src/run/lease.ts';
import { type Ending, runLoop } from '../../apps/train/src/run/run-loop.ts';
import { continueSession, type Session, startSession } from '../../apps/train/src/run/session.ts';
import { octopusHands } from '../../apps/train/src/server/octopus-hands.ts';
import type { SmokeProbes } from '../../apps/train/src/server/probe.ts';
import { account } from './catalogue.ts';
import { diceOf } from './dice.ts';
import { type Life, networkOf } from './network.ts';
import type { Machine, SimWorld } from './world.ts';

const waitMs = 45 * 60_000;
const patienceMs = 60_000;
/** How often somebody takes a run up again that was left because the server was away, or something was in doubt. */
const mostResumed = 4;

/** Starts a train on a machine of its own; `text` is what its disk holds already. */
export function startMachine(world: SimWorld, options: { name: string; text: string; offsetMs: number }): Machine {
  const { server, lock } = world;
  let { text, offsetMs } = options;
  let events: readonly TrainEvent[] = [];
  let ending: Ending | null = null;
  let lives = 0;
  let killed = false;
  let resumed = 0;
  let over = false;

  function file(life: Life): JournalFile {
    return {
      appendFile(line) {
        if (life.dead) return never();
        world.counts.journal += 1;
        const kill = world.scenario.faults.find(
          (each) => each.kind === 'kill' && each.on === 'journal' && each.n === world.counts.journal,
        );
        if (kill?.kind !== 'kill') {
          text += line;
          return Promise.resolve();
        }
        // Before: the line was torn in the middle; after: it is whole, and nothing came after it.
        text += kill.when === 'after' ? line : line.slice(0, world.counts.journal % line.length);
        die(life, `at journal line ${world.counts.journal}`, kill.downMs);
        return never();
      },
      datasync: () => (life.dead ? never() : Promise.resolve()),
      close: () => Promise.resolve(),
    };
  }

  function die(life: Life, where: string, downMs: number): void {
    if (life.dead) return;
    life.dead = true;
    killed = true;
    world.say(`${options.name} is killed ${where}`);
    server.clock.after(downMs, () => void live());
  }

  async function open(life: Life, clock: Clock): Promise<Session> {
    const now = () => new Date(clock.now()).toISOString();
    const reading = text === '' ? null : parseJournal(text, options.name);
    if (reading?.ok) {
      const read = reading.journal;
      text = Buffer.from(text).subarray(0, read.wholeBytes).toString();
      const { journal } = journalWriter(file(life), { now, seq: read.nextSeq, head: read.head });
      return continueSession({ read, journal, listeners: [], at: clock.now() });
    }
    if (reading && reading.code === 'journal-damaged') world.accuse('journal', reading.message);
    text = '';
    const writer = journalWriter(file(life), { now, seq: 0, head: chainStart });
    await writer.line({ lock });
    return startSession({ lock, journal: writer.journal, listeners: [], at: clock.now() });
  }

  async function live(): Promise<void> {
    const life: Life = { dead: false, sawFailureAt: null, sent: new Map() };
    lives += 1;
    world.say(lives === 1 ? `${options.name} starts` : `${options.name} goes on`);
    const clock: Clock = {
      now: steadyTime({ wall: () => server.clock.now() + offsetMs, steady: server.clock.now }),
      sleep: (ms) => new Promise((resolve) => server.clock.after(ms, () => !life.dead && resolve())),
    };
    try {
      const session = await open(life, clock);
      events = session.events;
      const api = apiOf(clock, life);
      const hands = octopusHands({ api, at: clock.now, probes: probesOf(world), lease: noLease });
      const signal = new AbortController().signal;
      left(await runLoop({ session, hands, clock, waitMs, patienceMs, signal }));
    } catch (error) {
      world.accuse('no-crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
      over = true;
    }
  }

  function apiOf(clock: Clock, life: Life): OctopusApi {
    return createOctopusClient({
      url: 'http://octopus',
      auth: { apiKey: server.keyOf(account) },
      requestsPerMinute: 0,
      random: diceOf(`retries ${world.scenario.seed} ${lives}`).next,
      clock: { ...clock, startTimer: () => () => undefined },
      fetch: networkOf(world, { life, name: options.name, die: (where, downMs) => die(life, where, downMs) }),
    }).api;
  }

  function left(how: Ending): void {
    ending = how;
    world.say(`${options.name} leaves: ${how.is}${'message' in how ? ` (${how.message})` : ''}`);
    const mayGoOn = how.is === 'unreachable' || how.is === 'unknown';
    if (!mayGoOn || resumed >= mostResumed) {
      over = true;
      return;
    }
    resumed += how.is === 'unknown' ? mostResumed : 1;
    server.clock.after(5 * 60_000, () => void live());
  }

  void live();
  return {
    name: options.name,
    text: () => text,
    events: () => events,
    ending: () => ending,
    isOver: () => over,
    wasKilled: () => killed,
    jump(byMs) {
      offsetMs += byMs;
    },
  };
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}

/** Clusters that answer as the scenario says. */
function probesOf(world: SimWorld): SmokeProbes {
  return {
    async rollout() {
      return { result: 'passed', detail: 'complete' };
    },
    async http({ context, smoke }) {
      const key = `${smoke.service} ${context}`;
      const times = (world.asked.get(key) ?? 0) + 1;
      world.asked.set(key, times);
      const sick = world.scenario.cars.find((car) => car.id === smoke.service)?.sick;
      if (sick?.environment === context && times <= sick.times) return { result: 'failed', detail: 'http 500' };
      world.healthy.add(key);
      return { result: 'passed', detail: 'http 200' };
    },
  };
}
