import { finpayLab, growLab, type Lab, type LabSize, loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { applyLab, planLab } from '../apply/apply-lab.ts';
import { finpay, noSecrets, startLabServer } from '../testing/lab-server.ts';

function grown(size: LabSize): Lab {
  const loaded = loadLab(growLab(finpayLab, size));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

/** How many requests a plan takes that finds nothing to do. */
async function requestsOfPlan(lab: Lab): Promise<number> {
  const server = await startLabServer();
  const { result } = await applyLab({ client: server.client, lab, secrets: noSecrets });
  expect(result).toMatchObject({ ok: true });
  const before = server.sent.length;
  const { writes } = await planLab({ client: server.client, lab });
  expect(writes.map(({ change }) => change)).toEqual([]);
  return server.sent.length - before;
}

it('asks as little about five hundred tenants as about two', async () => {
  expect(await requestsOfPlan(grown({ tenants: 500 }))).toBe(await requestsOfPlan(finpay()));
}, 120_000);

it('asks about each of fifty spaces no more than about the first ones', async () => {
  const few = await requestsOfPlan(finpay());

  // Five questions are about the whole server.
  expect(await requestsOfPlan(grown({ spaces: 51 }))).toBeLessThanOrEqual(5 + 17 * (few - 5));
}, 240_000);
