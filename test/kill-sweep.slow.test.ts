import { afterAll, describe, expect, it } from 'vitest';
import type { Cut } from './support/counting-proxy.ts';
import { type CutRide, rideWithCut } from './support/cut-ride.ts';
import { endPrograms } from './support/programs.ts';
import { sampleOf } from './support/sample.ts';

/** Two cores, and a train waits more than it computes. */
const side = 3;
const tenth = 0.1;

/** A tenth of the cuts, drawn by a seed, unless all are asked for. */
const isWhole = process.env.OCTOTRAIN_SWEEP === 'all';
const seed = Number(process.env.OCTOTRAIN_SWEEP_SEED ?? 1);

afterAll(endPrograms);

describe('slow, for each cut is two processes: a train that is killed and taken up again', () => {
  it('leaves on the server what an undisturbed one leaves, wherever it is cut', async () => {
    const startedMs = Date.now();
    const undisturbed = await rideWithCut();
    expect(undisturbed.ended).toMatchObject({ code: 0 });
    expect(undisturbed.doubled).toEqual([]);
    expect(undisturbed.standings).toHaveLength(13);
    expect(undisturbed.approvers).toEqual(['marcus.webb', 'marcus.webb', 'marcus.webb']);
    const all = undisturbed.requests.flatMap((_, index): Cut[] => [
      { request: index + 1, when: 'before' },
      { request: index + 1, when: 'after' },
    ]);
    const cuts = isWhole ? all : sampleOf(all, { share: tenth, seed });

    const faults: string[] = [];
    let missed = 0;
    await sideBySide(cuts, async (cut) => {
      const where = `${cut.when} request ${cut.request}`;
      try {
        const ride = await rideWithCut(cut);
        if (!ride.isCut) missed++;
        const at = ride.requests[cut.request - 1];
        faults.push(...faultsOf(ride, undisturbed).map((fault) => `${where}, ${at}: ${fault}`));
      } catch (error) {
        // The other cuts still have something to say.
        faults.push(`${where}: ${error instanceof Error ? error.stack : error}`);
      }
    });

    const sample = isWhole ? 'all' : `a tenth, seed ${seed}`;
    const seconds = Math.round((Date.now() - startedMs) / 1000);
    console.log(
      `n = ${undisturbed.requests.length} requests; ${cuts.length} cuts (${sample}), ${missed} of them after the end; ${faults.length} faults; ${seconds} s`,
    );
    expect(faults).toEqual([]);
    // The number of polls differs from run to run; most cuts must hit.
    expect(missed).toBeLessThan(cuts.length / 4);
  });
});

function faultsOf({ ended, standings, doubled, approvers }: CutRide, undisturbed: CutRide): readonly string[] {
  const faults: string[] = [];
  if (ended.code !== 0) faults.push(`ended with ${ended.code ?? ended.signal}: ${ended.stdout}${ended.stderr}`);
  if (standings.join() !== undisturbed.standings.join()) faults.push(`the server has\n${standings.join('\n')}`);
  if (doubled.length > 0) faults.push(`more than once: ${doubled.join('; ')}`);
  if (approvers.join() !== undisturbed.approvers.join()) faults.push(`answered by ${approvers.join()}`);
  return faults;
}

async function sideBySide<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  async function worker(): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) await work(next);
  }
  await Promise.all(Array.from({ length: side }, worker));
}
