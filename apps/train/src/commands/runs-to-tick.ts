import { exitCodes } from '@octotrain/command-line';
import type { Connection } from '../connect/connection.ts';
import type { RunLock } from '../journal/lock-record.ts';
import type { ReadJournal } from '../journal/read-journal.ts';
import { findTrainRecord } from '../record/find-record.ts';
import { haltedWords, holderWords } from '../record/key-words.ts';
import { findRunRelease } from '../record/run-release.ts';
import { type Leg, type LegOpening, takeUpRun } from '../run/leg.ts';
import { findOpenRuns } from '../run/open-runs.ts';
import type { Listener } from '../run/session.ts';
import type { Surroundings } from '../run/surroundings.ts';
import type { Desk } from './desk.ts';
import type { Or } from './prepare.ts';
import { lockTrain } from './with-train-lock.ts';

/** An open run that this pass may drive, or why it may not. */
export type RunToTick =
  | {
      readonly is: 'open';
      readonly run: string;
      readonly leg: Leg;
      /** Whoever listens from now on. */
      readonly listeners: Listener[];
      /** Lets go of the run and of its train. */
      close(): Promise<void>;
    }
  | { readonly is: 'held'; readonly run: string; readonly why: string };

interface Search {
  readonly connection: Connection;
  readonly surroundings: Surroundings;
  readonly accountId: string;
  readonly name: string | undefined;
  readonly all: boolean;
  /** Runs that are driven already. */
  readonly known: ReadonlySet<string>;
}

interface Known {
  readonly lock: RunLock;
  readonly read: ReadJournal | null;
}

/** The open runs that are meant, each with its train's lock: those with a journal here, and with `all` those that only the server keeps. */
export async function findRunsToTick(at: Desk, search: Search): Promise<Or<readonly RunToTick[]>> {
  const { connection, surroundings, name, all, known } = search;
  const where = { server: connection.url, rehearsal: connection.rehearsal !== null };
  const here = await findOpenRuns(surroundings.shelf, where, (run) => name === undefined || run === name);
  if (!here.ok) {
    at.say(here.message);
    return { ok: false, exit: exitCodes.failed };
  }
  const local = here.runs.map((read): Known => ({ lock: read.lock, read }));
  const isAmongThem = (run: string) => local.some(({ lock }) => lock.run === run);
  const remote = all || (name !== undefined && local.length === 0) ? await onServer(search, isAmongThem) : [];
  const open = [...local, ...remote].filter(({ lock }) => !known.has(lock.run));
  const wanted = all || name !== undefined ? open : open.slice(0, 1);
  return { ok: true, value: (await Promise.all(wanted.map((each) => openRun(at, each, search)))).flat() };
}

/** Open runs that have no journal here: of `name`, or all whose key says so. */
async function onServer({ surroundings, name }: Search, isHere: (run: string) => boolean): Promise<readonly Known[]> {
  const { api, keys } = surroundings;
  const record = await findTrainRecord(api);
  if (!record) return [];
  const states = [...(await keys(record).readAll()).values()];
  const runs = states.flatMap(({ run }) => (run !== null && !isHere(run) && (name ?? run) === run ? [run] : []));
  const found = await Promise.all(runs.map((run) => findRunRelease(api, record, run)));
  return found.flatMap((each) => (each.is === 'found' ? [{ lock: each.lock, read: null }] : []));
}

async function openRun(at: Desk, known: Known, { surroundings, accountId }: Search): Promise<readonly RunToTick[]> {
  const { run, plan } = known.lock;
  const held = (why: string): RunToTick[] => [{ is: 'held', run, why }];
  if (plan.account.id !== accountId) return held(`it belongs to ${plan.account.displayName}, and this key does not`);
  const lock = await lockTrain(at, { train: plan.train, what: `tick ${run}` });
  if (!lock.ok) return held(`process ${lock.holder?.pid ?? '?'} of this machine has it`);
  const listeners: Listener[] = [];
  const tellAll: Listener = (event, state) => {
    for (const listener of listeners) listener(event, state);
  };
  try {
    // Read under the lock: somebody may have brought it on meanwhile.
    const reading = await surroundings.shelf.read(run);
    const read = reading.ok ? reading.journal : null;
    const opening = await takeUpRun({
      surroundings,
      known: { lock: known.lock, read },
      listeners: [tellAll],
      what: `tick ${run}`,
      resumed: false,
      takeOver: false,
      lazy: true,
    });
    if (opening.ok) {
      const { leg } = opening;
      const close = async () => {
        await leg.close();
        await lock.release();
      };
      return [{ is: 'open', run, leg, listeners, close }];
    }
    await lock.release();
    return held(refusalWords(plan.train, opening.refusal));
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function refusalWords(train: string, refusal: Extract<LegOpening, { ok: false }>['refusal']): string {
  switch (refusal.is) {
    case 'held':
      return `${holderWords(refusal.holder)} has it`;
    case 'halted':
      return haltedWords(train, refusal.halted);
    case 'other-run':
      return `another run of the train is open: ${refusal.run}`;
    case 'ended':
      return `it came to its end on ${refusal.left.host}`;
  }
}
