import { expect, it } from 'vitest';
import { createEmulator } from '../emulator.ts';
import { addPaymentsApi, type FinPay, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

/** What a server says that has the same state and has never worked anything out. */
async function afresh({ emulator, clock }: FinPay, path: string): Promise<unknown> {
  const other = await createEmulator({ state: emulator.snapshot(), clock });
  const headers = { 'X-Octopus-ApiKey': other.administratorKey };
  const response = await other.fetch(new Request(`http://octopus${path}`, { headers }));
  return response.json();
}

it('is after every change what a server would say that knows nothing from before', async () => {
  const finpay = await startFinPay();
  await addPaymentsApi(finpay);
  const { staging, development } = finpay.environments;
  const first = await finpay.release('payments-api', '1.0.0');
  const path = `${space}/projects/${first.ProjectId}/progression`;
  let before: unknown;

  async function changes(change: () => Promise<unknown>): Promise<void> {
    await change();
    const now = await finpay.send('GET', path);
    expect(now).toEqual(await afresh(finpay, path));
    // Each of the changes shows.
    expect(now).not.toEqual(before);
    before = now;
    // And once more from what is remembered.
    expect(await finpay.send('GET', path)).toEqual(now);
  }

  const lifecycle = await finpay.send<{ Phases: object[] }>('GET', `${space}/lifecycles/${finpay.lifecycleId}`);
  const environment = await finpay.send<object>('GET', `${space}/environments/${development}`);
  const channels = await finpay.send<{ Items: { Id: string }[] }>('GET', `${space}/channels`);
  const [channel] = channels.Items;

  await changes(() => finpay.automatic(first, 1));
  await changes(() => finpay.deploy(first, staging));
  await changes(() => finpay.pass(3_600_000));
  await changes(async () => finpay.automatic(await finpay.release('payments-api', '1.1.0'), 1));
  await changes(() => finpay.send('POST', `${space}/releases/${first.Id}/defects`, { Description: 'it is slow' }));
  await changes(() => finpay.send('POST', `${space}/releases/${first.Id}/defects/resolve`));
  await changes(() =>
    finpay.send('PUT', `${space}/channels/${channel?.Id}`, { ...channel, Description: 'the only one' }),
  );
  await changes(() => finpay.send('PUT', `${space}/environments/${development}`, { ...environment, Name: 'Dev' }));
  await changes(() =>
    finpay.send('PUT', `${space}/lifecycles/${finpay.lifecycleId}`, {
      ...lifecycle,
      Phases: lifecycle.Phases.slice(2),
    }),
  );
});
