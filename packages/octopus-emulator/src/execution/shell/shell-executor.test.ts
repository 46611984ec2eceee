import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFaults } from '../../faults/create.ts';
import { helmStep, manifestStep, scriptStep } from '../../testing/finpay.ts';
import { failed } from '../../testing/recorded-programs.ts';
import { deploySteps, makeShellPlace, type ShellPlace, withProperties } from '../../testing/shell-server.ts';
import { addTentacle, onWeb } from '../../testing/steps.ts';

let place: ShellPlace;
beforeAll(async () => {
  place = await makeShellPlace();
});
afterAll(() => place.remove());

describe('a chart', () => {
  it('is upgraded by helm with the files of the pinned commit, in a namespace that is made when it is missing', async () => {
    const { finpay, programs, words } = await place.open((line) =>
      line.includes('get namespace') ? failed('Error from server (NotFound): namespaces not found') : undefined,
    );

    const { task, log } = await deploySteps(finpay, [helmStep('Deploy', 'payments-api')]);

    expect(task.State).toBe('Success');
    expect(words()).toEqual([
      'kubectl get namespace payments-dev --output=name --request-timeout=60s',
      'kubectl create namespace payments-dev --request-timeout=60s',
      'helm upgrade --install --reset-values --values WORK/values/01-charts-payments-api-values.yaml ' +
        '--values WORK/values/02-charts-payments-api-values-development.yaml --wait ' +
        '--namespace payments-dev payments-api WORK/repository/charts/payments-api',
    ]);
    const { files, call } = programs.calls.at(-1) ?? {};
    expect(files?.['repository/charts/payments-api/templates/service.yaml']).toContain('kind: Service');
    expect(files?.['values/02-charts-payments-api-values-development.yaml']).toBe('env: { LOG_LEVEL: debug }\n');
    expect(JSON.parse(files?.kubeconfig ?? '')).toMatchObject({
      'current-context': 'kind-dev',
      contexts: [{ context: { namespace: 'payments-dev' } }],
    });
    expect(call?.env).toMatchObject({ PATH: '/bin' });
    expect(log).not.toContain('simulated');
    expect(await readdir(join(place.folder, 'work'))).toEqual([]);
  });

  it('gets its values in the order of their priority, variables filled in', async () => {
    const { finpay, programs } = await place.open();
    const sources = [
      { Type: 'KeyValues', Value: { 'image.tag': '#{Tag}', 'a.b': 1 } },
      { Type: 'InlineYaml', Value: 'colour: "#{Colour}"' },
      { Type: 'Chart', ValuesFilePaths: 'values.yaml' },
    ];
    const step = withProperties(helmStep('Deploy', 'payments-api'), {
      'Octopus.Action.Helm.TemplateValuesSources': JSON.stringify(sources),
      'Octopus.Action.Helm.YamlValues': 'older: true',
      'Octopus.Action.Helm.Timeout': '60s',
      'Octopus.Action.Helm.AdditionalArgs': '--atomic --description "by #{Octopus.Deployment.CreatedBy.Username}"',
      'Octopus.Action.Kubernetes.ResourceStatusCheck': 'True',
    });

    await deploySteps(
      finpay,
      [step],
      [
        { Name: 'Tag', Value: '1.27' },
        { Name: 'Colour', Value: 'red' },
      ],
    );

    const { call, files } = programs.calls.at(-1) ?? {};
    expect(Object.entries(files ?? {}).filter(([name]) => name.startsWith('values/'))).toEqual([
      ['values/01-values.yaml', expect.stringContaining('replicaCount: 1')],
      ['values/02-inline.yaml', 'colour: "red"'],
      ['values/03-key-values.yaml', '{"image":{"tag":"1.27"},"a":{"b":"1"}}'],
      ['values/04-inline.yaml', 'older: true'],
    ]);
    expect(call?.args.slice(-7, -4)).toEqual(['--atomic', '--description', 'by admin']);
    expect(call?.args).toContain('60s');
    expect(call?.args).not.toContain('--wait');
  });

  it('fails with what helm said last', async () => {
    const { finpay } = await place.open((line) =>
      line.startsWith('helm') ? failed('W1201 careful\nError: UPGRADE FAILED: context deadline exceeded') : undefined,
    );

    const { task, log } = await deploySteps(finpay, [helmStep('Deploy', 'payments-api')]);

    expect(task).toMatchObject({ State: 'Failed' });
    expect(task.ErrorMessage).toContain(
      'helm ended with exit code 1: Error: UPGRADE FAILED: context deadline exceeded',
    );
    expect(log).toMatch(/Warning +\| +W1201 careful/);
  });

  it.each([
    ['the chart is not there', helmStep('Deploy', 'no-such'), 'There is no chart in charts/no-such at commit'],
    ['the name is none', helmStep('Deploy', 'payments-api', { releaseName: 'A_B' }), 'is no name for a Helm release'],
    [
      'a quote is open',
      withProperties(helmStep('Deploy', 'payments-api'), { 'Octopus.Action.Helm.AdditionalArgs': '"--x' }),
      'A quote is not closed',
    ],
    [
      'values come from where nothing can be fetched',
      withProperties(helmStep('Deploy', 'payments-api'), {
        'Octopus.Action.Helm.TemplateValuesSources': '[{"Type":"Package","PackageId":"x"}]',
      }),
      "Values of the type 'Package' cannot be fetched",
    ],
  ])('is not handed to helm when %s', async (_, step, sentence) => {
    const { finpay, words } = await place.open();

    const { task } = await deploySteps(finpay, [step]);

    expect(task.ErrorMessage).toContain(sentence);
    expect(words().filter((line) => line.startsWith('helm'))).toEqual([]);
  });
});

