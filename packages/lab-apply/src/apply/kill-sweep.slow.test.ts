import { expect, it } from 'vitest';
import { recordBoundaries } from '../testing/boundaries.ts';
import { canonicalState } from '../testing/canonical-state.ts';
import { finpay, type LabServer, startLabServer } from '../testing/lab-server.ts';
import { applyLab } from './apply-lab.ts';

const lab = finpay();

it('ends as if never killed, whichever request it was killed before or behind', { timeout: 120_000 }, async () => {
  let server: LabServer | undefined;
  const record = recordBoundaries(() => {
    if (server === undefined) throw new Error('nothing is sent before there is a server');
    return server.emulator.snapshot();
  });
  server = await startLabServer({ intercept: record.intercept });
  await applyLab({ client: server.client, lab });
  const undisturbed = canonicalState(server.emulator.snapshot());

  const cuts = new Set<string>();
  for (const { cuts: here, state } of record.boundaries) {
    const next = await startLabServer({ state });

    const { result } = await applyLab({ client: next.client, lab });

    expect(result.ok, here[0]).toBe(true);
    expect(canonicalState(next.emulator.snapshot()), here[0]).toEqual(undisturbed);
    for (const one of here) cuts.add(one);
  }

  expect(cuts.size).toBe(2 * record.requests());
  console.log(`${cuts.size} cuts, which leave ${record.boundaries.length} different servers behind`);
});
