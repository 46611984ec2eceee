import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { isRunId } from '@octotrain/train-engine';
import type { Connection } from '../connect/connection.ts';
import type { TrainContext } from '../connect/edges.ts';
import { realSurroundings } from '../connect/real-surroundings.ts';
import { createDriver, type Driver } from '../run/driver.ts';
import { createHost } from '../run/host.ts';
import { ask } from '../server/asking.ts';
import { type Desk, desk } from './desk.ts';
import { exitCodeOf, keepReports, sleepingWake } from './drive.ts';
import { tellNoRunHere } from './known-run.ts';
import { findRunsToTick, type RunToTick } from './runs-to-tick.ts';
import { boardTicked, type Ticked, tellTicked } from './ticked.ts';
import { withFolder } from './with-folder.ts';
import { hasServer, withServer } from './with-server.ts';

export interface TickFlags {
  readonly all: boolean;
  readonly for?: number;
  readonly json: boolean;
  readonly state?: string;
}

/** How often a process that stays looks for runs that others have begun. */
const lookForRunsEveryMs = 15_000;

/** `tick [RUN]`: one pass over an open run, or all of them; with `--for`, as many as fit. */
export async function tick(this: TrainContext, flags: TickFlags, name?: string): Promise<void> {
  const at = desk(this, flags);
  if (name !== undefined && !isRunId(name)) return this.setExitCode(tellNoRunHere(at, name));
  // A timer may be there before the first train: that is no trouble, and makes no world.
  if (!hasServer(at)) return this.setExitCode(tellTicked(at, [], flags));
  this.setExitCode(
    await withFolder(at, () =>
      withServer(at, { fresh: false }, (connection) => tickRuns(at, connection, { ...flags, name })),
    ),
  );
}

type Wanted = TickFlags & { readonly name: string | undefined };

async function tickRuns(at: Desk, connection: Connection, wanted: Wanted): Promise<ExitCode> {
  const { client } = connection;
  const { data: me } = await ask(() => client.api.GET('/api/users/me'));
  const surroundings = await realSurroundings({ connection, folder: at.folder, many: true });
  const find = (known: ReadonlySet<string>) =>
    findRunsToTick(at, { connection, surroundings, accountId: me.Id, name: wanted.name, all: wanted.all, known });
  const first = await find(new Set());
  if (!first.ok) return first.exit;
  const ticked =
    wanted.for === undefined
      ? await onePass(at, first.value, wanted)
      : await manyPasses(at, first.value, { ...wanted, forMs: wanted.for, find });
  return tellTicked(at, ticked, wanted);
}

/** One turn for each: what a timer calls, and all of it. */
async function onePass(at: Desk, runs: readonly RunToTick[], wanted: Wanted): Promise<readonly Ticked[]> {
  return Promise.all(
    runs.map(async (each): Promise<Ticked> => {
      if (each.is === 'held') return { run: each.run, state: 'held', why: each.why, exit: exitCodes.heldByAnother };
      const board = boardTicked(at, each, wanted);
      const driver = createDriver({ leg: each.leg, patience: { waitMs: 0, awayMs: 0 } });
      try {
        const turn = await driver.turn(at.context.signal);
        if (turn.ending) return await board.left(turn.ending, exitCodeOf(turn.ending));
        await board.keep();
        return { run: each.run, state: 'moving', wakeAt: turn.wakeAt, exit: exitCodes.waiting };
      } finally {
        await each.close();
      }
    }),
  );
}

/** Stays for a while, and takes up what others begin meanwhile. */
async function manyPasses(
  at: Desk,
  runs: readonly RunToTick[],
  wanted: Wanted & {
    readonly forMs: number;
    readonly find: (known: ReadonlySet<string>) => ReturnType<typeof findRunsToTick>;
  },
): Promise<readonly Ticked[]> {
  const { forMs, find } = wanted;
  const { clock } = at.context.edges;
  const ticked = new Map<string, Ticked>();
  const known = new Map<Driver, { each: Extract<RunToTick, { is: 'open' }>; board: ReturnType<typeof boardTicked> }>();
  const time = new AbortController();
  const signal = AbortSignal.any([at.context.signal, time.signal]);
  const host = createHost({
    wake: sleepingWake(clock),
    signal,
    async onEnding(driver, ending) {
      const of = known.get(driver);
      if (!of) return;
      known.delete(driver);
      const isOver = ending.is === 'interrupted' && !at.context.signal.aborted;
      if (isOver) await keepReports(at, driver.leg.session, ending);
      ticked.set(
        of.each.run,
        isOver
          ? { run: of.each.run, state: 'moving', wakeAt: null, exit: exitCodes.waiting }
          : await of.board.left(ending, exitCodeOf(ending)),
      );
      await of.each.close();
    },
  });
  function take(found: readonly RunToTick[]): void {
    for (const each of found) {
      if (each.is === 'held') {
        ticked.set(each.run, { run: each.run, state: 'held', why: each.why, exit: exitCodes.heldByAnother });
        continue;
      }
      const driver = createDriver({ leg: each.leg, patience: { waitMs: Number.POSITIVE_INFINITY, awayMs: forMs } });
      known.set(driver, { each, board: boardTicked(at, each, wanted) });
      ticked.delete(each.run);
      host.add(driver);
    }
  }
  take(runs);
  const until = clock.now() + forMs;
  while (!signal.aborted && clock.now() < until) {
    await clock.sleep(Math.min(lookForRunsEveryMs, until - clock.now()), signal);
    if (signal.aborted || clock.now() >= until || !wanted.all) continue;
    const more = await find(new Set([...known.values()].map(({ each }) => each.run)));
    if (more.ok) take(more.value);
  }
  time.abort();
  await host.done();
  return [...ticked.values()];
}
