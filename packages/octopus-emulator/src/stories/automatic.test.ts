import { describe, expect, it } from 'vitest';
import { scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';

describe('automatic deployments', () => {
  it.each([
    ['come within thirty seconds', {}, 30_000],
    ['come sooner where the server is told so', { automaticWithinMs: 2_000 }, 2_000],
  ])('%s', async (_, options, withinMs) => {
    const finpay = await startFinPay(options);
    const project = await finpay.createProject('auto');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);

    await finpay.release('auto', '1.0.0');
    const at = finpay.emulator.world.store.all('Deployments').length;
    await finpay.pass(withinMs);

    expect(at).toBe(0);
    expect(finpay.emulator.world.store.all('Deployments')).toHaveLength(1);
  });

  it('fail where a required prompt would have to be answered', async () => {
    const finpay = await startFinPay();
    const project = await finpay.createProject('asks');
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [scriptStep('Work', 'echo hi')]);
    const Prompt = { Label: 'Reason', Description: '', Required: true, DisplaySettings: {} };
    await finpay.putVariables(project.VariableSetId, [{ Name: 'Reason', Value: '', Prompt }]);
    const release = await finpay.release('asks', '1.0.0');

    const [automatic] = await finpay.automatic(release, 1);
    const byHand = await finpay.promote(release, finpay.environments.development, {
      FormValues: { Reason: 'because' },
    });

    expect(await taskOf(finpay, automatic?.TaskId ?? '')).toMatchObject({
      State: 'Failed',
      ErrorMessage: "A value is required for the prompted variable 'Reason' (Reason).",
    });
    expect(await taskOf(finpay, byHand.TaskId)).toMatchObject({ State: 'Success' });
  });

  it('deploy a phase once, however often the phase before it is deployed to', async () => {
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
});
