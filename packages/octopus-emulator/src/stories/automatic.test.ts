import { expect, it } from 'vitest';
import { scriptStep, startFinPay } from '../testing/finpay.ts';

it('a phase is deployed to by the server once, however often the phase before it is deployed to', async () => {
  const finpay = await startFinPay();
  const { development, staging } = finpay.environments;
  const lifecycle = await finpay.send<{ Id: string }>('POST', '/api/Spaces-1/lifecycles', {
    Name: 'Automatic staging',
    Phases: [
      { Name: 'Development', OptionalDeploymentTargets: [development] },
      { Name: 'Staging', AutomaticDeploymentTargets: [staging] },
    ],
  });
  const project = await finpay.createProject('again', { LifecycleId: lifecycle.Id });
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo done')]);
  const release = await finpay.release('again', '1.0.0');

  for (let times = 1; times <= 3; times += 1) {
    await finpay.promote(release, development);
    await finpay.pass(120_000);
  }

  const path = `/api/Spaces-1/releases/${release.Id}/deployments`;
  const { Items } = await finpay.send<{ Items: { EnvironmentId: string }[] }>('GET', path);
  expect(Items.map(({ EnvironmentId }) => EnvironmentId).sort()).toEqual([
    ...Array<string>(3).fill(development),
    staging,
  ]);
});
