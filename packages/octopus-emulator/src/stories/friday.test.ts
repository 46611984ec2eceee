import { describe, expect, it } from 'vitest';
import { addPaymentsApi, startFinPay } from '../testing/finpay.ts';

describe('a Friday of payments-api', () => {
  it('deploys Development by itself, then goes on with an approval of the Risk Team', async () => {
    const finpay = await startFinPay();
    await addPaymentsApi(finpay);

    const release = await finpay.release('payments-api', '1.0.0');
    const [first] = await finpay.automatic(release, 1);

    expect(first).toMatchObject({
      EnvironmentId: finpay.environments.development,
      DeployedBy: 'admin',
      Comments: null,
    });
    expect(await finpay.settle(first?.TaskId ?? '')).toMatchObject({ State: 'Success', ErrorMessage: null });
    await finpay.promote(release, finpay.environments.staging);
    const production = await finpay.deploy(release, finpay.environments.production);
    expect(await finpay.settle(production.TaskId)).toMatchObject({ State: 'Queued', HasPendingInterruptions: true });
    await finpay.approve(production.TaskId, 'rita');
    expect(await finpay.settle(production.TaskId)).toMatchObject({ State: 'Success', HasPendingInterruptions: false });
  });
});
