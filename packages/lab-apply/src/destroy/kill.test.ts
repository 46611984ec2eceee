import { expect, it } from 'vitest';
import { destroyedFrom, heldIn, statesAtCuts } from '../testing/destroyed.ts';
import { startLabServer } from '../testing/lab-server.ts';

it('goes on after a kill behind every eighth write, and ends as if never killed', async () => {
  const states = await statesAtCuts();
  const untouched = heldIn((await startLabServer()).emulator.snapshot());

  const some = states.filter((_, nth) => nth % 8 === 3 || nth >= states.length - 2);

  expect(some.length).toBeGreaterThan(4);
  for (const state of some) expect(await destroyedFrom(state)).toEqual(untouched);
});
