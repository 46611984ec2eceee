import { generate } from './generate.ts';
import { shrink } from './shrink.ts';
import { simulate } from './simulate.ts';
import { story } from './story.ts';
import { factsOf, type RideFacts } from './tally.ts';

/** What came of a seed: what it visited and, where it broke a rule, the story of the smallest scenario that breaks it too. */
export interface RiddenSeed {
  readonly seed: number;
  readonly facts: RideFacts;
  readonly broken: {
    readonly rule: string;
    /** How many cars, gates and faults are left of the scenario. */
    readonly parts: number;
    readonly story: string;
  } | null;
}

/** Rides a seed, and shrinks what breaks a rule. The same seed comes to the same. */
export async function rideSeed(seed: number): Promise<RiddenSeed> {
  const scenario = generate(seed);
  const ride = await simulate(scenario);
  const facts = factsOf(scenario, ride);
  if (!ride.broken) return { seed, facts, broken: null };
  const { rule } = ride.broken;
  const small = await shrink(scenario, rule);
  const { cars, gates, faults } = small.scenario;
  const parts = cars.length + gates.length + faults.length;
  return { seed, facts, broken: { rule, parts, story: story(small.scenario, small.ride) } };
}
