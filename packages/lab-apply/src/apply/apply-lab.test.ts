import { expect, it } from 'vitest';
import { finpay, noSecrets, startLabServer } from '../testing/lab-server.ts';
import { applyLab, verifyLab } from './apply-lab.ts';

it('makes an empty server match FinPay, and then has nothing to do', async () => {
  const server = await startLabServer();
  const started = performance.now();

  const first = await applyLab({ client: server.client, lab: finpay(), secrets: noSecrets });
  console.log(first.result, server.sent.length, server.writes().length, performance.now() - started);
  const requests = server.sent.length;
  const plan = await verifyLab({ client: server.client, lab: finpay() });
  console.log(server.sent.length - requests, performance.now() - started, plan.notInFile);

  expect(plan.writes.map(({ change }) => change)).toEqual([]);
});
