import { afterAll, describe, expect, it } from 'vitest';
import { type CutTrain, friday, tenants } from './crash/trains.ts';
import { type CutPoint, type CutRide, type Returning, rideWithCut } from './support/cut-ride.ts';
import { endPrograms } from './support/programs.ts';
import { sampleOf } from './support/sample.ts';

/** Two cores, and a train waits more than it computes. */
const side = 3;
const tenth = 0.1;

/** A tenth of the cuts, drawn by a seed, unless all are asked for. */
const isWhole = process.env.OCTOTRAIN_SWEEP === 'all';
const seed = Number(process.env.OCTOTRAIN_SWEEP_SEED ?? 1);

afterAll(endPrograms);

describe('slow, for each cut is two processes or three: a train that is killed and taken up again', () => {
  it.each<[string, CutTrain, number]>([
    ['Friday', friday, 13],
    ['with tenants and a failure', tenants, 14],
  ])(
    '%s: leaves on the server what an undisturbed one leaves, wherever it is cut',
    async (name, train, deployments) => {
      const startedMs = Date.now();
      const undisturbed = await rideWithCut(train);
      expect(undisturbed.ended).toMatchObject([{ code: codeOf(train) }]);
      expect(undisturbed.doubled).toEqual([]);
      expect(undisturbed.standings).toHaveLength(deployments);
      const all = cutsOf(undisturbed);
      const cuts = isWhole ? all : sampleOf(all, { share: tenth, seed });

      const faults: string[] = [];
      let missed = 0;
      await sideBySide(cuts, async (cut, index) => {
        const returning = returningAt(cut, index, undisturbed);
        const where = cut.on === 'request' ? `${cut.when} request ${cut.request}` : `at line ${cut.line}`;
        try {
          const ride = await rideWithCut(train, cut, returning);
          if (!ride.isCut) missed++;
          const at = cut.on === 'request' ? `, ${ride.requests[cut.request - 1]}` : '';
          faults.push(...faultsOf(ride, undisturbed, train).map((fault) => `${where}${at}, ${returning}: ${fault}`));
        } catch (error) {
          // The other cuts still have something to say.
          faults.push(`${where}: ${error instanceof Error ? error.stack : error}`);
        }
      });

      const sample = isWhole ? 'all' : `a tenth, seed ${seed}`;
      const seconds = Math.round((Date.now() - startedMs) / 1000);
      console.log(
        `${name}: ${undisturbed.requests.length} requests and ${undisturbed.lines} journal lines; ${cuts.length} cuts by SIGKILL (${sample}), ${missed} of them after the end; ${faults.length} faults; ${seconds} s`,
      );
      expect(faults).toEqual([]);
      // The number of polls differs from run to run; most cuts must hit.
      expect(missed).toBeLessThan(cuts.length / 4);
    },
  );
});

function cutsOf({ requests, lines }: CutRide): readonly CutPoint[] {
  const atRequests = requests.flatMap((_, index): CutPoint[] => [
    { on: 'request', request: index + 1, when: 'before' },
    { on: 'request', request: index + 1, when: 'after' },
  ]);
  const atLines = Array.from({ length: lines }, (_, index): CutPoint => ({ on: 'journal', line: index + 1 }));
  return [...atRequests, ...atLines];
}

/** Each way in turn. Two at once only while there is enough left to do for them to meet: who comes when all is over begins another run. */
function returningAt(cut: CutPoint, index: number, { requests, lines }: CutRide): Returning {
  const share = cut.on === 'request' ? cut.request / requests.length : cut.line / lines;
  const ways: readonly Returning[] = share < 0.7 ? ['same', 'empty', 'two'] : ['same', 'empty'];
  return ways[index % ways.length] ?? 'same';
}

function codeOf(train: CutTrain): number {
  return train.outcome === 'done' ? 0 : 1;
}

const heldByAnother = 75;

function faultsOf(
  { ended, standings, doubled, approvers, isOver }: CutRide,
  undisturbed: CutRide,
  train: CutTrain,
): readonly string[] {
  const faults: string[] = [];
  const codes = ended.map(({ code }) => code).sort((a, b) => (a ?? -1) - (b ?? -1));
  const expected = [codeOf(train), ...(ended.length === 2 ? [heldByAnother] : [])];
  if (!isOver && codes.join() !== expected.join())
    faults.push(
      `ended with ${ended.map(({ code, signal, stdout, stderr }) => `${code ?? signal}: ${stdout}${stderr}`).join('\n---\n')}`,
    );
  if (standings.join() !== undisturbed.standings.join()) faults.push(`the server has\n${standings.join('\n')}`);
  if (doubled.length > 0) faults.push(`more than once: ${doubled.join('; ')}`);
  if (approvers.join() !== undisturbed.approvers.join()) faults.push(`answered by ${approvers.join()}`);
  return faults;
}

async function sideBySide<T>(items: readonly T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  const left = [...items.entries()];
  async function worker(): Promise<void> {
    for (let next = left.shift(); next; next = left.shift()) await work(next[1], next[0]);
  }
  await Promise.all(Array.from({ length: side }, worker));
}
