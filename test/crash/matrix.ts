import { expect } from 'vitest';
import { type Cut, type CutRide, type Returning, returns, rideCut } from './cut-ride.ts';
import { makeMorning } from './cut-world.ts';
import type { CutTrain } from './trains.ts';

/** What a matrix came to. */
export interface Matrix {
  readonly undisturbed: CutRide;
  readonly cuts: number;
  readonly rides: number;
  /** `before request 7, same: …`; empty when each ride ended as if it had never been cut. */
  readonly faults: readonly string[];
}

/** Cuts a train before and after every request and every line of its journal, and takes it up again in every way. */
export async function cutEverywhere(train: CutTrain): Promise<Matrix> {
  const morning = await makeMorning(train);
  const undisturbed = await rideCut(morning);
  const cuts = [...cutsOf('request', undisturbed.requests), ...cutsOf('journal', undisturbed.journal)];
  const faults: string[] = [];
  let rides = 0;
  for (const cut of cuts) {
    for (const returning of returns) {
      const ride = await rideCut(morning, cut, returning);
      rides += 1;
      const where = `${cut.when} ${cut.on} ${cut.n}, ${returning}`;
      faults.push(...faultsOf(ride, undisturbed, { train, returning }).map((fault) => `${where}: ${fault}`));
    }
  }
  return { undisturbed, cuts: cuts.length, rides, faults };
}

function cutsOf(on: Cut['on'], count: number): readonly Cut[] {
  return Array.from({ length: count }, (_, at) => at + 1).flatMap((n): Cut[] => [
    { on, n, when: 'before' },
    { on, n, when: 'after' },
  ]);
}

function faultsOf(
  ride: CutRide,
  undisturbed: CutRide,
  { train, returning }: { train: CutTrain; returning: Returning },
): readonly string[] {
  const faults: string[] = [];
  if (!ride.isCut) faults.push('it was not cut');
  if (ride.broken) faults.push(ride.broken);
  if (ride.standings.join() !== undisturbed.standings.join())
    faults.push(`the server has\n  ${ride.standings.join('\n  ')}`);
  if (ride.answers.join() !== undisturbed.answers.join()) faults.push(`answered by ${ride.answers.join()}`);
  // Whoever was cut behind its last line comes back to a run that has ended.
  const finished = ride.endings.filter((each) => each === 'finished' || each === 'refused: ended').length;
  const held = ride.endings.filter((each) => each === 'refused: held' || each === 'refused: other-run').length;
  // Of two at once one drives the train, and the other is kept out: by the first, or by the end of the run.
  const isRight = returning === 'two' ? finished >= 1 && finished + held === 2 : finished === 1 && held === 0;
  if (!isRight || finished + held !== ride.endings.length) faults.push(`left as ${ride.endings.join(', ')}`);
  if (train.outcome === 'done' && ride.standings.some((line) => !line.endsWith('Success')))
    faults.push('something failed');
  return faults;
}

/** States what a matrix must show, and prints the number of cuts. */
export function expectWhole(name: string, { undisturbed, cuts, rides, faults }: Matrix, startedMs: number): void {
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  console.log(
    `${name}: ${undisturbed.requests} requests and ${undisturbed.journal} journal lines, ${cuts} cuts, ${rides} rides; ${faults.length} faults; ${seconds} s`,
  );
  expect(faults).toEqual([]);
}
