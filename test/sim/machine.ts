import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import type { RunLock } from '../../apps/train/src/journal/lock-record.ts';
import { parseJournal } from '../../apps/train/src/journal/read-journal.ts';
import type { KeyHolder, KeyLeft } from '../../apps/train/src/record/key-state.ts';
import { variableKeyStore } from '../../apps/train/src/record/key-store.ts';
import { findRunRelease } from '../../apps/train/src/record/run-release.ts';
import { type Clock, steadyTime } from '../../apps/train/src/run/clock.ts';
import { createDriver } from '../../apps/train/src/run/driver.ts';
import { type Ending, endingOf } from '../../apps/train/src/run/ending.ts';
import { createHost } from '../../apps/train/src/run/host.ts';
import { beginRun, type Leg, type LegOpening, takeUpRun } from '../../apps/train/src/run/leg.ts';
import type { Session } from '../../apps/train/src/run/session.ts';
import type { Surroundings } from '../../apps/train/src/run/surroundings.ts';
import { serverTasks } from '../../apps/train/src/server/task-source.ts';
import { diceOf } from './dice.ts';
import { makeDisk } from './disk.ts';
import { networkOf } from './network.ts';
import type { SimFault } from './scenario.ts';
import { settings } from './settings.ts';
import type { Life, Machine, SimWorld } from './world.ts';

/** Why a process was not let in. */
type LegRefusal = Extract<LegOpening, { ok: false }>['refusal'];

const patience = { waitMs: 45 * 60_000, awayMs: 60_000 };
/** How often somebody takes a run up again that was left because something was in the way. */
const mostResumed = 6;
const resumedAfterMs = 5 * 60_000;
/** How often a timer begins a pass. */
const timerMs = 60_000;

type Kill = Extract<SimFault, { kind: 'kill' }>;

