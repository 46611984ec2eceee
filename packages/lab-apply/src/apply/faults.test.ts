import { beforeAll, expect, it } from 'vitest';
import { canonicalState } from '../testing/canonical-state.ts';
import { runWithFaults } from '../testing/fault-run.ts';
import { everyFault, withFaults } from '../testing/faults.ts';
import { startLabServer } from '../testing/lab-server.ts';
import { shopLab, shopSecrets } from '../testing/small-lab.ts';
import { applyLab } from './apply-lab.ts';

const [lab, secrets] = [shopLab(), shopSecrets()];
let undisturbed: ReturnType<typeof canonicalState>;
let requests = 0;

beforeAll(async () => {
  const server = await startLabServer();
  const { result } = await applyLab({ client: server.client, lab, secrets });
  expect(result.ok).toBe(true);
  undisturbed = canonicalState(server.emulator.snapshot());
  requests = server.sent.length;
});

/** Every how many requests are tried here; all of them are in the slow suite. */
const step = 20;

it.each(everyFault)('ends as if nothing had happened when a request meets %s', async (fault) => {
  // Other requests for each fault.
  for (let nth = 1 + 2 * everyFault.indexOf(fault); nth <= requests; nth += step) {
    let at = 0;
    const intercept = withFaults(() => {
      at += 1;
      return at === nth ? fault : undefined;
    });

    const { lives, state } = await runWithFaults({ lab, secrets, intercept });

    expect(state, `request ${nth}`).toEqual(undisturbed);
    expect(lives, `request ${nth}`).toBeLessThanOrEqual(2);
  }
});
