import { describe, expect, it } from 'vitest';
import { generate } from './generate.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';
import { story } from './story.ts';

/** As many as fit into some ten seconds; `pnpm sim` rides any number. */
const seeds = 30;

describe('random trains on random servers', () => {
  it(`keep the rules that never bend, whatever goes wrong (slow: ${seeds} simulated days)`, {
    timeout: 60_000,
  }, async () => {
    const stories: string[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const scenario = generate(seed);
      const ride = await simulate(scenario);
      if (!ride.broken) continue;
      const small = await shrink(scenario, ride.broken.rule);
      stories.push(story(small.scenario, small.ride));
    }

    expect(stories).toEqual([]);
  });

  it('ride the same way again', async () => {
    const [first, second] = [await simulate(generate(7)), await simulate(generate(7))];

    expect(first.log.length).toBeGreaterThan(10);
    expect(second.log).toEqual(first.log);
  });
});
