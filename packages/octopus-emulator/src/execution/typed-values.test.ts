import { describe, expect, it } from 'vitest';
import { testCertificate } from '../testing/certificate.ts';
import { scriptStep, startFinPay } from '../testing/finpay.ts';

const space = '/api/Spaces-1';

describe('a variable whose value is a document', () => {
  it.each([
    [
      'an account',
      'UsernamePasswordAccount',
      '/accounts',
      {
        Name: 'Robot',
        AccountType: 'UsernamePassword',
        Username: 'robot',
        Password: { HasValue: true, NewValue: 'hunter2' },
      },
      '#{It} #{It.Username} #{It.Password}',
      'Accounts-1 robot *****',
    ],
    [
      'an Azure account',
      'AzureAccount',
      '/accounts',
      {
        Name: 'Azure',
        AccountType: 'AzureServicePrincipal',
        SubscriptionNumber: 'sub',
        ClientId: 'client',
        TenantId: 'tenant',
        Password: { HasValue: true, NewValue: 'hunter2' },
      },
      '#{It.SubscriptionNumber} #{It.Client} #{It.TenantId}',
      'sub client tenant',
    ],
    [
      'a certificate',
      'Certificate',
      '/certificates',
      { Name: 'Payments', CertificateData: { HasValue: true, NewValue: testCertificate } },
      '#{It.Name} #{It.Thumbprint} #{It.SubjectCommonName}',
      'Payments D3F3F47B45FD6F8852840760F0B603ED983998DE payments.finpay.example',
    ],
    ['a worker pool', 'WorkerPool', '/workerpools', { Name: 'Linux' }, '#{It} #{It.Name}', 'WorkerPools-2 Linux'],
  ])('stands for what is in %s, its secrets masked', async (_, Type, path, document, text, expected) => {
    const finpay = await startFinPay();
    const { Id } = await finpay.send<{ Id: string }>('POST', space + path, document);
    const project = await finpay.createProject('web');
    await finpay.putVariables(project.VariableSetId, [{ Name: 'It', Type, Value: Id }]);
    await finpay.putProcess(`deploymentprocesses/${project.DeploymentProcessId}`, [
      scriptStep('Say', `echo "${text}"`),
    ]);
    const [deployment] = await finpay.automatic(await finpay.release('web', '1.0.0'), 1);
    await finpay.settle(deployment?.TaskId ?? '');

    const log = await finpay.send<string>('GET', `/api/tasks/${deployment?.TaskId}/raw`);

    expect(log).toContain(expected);
    expect(log).not.toContain('hunter2');
  });
});
