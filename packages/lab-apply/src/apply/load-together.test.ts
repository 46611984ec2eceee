import { finpayLab, growLab, loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { noSecrets, startLabServer } from '../testing/lab-server.ts';
import { applyLab } from './apply-lab.ts';

/** What an apply of FinPay with so many tenants sends to an empty server. */
async function coldApply(tenants: number) {
  const loaded = loadLab(growLab(finpayLab, { tenants }));
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  const server = await startLabServer();
  const { result } = await applyLab({ client: server.client, lab: loaded.lab, secrets: noSecrets });
  expect(result).toMatchObject({ ok: true, conflicts: 0 });
  const writes = server.writes().length;
  return { writes, reads: server.sent.length - writes, sent: server.sent };
}

it('reads what came into being a moment ago together: as often for twenty tenants as for four', async () => {
  const [few, many] = [await coldApply(4), await coldApply(20)];

  expect(many.writes).toBeGreaterThan(few.writes + 16);
  expect(many.reads).toBe(few.reads);
  expect(few.reads).toBeLessThan(few.writes / 2);
  // One by itself is read by its id.
  expect(few.sent.filter(({ method, path }) => method === 'GET' && path.endsWith('/tenantvariables/all'))).toHaveLength(
    1,
  );
});
