import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readToken } from '@octotrain/train-engine';
import type { CutTrain } from '../crash/trains.ts';
import { startApprover } from './approver.ts';
import { type CountingProxy, type Cut, openCountingProxy } from './counting-proxy.ts';
import { type FridayWorld, openFriday } from './friday-world.ts';
import { type Ended, type Running, startProgram } from './programs.ts';
import { added, standings } from './standing.ts';

/** Where a process is cut off: at a request, or when so many lines of its journal are written. */
export type CutPoint = ({ readonly on: 'request' } & Cut) | { readonly on: 'journal'; readonly line: number };

/** How it is taken up again: on the same folder, on an empty one as a machine without the journal has it, or on both at once. */
export type Returning = 'same' | 'empty' | 'two';

/** What a train, cut off somewhere and taken up again, left on the server. */
export interface CutRide {
  /** Deployments and runbook runs that were not there before, sorted. */
  readonly standings: readonly string[];
  /** Tokens that are there more than once. */
  readonly doubled: readonly string[];
  /** User names of who answered interruptions, one for each answer, by the server's audit; sorted. */
  readonly approvers: readonly string[];
  /** Requests of the first process, by what they asked for. */
  readonly requests: readonly string[];
  /** Lines of the first process' journal. */
  readonly lines: number;
  /** False: it was over before that point. */
  readonly isCut: boolean;
  /** It was cut off when its run had ended and the process had not. A run that failed is not taken up again: who comes next begins another one. */
  readonly isOver: boolean;
  /** How the processes ended that were not cut off. */
  readonly ended: readonly Ended[];
}

/** Runs a train as a process of its own, kills it at the cut, and lets another process, or two, go on to the end. */
export async function rideWithCut(train: CutTrain, cut?: CutPoint, returning: Returning = 'same'): Promise<CutRide> {
  const world = await openFriday({ faults: train.faults });
  const proxy = await openCountingProxy(world.url);
  const approver = startApprover(world, 'marcus.webb');
  const admin = world.as('admin');
  try {
    const before = { standings: await standings(admin), approvers: await approversOf(world) };
    await writeFile(join(world.folder, 'cut.yaml'), train.file);
    const env = { ...world.env, OCTOPUS_URL: proxy.url, KUBECONFIG: await throughProxy(world, proxy) };
    const start = (state: string) => {
      const argv = ['cut.yaml', '--requested-by', train.requestedBy, '--wait', '5m', '--state', state];
      return startProgram('train', { argv, cwd: world.folder, env });
    };
    const first = start('here');
    const isCut = await cutOff({ first, cut, proxy, folder: join(world.folder, 'here') });
    const requests = [...proxy.requests];
    const lines = await linesOf(join(world.folder, 'here'));
    const isOver = isCut && train.outcome === 'failed' && (await hasFinished(join(world.folder, 'here')));
    const states = !isCut || isOver ? [] : { same: ['here'], empty: ['empty'], two: ['here', 'empty'] }[returning];
    const ended = isCut ? await Promise.all(states.map((state) => start(state).ended)) : [await first.ended];
    return {
      standings: added(before.standings, await standings(admin)),
      doubled: doubledTokens(world),
      approvers: added(before.approvers, await approversOf(world)),
      requests,
      lines,
      isCut,
      isOver,
      ended,
    };
  } finally {
    await approver.stop();
    await proxy.close();
    await world.close();
  }
}

/** Resolves when the process is gone; true when it was cut off. */
async function cutOff(options: {
  first: Running;
  cut: CutPoint | undefined;
  proxy: CountingProxy;
  folder: string;
}): Promise<boolean> {
  const { first, cut, proxy, folder } = options;
  let isCut = false;
  const kill = () => {
    isCut = true;
    return first.kill('SIGKILL');
  };
  if (cut?.on === 'request') proxy.arm(cut, kill);
  if (cut?.on === 'journal') {
    const stop = new AbortController();
    const reached = untilWritten({ folder, line: cut.line, signal: stop.signal });
    await Promise.race([reached, first.ended]);
    stop.abort();
    if (await reached) await kill();
  }
  await first.ended;
  return isCut;
}

/** Resolves with true as soon as the journal has so many lines, and with false when nobody waits for it any more. */
async function untilWritten(options: { folder: string; line: number; signal: AbortSignal }): Promise<boolean> {
  const { folder, line, signal } = options;
  while (!signal.aborted) {
    if ((await linesOf(folder)) >= line) return true;
    await delay(1);
  }
  return false;
}

async function linesOf(folder: string): Promise<number> {
  return (await journalIn(folder)).split('\n').length - 1;
}

async function hasFinished(folder: string): Promise<boolean> {
  const lines = (await journalIn(folder)).split('\n').slice(0, -1);
  return lines.some((line) => (JSON.parse(line) as { event?: { type?: string } }).event?.type === 'finished');
}

/** Blank where there is none yet. */
async function journalIn(folder: string): Promise<string> {
  const runs = join(folder, 'runs');
  const [run] = await readdir(runs).catch(() => []);
  return run ? readFile(join(runs, run, 'journal.jsonl'), 'utf8').catch(() => '') : '';
}

/** What the train asks of the clusters is counted too. */
async function throughProxy(world: FridayWorld, proxy: CountingProxy): Promise<string> {
  const path = join(world.folder, 'kubeconfig');
  const config = await readFile(world.env.KUBECONFIG ?? '', 'utf8');
  await writeFile(path, config.replaceAll(world.url, proxy.url), { mode: 0o600 });
  return path;
}

function doubledTokens({ emulator }: FridayWorld): readonly string[] {
  const { store } = emulator.world;
  const tokens = [...store.all('Deployments'), ...store.all('RunbookRuns')].flatMap((posted) => {
    const token = readToken(posted.Comments);
    if (!token) return [];
    return [[token.run, token.car, token.try, posted.EnvironmentId, posted.TenantId].join(' ')];
  });
  return tokens.filter((token, index) => tokens.indexOf(token) !== index);
}

async function approversOf(world: FridayWorld): Promise<readonly string[]> {
  const query = { eventCategories: 'InterruptionSubmitted', take: 100 };
  const { data } = await world.as('admin').api.GET('/api/events', { params: { query } });
  return data.Items.map(({ Username }) => Username ?? '?').sort();
}
