import type { State } from '@octotrain/octopus-emulator';
import { expect, it } from 'vitest';
import { killAfterWrites } from '../testing/killed.ts';
import { finpay, startLabServer } from '../testing/lab-server.ts';
import { applyLab, verifyLab } from './apply-lab.ts';

const lab = finpay();

it('ends as if never killed, whichever write it was killed behind', { timeout: 300_000 }, async () => {
  const undisturbed = await startLabServer();
  await applyLab({ client: undisturbed.client, lab });
  const writes = undisturbed.writes().length;
  const documents = countsOf(undisturbed.emulator.snapshot());

  for (let nth = 1; nth <= writes; nth += 1) {
    const killer = killAfterWrites(nth);
    const server = await startLabServer({ intercept: killer.intercept });
    await expect(applyLab({ client: server.client, lab }), `write ${nth}`).rejects.toThrow();
    killer.revive(Number.POSITIVE_INFINITY);

    const { result } = await applyLab({ client: server.client, lab });

    const left = await verifyLab({ client: server.client, lab });
    expect(result.ok, `write ${nth}`).toBe(true);
    expect(
      left.writes.map(({ change }) => change),
      `write ${nth}`,
    ).toEqual([]);
    expect(countsOf(server.emulator.snapshot()), `write ${nth}`).toEqual(documents);
  }
  console.log(`${writes} kills`);
});

/** How many documents of each kind there are. The audit log may tell of more than one life. */
function countsOf({ documents }: State): Record<string, number> {
  const counts = Object.entries(documents).map(([name, held]) => [name, held.length] as const);
  return Object.fromEntries(counts.filter(([name]) => name !== 'Events'));
}
