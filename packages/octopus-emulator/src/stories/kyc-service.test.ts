import { describe, expect, it } from 'vitest';
import { type FinPay, manifestStep, scriptStep, startFinPay, taskOf } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

/** kyc-service with values of its own per environment, and a log level that a library set gives. */
async function addKycService(finpay: FinPay, paths = 'manifests/kyc-service/*.yaml') {
  const { development, staging } = finpay.environments;
  const library = await finpay.send<{ Id: string; VariableSetId: string }>('POST', `${space}/libraryvariablesets`, {
    Name: 'Common Config',
  });
  await finpay.putVariables(library.VariableSetId, [
    { Name: 'LogLevel', Value: 'debug', Scope: { Environment: [development] } },
    { Name: 'LogLevel', Value: 'info' },
    { Name: 'Replicas', Value: '9' },
  ]);
  const project = await finpay.createProject('kyc-service', { IncludedLibraryVariableSetIds: [library.Id] });
  await finpay.putVariables(project.VariableSetId, [
    { Name: 'Namespace', Value: 'kyc-#{Octopus.Environment.Name | ToLower}' },
    { Name: 'Replicas', Value: '1' },
    { Name: 'Replicas', Value: '2', Scope: { Environment: [staging] } },
    { Name: 'Token', Value: 'very-secret', IsSensitive: true, Type: 'Sensitive' },
  ]);
  await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [
    manifestStep('Deploy kyc-service', paths),
    scriptStep('Tell', 'echo "token #{Token}"'),
  ]);
  return { project, library };
}

function workloads(finpay: FinPay) {
  return finpay.emulator.world.store
    .all('Workloads')
    .map(({ Namespace, Replicas, Pods }) => [Namespace, Replicas, Pods.Image, Pods.Env.LOG_LEVEL]);
}

describe('kyc-service', () => {
  it('applies its manifests with the values of project and library set', async () => {
    const finpay = await startFinPay();
    await addKycService(finpay);

    const release = await finpay.release('kyc-service', '1.0.0');
    await finpay.automatic(release, 1);
    await finpay.promote(release, finpay.environments.staging);

    expect(workloads(finpay)).toEqual([
      ['kyc-development', 1, 'nginx:1.27-alpine', 'debug'],
      ['kyc-staging', 2, 'nginx:1.27-alpine', 'info'],
    ]);
  });

  it('keeps edits of a library set out of a release', async () => {
    const finpay = await startFinPay();
    const { library } = await addKycService(finpay);
    const release = await finpay.release('kyc-service', '1.0.0');

    await finpay.putVariables(library.VariableSetId, [{ Name: 'LogLevel', Value: 'error' }]);
    await finpay.automatic(release, 1);

    expect(workloads(finpay)).toEqual([['kyc-development', 1, 'nginx:1.27-alpine', 'debug']]);
  });

  it('masks secrets in its log', async () => {
    const finpay = await startFinPay();
    await addKycService(finpay);
    const [deployment] = await finpay.automatic(await finpay.release('kyc-service', '1.0.0'), 1);

    const log = await finpay.send<string>('GET', `/api/tasks/${deployment?.TaskId}/raw`);

    expect(log).toContain('token *****');
    expect(log).not.toContain('very-secret');
  });

  it('fails with the reason when the commit has no such file', async () => {
    const finpay = await startFinPay();
    await addKycService(finpay, 'manifests/missing.yaml');
    const [deployment] = await finpay.automatic(await finpay.release('kyc-service', '1.0.0'), 1);

    const task = await taskOf(finpay, deployment?.TaskId ?? '');

    expect(task.State).toBe('Failed');
    expect(task.ErrorMessage).toContain('There is no file manifests/missing.yaml at commit');
  });
});
