import { expect, it } from 'vitest';
import { recordBoundaries } from '../testing/boundaries.ts';
import { canonicalState } from '../testing/canonical-state.ts';
import { type LabServer, startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { applyLab } from './apply-lab.ts';

const lab = { ...shopLab(), fingerprints: { key: { env: 'LAB_FINGERPRINT_KEY', optional: false } } };
const secrets = shopSecrets({ LAB_FINGERPRINT_KEY: 'a key that is long enough' });

/** Every how many of the servers that cuts leave behind are tried here; all of FinPay's are in the slow suite. */
const step = 5;

it('ends as if never killed, also when it was killed between secrets and their fingerprints', async () => {
  let server: LabServer | undefined;
  const record = recordBoundaries(() => {
    if (server === undefined) throw new Error('nothing is sent before there is a server');
    return server.emulator.snapshot();
  });
  server = await startLabServer({ intercept: record.intercept });
  await applyLab({ client: server.client, lab, secrets });
  const undisturbed = canonicalState(server.emulator.snapshot());

  // The last ones are those around the fingerprints.
  const tried = record.boundaries.filter((_, at) => at % step === 0 || at >= record.boundaries.length - 4);
  for (const { cuts, state } of tried) {
    const next = await startLabServer({ state });

    const { result } = await applyLab({ client: next.client, lab, secrets });

    expect(result.ok, cuts[0]).toBe(true);
    expect(canonicalState(next.emulator.snapshot()), cuts[0]).toEqual(undisturbed);
  }
  expect(tried.length).toBeGreaterThan(8);
});

it('sees the difference that one value makes', async () => {
  const [one, other] = [await startLabServer(), await startLabServer()];
  await applyLab({ client: one.client, lab, secrets });
  await applyLab({
    client: other.client,
    lab,
    secrets: shopSecrets({ LAB_FINGERPRINT_KEY: 'a key that is long enough', ACME_KEY: 'another' }),
  });

  expect(canonicalState(one.emulator.snapshot())).not.toEqual(canonicalState(other.emulator.snapshot()));
});
