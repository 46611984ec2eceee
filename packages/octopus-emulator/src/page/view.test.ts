import { expect, it } from 'vitest';
import { addPaymentsApi, startFinPay } from '../testing/finpay.ts';
import { pageView } from './view.ts';

it('tells by name which task waits for whom, and which freeze is active where', async () => {
  const finpay = await startFinPay();
  await addPaymentsApi(finpay);
  const { emulator, environments, send, clock } = finpay;
  const release = await finpay.release('payments-api', '1.0.0');
  await finpay.automatic(release, 1);
  await finpay.promote(release, environments.staging);
  const { TaskId } = await finpay.deploy(release, environments.production);
  await finpay.settle(TaskId);
  const at = (ms: number) => new Date(clock.now() + ms).toISOString();
  const scope = { ProjectEnvironmentScope: { [release.ProjectId]: [environments.staging] } };
  await send('POST', '/api/deploymentfreezes', { Name: 'Quarter end', Start: at(-1_000), End: at(60_000), ...scope });
  await send('POST', '/api/deploymentfreezes', { Name: 'Later', Start: at(30_000), End: at(60_000), ...scope });

  const view = pageView(emulator.world, emulator.control);

  expect(view.tasks[0]).toMatchObject({
    id: TaskId,
    state: 'Queued',
    project: 'payments-api',
    environment: 'Production',
    tenant: '',
    waitsFor: 'Risk Team',
  });
  expect(view.interventions).toMatchObject([{ task: TaskId, waitsFor: 'Risk Team', environment: 'Production' }]);
  expect(view.freezes).toEqual([{ name: 'Quarter end', where: 'payments-api in Staging' }]);
  expect(view.spaces[0]).toMatchObject({ projects: 1, environments: 3, releases: 1, deployments: 3, activeTasks: 1 });
});

it('holds no secret of the state', async () => {
  const finpay = await startFinPay();
  await addPaymentsApi(finpay);
  const keys = finpay.emulator.world.store.all('MintedKeys').map(({ Key }) => Key);

  const told = JSON.stringify(pageView(finpay.emulator.world, finpay.emulator.control));

  expect(keys.length).toBeGreaterThan(1);
  expect(keys.filter((key) => told.includes(key))).toEqual([]);
});