describe('manifests', () => {
  it('are applied with their variables filled in, and waited for', async () => {
    const { finpay, programs, words } = await place.open();
    const values = [
      { Name: 'Replicas', Value: '3' },
      { Name: 'LogLevel', Value: 'debug' },
    ];

    const { task } = await deploySteps(finpay, [manifestStep('Apply', 'manifests/kyc-service/*.yaml')], values);

    expect(task.State).toBe('Success');
    expect(words()).toEqual([
      'kubectl apply --filename WORK/manifests/1 --recursive --server-side --field-manager=octopus --force-conflicts',
      expect.stringMatching(/^kubectl rollout status deployment\/kyc-service --namespace \S+ --timeout=180s$/),
    ]);
    const [text] = Object.entries(programs.calls[0]?.files ?? {}).flatMap(([name, held]) =>
      name.startsWith('manifests/1/manifests/kyc-service/') ? [held] : [],
    );
    expect(text).toContain('replicas: 3');
    expect(text).not.toContain('#{');
  });

  it('are neither waited for nor taken over when the step says no', async () => {
    const { finpay, words } = await place.open();
    const step = withProperties(manifestStep('Apply', 'manifests/kyc-service/*.yaml'), {
      'Octopus.Action.Kubernetes.ResourceStatusCheck': 'False',
      'Octopus.Action.Kubernetes.ServerSideApply.Enabled': 'False',
    });

    await deploySteps(
      finpay,
      [step],
      [
        { Name: 'Replicas', Value: '1' },
        { Name: 'LogLevel', Value: 'info' },
      ],
    );

    expect(words()).toEqual(['kubectl apply --filename WORK/manifests/1 --recursive']);
  });

  it('that are not ready in time fail the step with the reason', async () => {
    const { finpay } = await place.open((line) => (line.includes('rollout') ? failed('error: timed out') : undefined));
    const step = withProperties(manifestStep('Apply', 'manifests/kyc-service/*.yaml'), {
      'Octopus.Action.Kubernetes.DeploymentTimeout': '7',
    });

    const { task } = await deploySteps(
      finpay,
      [step],
      [
        { Name: 'Replicas', Value: '1' },
        { Name: 'LogLevel', Value: 'info' },
      ],
    );

    expect(task.ErrorMessage).toMatch(
      /deployment\/kyc-service in \S+ was not ready within 7 seconds: error: timed out/,
    );
  });
});

