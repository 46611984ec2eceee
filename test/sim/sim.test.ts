import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';
import { rideSeeds } from './jobs.ts';
import { simulate } from './simulate.ts';
import { makeTally } from './tally.ts';

/** As many as fit into half a minute of two cores; `pnpm sim` rides any number. */
const seeds = 500;

describe('random trains on random servers', () => {
  it(`keep the rules that never bend, whatever goes wrong (slow: ${seeds} simulated days)`, {
    timeout: 300_000,
  }, async () => {
    const tally = makeTally();
    const stories: string[] = [];
    await rideSeeds({ from: 1, seeds, jobs: availableParallelism(), untilBroken: false }, ({ facts, broken }) => {
      tally.add(facts);
      if (broken) stories.push(broken.story);
    });

    console.log(tally.lines().join('\n'));
    expect(stories).toEqual([]);
    const { cars, faults, gates } = tally.medians();
    expect([cars >= 3, faults >= 2, gates >= 1]).toEqual([true, true, true]);
    // The rarest may need more seeds than these.
    expect(tally.missing().filter((each) => !['event duplicate', 'heard duplicate'].includes(each))).toEqual([]);
  });

  it('ride the same way again', async () => {
    const [first, second] = [await simulate(generate(7)), await simulate(generate(7))];

    expect(first.log.length).toBeGreaterThan(10);
    expect(second.log).toEqual(first.log);
  });
});