/** Starts a train on a machine of its own; `text` is what its disk holds already. */
export function startMachine(
  world: SimWorld,
  options: {
    readonly name: string;
    readonly text: string;
    readonly offsetMs: number;
    readonly takeOver: boolean;
    /** Its disk is lost, and somebody goes on without it. */
    readonly onLost: () => void;
    /** It was killed, and comes back so long after. */
    readonly onKilled?: (downMs: number) => void;
    /** Whether somebody takes the run up again when it was left, or was not to be had. */
    readonly isPersistent?: boolean;
    /** Whether it is known here that a holder lives no more; of its own machine alone, unless given. */
    readonly isGone?: (holder: KeyHolder) => boolean;
    readonly onFinished?: (machine: Pick<Machine, 'name' | 'events'>) => void;
  },
): Machine {
  const { server } = world;
  const { name } = options;
  const disk = makeDisk(world, name, options.text);
  let { offsetMs, takeOver } = options;
  let session: Session | null = null;
  let ending: Ending | null = null;
  const endings: string[] = [];
  let refusal: LegRefusal | null = null;
  let lives = 0;
  let passes = 0;
  let killed = false;
  let resumed = 0;
  let over = false;

  function die(life: Life, kill: Kill, where: string): void {
    if (life.dead) return;
    life.dead = true;
    killed = true;
    if (kill.power) disk.losePower();
    world.say(`${name} is killed ${where}${kill.power ? ', with its machine' : ''}`);
    options.onKilled?.(kill.downMs);
    if (kill.back === 'here') server.clock.after(kill.downMs, () => void live());
    else {
      over = true;
      world.say(`${name} is lost with its disk`);
      server.clock.after(kill.downMs, options.onLost);
    }
  }

  async function live(): Promise<void> {
    const life: Life = {
      machine: name,
      number: ++lives,
      dead: false,
      pausedUntil: 0,
      sawFailureAt: null,
      sent: new Map(),
      checkedAt: null,
      onDisk: disk.safe,
    };
    world.lives.set(name, life);
    world.say(lives === 1 ? `${name} starts` : `${name} goes on`);
    try {
      await ride(life);
    } catch (error) {
      world.accuse('no-crash', error instanceof Error ? (error.stack ?? error.message) : String(error));
      over = true;
    }
  }

  async function ride(life: Life): Promise<void> {
    const how = world.scenario.host === 'ticks' ? await ridePasses(life) : await rideThrough(life);
    if (how) left(how);
  }

  /** One process that stays with the run until it is left; null when it was not let in. */
  async function rideThrough(life: Life): Promise<Ending | null> {
    const leg = await enter(life, { isPass: false });
    if (!leg || !('session' in leg)) return leg;
    let how: Ending | null = null;
    const wake = { after: (_: string, ms: number) => sleep(life, ms) };
    const { signal } = new AbortController();
    const onEnding = async (_: unknown, ending: Ending) => {
      how = ending;
    };
    const host = createHost({ wake, signal, onEnding });
    host.add(createDriver({ leg, patience }));
    await host.done();
    await leg.close();
    return how;
  }

  /** Passes that each begin from journal and server, until a person must look; where only waiting helps, the next pass waits. */
  async function ridePasses(life: Life): Promise<Ending | null> {
    for (let idle = 0; ; idle++) {
      const leg = await enter(life, { isPass: passes > 0 });
      if (!leg) return null;
      if (!('session' in leg)) return leg;
      passes += 1;
      const turn = await createDriver({ leg, patience: { waitMs: 0, awayMs: 0 } }).turn(new AbortController().signal);
      await leg.close();
      const isIdle = turn.ending?.is === 'waiting' || turn.ending?.is === 'unreachable';
      if (turn.ending && !isIdle) return turn.ending;
      if (!isIdle) idle = 0;
      if (turn.ending && idle * timerMs >= patience.waitMs) return turn.ending;
      await sleep(life, timerMs);
    }
  }

  /** Opens a leg; the ending of what could not be opened; null when it was refused. */
  async function enter(life: Life, { isPass }: { isPass: boolean }): Promise<Leg | Ending | null> {
    let opening: LegOpening;
    try {
      opening = await open(life, { isPass });
    } catch (error) {
      return endingOf(error);
    }
    if (!opening.ok) {
      refused(opening.refusal);
      return null;
    }
    const { leg } = opening;
    refusal = null;
    // What it takes over once, it has.
    takeOver = false;
    session = leg.session;
    world.runs.set(leg.session.lock.run, leg.session.lock);
    return leg;
  }

  function sleep(life: Life, ms: number): Promise<void> {
    return new Promise((resolve) => server.clock.after(ms, () => !life.dead && resolve()));
  }

  /** As `train FILE` does: goes on from its disk, else from what the server keeps, else begins. */
  async function open(life: Life, { isPass }: { isPass: boolean }): Promise<LegOpening> {
    const surroundings = surroundingsOf(life);
    const what = `life ${life.number} of ${name}`;
    const reading = parseJournal(disk.text(), name);
    if (!reading.ok && reading.code === 'journal-damaged') world.accuse('journal', reading.message);
    const read = reading.ok ? reading.journal : null;
    const there = read ? null : await keptRun(surroundings);
    // Somebody who comes when the run is over plans anew, and finds that all stands: that is another train.
    if (there?.left?.outcome && world.runs.has(there.left.run))
      return { ok: false, refusal: { is: 'ended', left: there.left } };
    const lock = read?.lock ?? there?.lock;
    const taking = { surroundings, listeners: [], what };
    if (lock) return takeUpRun({ ...taking, known: { lock, read }, resumed: !isPass, takeOver, lazy: isPass });
    const { plan, planHash } = world;
    const { pollMs } = world.scenario;
    const where = { file: 'sim.yaml', server: 'http://octopus', rehearsal: false };
    const of = { ...where, fileHash: '', settings: { ...settings, pollMs } };
    return beginRun({ ...taking, beginning: { plan, planHash, ...of } });
  }

  /** The open run as the server keeps it, and how the last one was left. */
  async function keptRun({ api, keys }: Surroundings): Promise<{ lock: RunLock | null; left: KeyLeft | null } | null> {
    const { record, train } = world.plan;
    if (!record) return null;
    const { state } = await keys(record).read(train);
    const found = state?.run ? await findRunRelease(api, record, state.run) : null;
    return { lock: found?.is === 'found' ? found.lock : null, left: state?.left ?? null };
  }

  function surroundingsOf(life: Life): Surroundings {
    const clock: Clock = {
      now: steadyTime({ wall: () => server.clock.now() + offsetMs, steady: server.clock.now }),
      sleep: (ms) => sleep(life, ms),
    };
    const dice = diceOf(`life ${world.scenario.seed} ${name} ${life.number}`);
    const fetch = networkOf(world, { life, die: (kill, where) => die(life, kill, where) });
    const clientWith = (mayWrite?: () => Promise<void>): OctopusClient =>
      createOctopusClient({
        url: 'http://octopus',
        auth: { apiKey: server.keyOf(world.account) },
        requestsPerMinute: 0,
        random: dice.next,
        clock: { ...clock, startTimer: () => () => undefined },
        fetch,
        onRequest: ({ method }) => (mayWrite && method !== 'GET' ? mayWrite() : undefined),
      });
    const client = clientWith();
    return {
      api: client.api,
      guarded: (mayWrite) => clientWith(mayWrite).api,
      tasks: serverTasks(client),
      probes: world.probesOf(fetch),
      shelf: disk.shelf({ life, run: () => null, die: (kill, where) => die(life, kill, where) }),
      keys: (record) => variableKeyStore(client.api, record, clock.now),
      me: { machine: name, host: name, pid: life.number, started: null, place: name },
      // Of a machine's own processes one runs at a time; of others nobody here can tell.
      isGone: async (holder) => options.isGone?.(holder) ?? holder.machine === name,
      clock,
      random: dice.next,
    };
  }

  function left(how: Ending): void {
    ending = how;
    endings.push(how.is);
    world.say(`${name} leaves: ${how.is}${'message' in how ? ` (${how.message})` : ''}`);
    if (how.is === 'finished') options.onFinished?.({ name, events: () => session?.events ?? [] });
    const isDone = how.is === 'finished' || how.is === 'waiting' || how.is === 'taken-over';
    comeBack(!isDone, how.is === 'unknown' ? mostResumed : 1);
  }

  /** Held: it is tried again until whoever has it is heard of no more, or is gone. */
  function refused(why: LegRefusal): void {
    refusal = why;
    endings.push('refused');
    world.say(`${name} is refused: ${why.is}`);
    comeBack(why.is !== 'ended', 1);
  }

  function comeBack(mayGoOn: boolean, costs: number): void {
    if (!mayGoOn || resumed >= mostResumed || options.isPersistent === false) {
      over = true;
      return;
    }
    resumed += costs;
    server.clock.after(resumedAfterMs, () => void live());
  }

  void live();
  return {
    name,
    text: disk.text,
    events: () => session?.events ?? [],
    ending: () => ending,
    endings: () => endings,
    refusal: () => refusal?.is ?? null,
    toldEnd: () => (refusal?.is === 'ended' ? refusal.left.outcome : null),
    isOver: () => over,
    wasKilled: () => killed,
    jump(byMs) {
      offsetMs += byMs;
    },
  };
}
