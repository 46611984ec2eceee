import { expect, it } from 'vitest';
import { destroyedFrom, heldIn, statesAtCuts } from '../testing/destroyed.ts';
import { startLabServer } from '../testing/lab-server.ts';

it('removes what is left, whichever write the last life was cut off behind', { timeout: 120_000 }, async () => {
  const states = await statesAtCuts();
  const untouched = heldIn((await startLabServer()).emulator.snapshot());

  for (const [nth, state] of states.entries()) {
    expect(await destroyedFrom(state), `cut behind write ${nth}`).toEqual(untouched);
  }
  console.log(`${states.length} cuts`);
});