describe('a step that runs for real', () => {
  it('fails on a target that nobody said how to reach, and says what to do', async () => {
    const { finpay, words } = await place.open(undefined, {}, {});

    const { task } = await deploySteps(finpay, [scriptStep('Say', 'echo hi')]);

    expect(task.ErrorMessage).toContain(
      "how to reach the target 'dev' on the cluster 'kind-dev'. Start it with --kubeconfig-for kind-dev=FILE",
    );
    expect(words()).toEqual([]);
  });

  it('fails when the kubeconfig of its cluster is not there', async () => {
    const missing = { 'kind-dev': { file: join(place.folder, 'nowhere') } };
    const { finpay } = await place.open(undefined, {}, missing);

    const { task } = await deploySteps(finpay, [scriptStep('Say', 'echo hi')]);

    expect(task.ErrorMessage).toMatch(/nowhere of the cluster 'kind-dev' cannot be read: .*Is the cluster up\?/);
  });

  it('fails when a program is missing, and says how to get it', async () => {
    const { finpay } = await place.open((line) =>
      line.startsWith('bash') ? { kind: 'missing', program: 'bash' } : undefined,
    );

    const { task } = await deploySteps(finpay, [scriptStep('Say', 'echo hi')]);

    expect(task.ErrorMessage).toContain(
      "The program bash was not found. Build the cluster programs with 'pnpm k8s:tools'",
    );
  });

  it('puts no secret on a command line or into the log', async () => {
    const { finpay, programs } = await place.open((line) =>
      line.startsWith('helm') ? failed('Error: sesame-open and token-of-the-cluster are wrong') : undefined,
    );
    const step = withProperties(helmStep('Deploy', 'payments-api'), {
      'Octopus.Action.Helm.AdditionalArgs': '--set a.b=#{Secret} --set-string=c=x#{Secret} --set d=1',
    });

    const { task, log } = await deploySteps(
      finpay,
      [step],
      [{ Name: 'Secret', Value: 'sesame-open', IsSensitive: true }],
    );

    const { call, files, words } = programs.calls.at(-1) ?? {};
    expect(words).toContain('--set-file a.b=WORK/secrets/0 --set-file c=WORK/secrets/2 --set d=1');
    expect([files?.['secrets/0'], files?.['secrets/2']]).toEqual(['sesame-open', 'xsesame-open']);
    expect(JSON.stringify([call?.args, call?.env])).not.toContain('sesame');
    expect(task.ErrorMessage).toContain('Error: ***** and ***** are wrong');
    expect(log).not.toMatch(/sesame|token-of-the/);
  });

  it('refuses arguments whose secret cannot be hidden', async () => {
    const { finpay, words } = await place.open();
    const step = withProperties(helmStep('Deploy', 'payments-api'), {
      'Octopus.Action.Helm.AdditionalArgs': '--description #{Secret}',
    });

    const { task } = await deploySteps(finpay, [step], [{ Name: 'Secret', Value: 'sesame-open', IsSensitive: true }]);

    expect(task.ErrorMessage).toContain('hold a secret');
    expect(words().filter((line) => line.startsWith('helm'))).toEqual([]);
  });

  it('says so when only the simulation does it', async () => {
    const { finpay, words } = await place.open();
    const property = { 'Octopus.Action.Script.Syntax': 'PowerShell' };

    const { task, log } = await deploySteps(finpay, [withProperties(scriptStep('Say', 'Write-Host hi'), property)]);

    expect(task.State).toBe('Success');
    expect(log).toContain('simulated: a PowerShell script from Inline is not run');
    expect(words()).toEqual([]);
  });

  it('says so when it does not run on its target', async () => {
    const { finpay, programs } = await place.open();
    await addTentacle(finpay, 'kind-dev');

    const { log } = await deploySteps(finpay, [onWeb('Work', 'echo hi')]);

    expect(programs.calls.at(-1)?.words).toBe('bash ../octopus/bootstrap.sh');
    expect(log).toContain('simulated: this runs where the server runs, not on kind-dev');
  });

  it('is struck by faults like a simulated one', async () => {
    const faults = readFaults({
      text: '- { match: { step: Say }, do: { fail: struck } }',
      file: 'faults.yaml',
    });
    if (!faults.ok) throw new Error('no faults');
    const { finpay, words } = await place.open(undefined, { faults: faults.plan });

    const { task } = await deploySteps(finpay, [scriptStep('Say', 'echo hi')]);

    expect(task.ErrorMessage).toContain('struck');
    expect(words()).toEqual([]);
  });
});
