import { describe, expect, it } from 'vitest';
import type { CallOptions } from '../process/program-access.ts';
import { recordingRunner } from '../testing/recording-runner.ts';
import { createHelm, type Helm } from './helm.ts';
import type { UpgradeRequest } from './upgrade-args.ts';

const web = { release: 'web', namespace: 'shop' };
const chart = { ...web, chart: './chart' };

type Ask = (helm: Helm, options?: CallOptions) => Promise<unknown>;

async function argumentsOf(ask: Ask): Promise<string> {
  const { run, calls } = recordingRunner({ stdout: '{}' });
  await ask(createHelm({ run }));
  return calls.map(({ program, args }) => [program, ...args].join(' ')).join('\n');
}

const upgrade =
  (rest: Partial<UpgradeRequest>): Ask =>
  (helm) =>
    helm.upgrade({ ...chart, ...rest });

describe('what helm is asked', () => {
  it.each<[string, Ask, string]>([
    ['version', (helm) => helm.version(), 'helm version --short'],
    [
      'an upgrade of what is given and nothing else',
      upgrade({}),
      'helm upgrade --install --reset-values --output=json --namespace=shop -- web ./chart',
    ],
    [
      'an upgrade with all that can be said',
      upgrade({
        install: false,
        createNamespace: true,
        reuseValues: true,
        wait: true,
        waitForJobs: true,
        atomic: true,
        waitMs: 90_000,
        dryRun: true,
        description: 'by the train',
        mostRevisions: 5,
        repository: 'https://charts.example',
        version: '1.2.x',
      }),
      'helm upgrade --create-namespace --reuse-values --wait --wait-for-jobs --atomic --timeout=90s --dry-run=server ' +
        '--description=by the train --history-max=5 --output=json --namespace=shop --repo=https://charts.example ' +
        '--version=1.2.x -- web ./chart',
    ],
    [
      'values in their order',
      upgrade({ values: [{ file: 'a.yaml' }, { inline: { a: 1 } }, { file: 'b.yaml' }] }),
      'helm upgrade --install --reset-values --output=json --namespace=shop ' +
        '--values=a.yaml --values=- --values=b.yaml -- web ./chart',
    ],
    [
      'single values with their types',
      upgrade({ set: { 'image.tag': '1.0', replicas: 2, on: true, none: null, list: ['a,b'] } }),
      'helm upgrade --install --reset-values --output=json --namespace=shop --set-json=image.tag="1.0" ' +
        '--set-json=replicas=2 --set-json=on=true --set-json=none=null --set-json=list=["a,b"] -- web ./chart',
    ],
    [
      'a release whose name looks like a flag',
      upgrade({ release: '--version' }),
      'helm upgrade --install --reset-values --output=json --namespace=shop -- --version ./chart',
    ],
    [
      'releases of all namespaces in any state',
      (helm) => helm.list(),
      'helm list --deployed --failed --pending --superseded --uninstalled --uninstalling --max=0 ' +
        '--time-format=2006-01-02T15:04:05.999999999Z07:00 --output=json --all-namespaces',
    ],
    [
      'releases of one namespace by labels',
      (helm) => helm.list({ namespace: 'shop', labelSelector: 'team=a' }),
      'helm list --deployed --failed --pending --superseded --uninstalled --uninstalling --max=0 ' +
        '--time-format=2006-01-02T15:04:05.999999999Z07:00 --output=json --selector=team=a --namespace=shop',
    ],
    ['the status', (helm) => helm.status(web), 'helm status --namespace=shop --output=json -- web'],
    ['the history', (helm) => helm.history(web), 'helm history --namespace=shop --max=1000000 --output=json -- web'],
    ['a rollback', (helm) => helm.rollback(web), 'helm rollback --namespace=shop -- web'],
    [
      'a rollback to a revision',
      (helm) => helm.rollback({ ...web, revision: 3, wait: true, waitMs: 1500 }),
      'helm rollback --namespace=shop --wait --timeout=1500ms -- web 3',
    ],
    ['the end', (helm) => helm.uninstall(web), 'helm uninstall --namespace=shop --ignore-not-found -- web'],
    [
      'the manifest of a revision',
      (helm) => helm.manifest({ ...web, revision: 2 }),
      'helm get manifest --namespace=shop --revision=2 -- web',
    ],
    [
      'all values',
      (helm) => helm.values({ ...web, all: true }),
      'helm get values --namespace=shop --all --output=json -- web',
    ],
    ['a rendered chart', (helm) => helm.template(chart), 'helm template --namespace=shop -- web ./chart'],
  ])('%s', async (_name, ask, line) => {
    expect(await argumentsOf(ask)).toBe(line);
  });

  it('goes to the cluster, the program and the folder it was made for', async () => {
    const { run, calls } = recordingRunner();
    const env = { PATH: '/bin' };
    const helm = createHelm({ run, program: '/opt/helm', env, folder: '/charts', kubeconfig: '/kc', context: 'dev' });
    await helm.manifest(web);
    await helm.rollback(web);
    const place = ['--kubeconfig=/kc', '--kube-context=dev'];
    expect(calls).toMatchObject([
      {
        program: '/opt/helm',
        env,
        folder: '/charts',
        args: ['get', 'manifest', ...place, '--namespace=shop', '--', 'web'],
      },
      { args: ['rollback', ...place, '--namespace=shop', '--', 'web'] },
    ]);
  });

  it('holds inline values on its standard input, not among its arguments', async () => {
    const { run, calls } = recordingRunner({ stdout: '{}' });
    const helm = createHelm({ run });
    await helm.upgrade({ ...chart, values: [{ inline: { password: 'hunter2' } }] });
    await helm.upgrade({ ...chart, values: [{ inline: 'password: hunter2\n' }] });
    expect(calls.map(({ input }) => input)).toEqual(['{"password":"hunter2"}', 'password: hunter2\n']);
    expect(JSON.stringify(calls.map(({ args }) => args))).not.toContain('hunter2');
  });

  it('is not run when values are inline twice', async () => {
    const { run, calls } = recordingRunner();
    const result = await createHelm({ run }).upgrade({ ...chart, values: [{ inline: {} }, { inline: {} }] });
    expect(result).toMatchObject({ ok: false, problem: { code: 'invalid-request', hint: expect.any(String) } });
    expect(calls).toEqual([]);
  });

  it('passes on the limits of a call, and lets its listener hear no data', async () => {
    const { run, calls } = recordingRunner({ stdout: '{}\n', stderr: 'W: slow\n' });
    const heard: string[] = [];
    const options = { signal: new AbortController().signal, timeoutMs: 5, secrets: ['s'] };
    await createHelm({ run }).upgrade(chart, { ...options, hear: (line) => heard.push(line) });
    expect(calls).toMatchObject([options]);
    expect(heard).toEqual(['W: slow']);
    await createHelm({ run }).rollback(web, { hear: (line) => heard.push(line) });
    expect(heard).toEqual(['W: slow', '{}', 'W: slow']);
  });
});

const release = {
  name: 'web',
  info: { last_deployed: '2026-12-01T03:05:55.3Z', description: 'Install complete', status: 'deployed' },
  chart: { metadata: { name: 'web', version: '0.1.0', appVersion: '1.0' } },
  config: { password: 'hunter2' },
  version: 1,
  namespace: 'shop',
};
const revision = {
  release: 'web',
  namespace: 'shop',
  revision: 1,
  state: 'deployed',
  updated: '2026-12-01T03:05:55.3Z',
  chart: 'web-0.1.0',
  appVersion: '1.0',
  description: 'Install complete',
};

describe('what helm answers', () => {
  it('to an upgrade is the revision, without the values', async () => {
    const { run } = recordingRunner({ stdout: JSON.stringify(release) });
    expect(await createHelm({ run }).upgrade(chart)).toEqual({ ok: true, value: revision });
  });

  it('to list is each release', async () => {
    const line = { ...{ name: 'web', namespace: 'shop', revision: '1', updated: '2026-12-01T03:05:55.3Z' } };
    const stdout = JSON.stringify([{ ...line, status: 'pending-upgrade', chart: 'web-0.1.0', app_version: '1.0' }]);
    const { run } = recordingRunner({ stdout });
    const value = [{ ...revision, state: 'pending-upgrade', description: '' }];
    expect(await createHelm({ run }).list()).toEqual({ ok: true, value });
  });

  it('to history is each revision of the release', async () => {
    const line = { revision: 1, updated: '2026-12-01T03:05:55.3Z', status: 'deployed', chart: 'web-0.1.0' };
    const { run } = recordingRunner({
      stdout: JSON.stringify([{ ...line, app_version: '1.0', description: 'Install complete' }]),
    });
    expect(await createHelm({ run }).history(web)).toEqual({ ok: true, value: [revision] });
  });

  it('about a release that is not there is none', async () => {
    const { run } = recordingRunner({ code: 1, stderr: 'Error: release: not found\n' });
    expect(await createHelm({ run }).status(web)).toEqual({ ok: true, value: undefined });
    expect(await createHelm({ run }).history(web)).toEqual({ ok: true, value: [] });
  });

  it('about values that were not given is an empty object', async () => {
    const { run } = recordingRunner({ stdout: 'null\n' });
    expect(await createHelm({ run }).values(web)).toEqual({ ok: true, value: {} });
  });

  it('to version is the version', async () => {
    const { run } = recordingRunner({ stdout: 'v3.22.0+g1234567\n' });
    const version = { major: 3, minor: 22, patch: 0, text: 'v3.22.0+g1234567' };
    expect(await createHelm({ run }).version()).toEqual({ ok: true, value: version });
  });

  it('is a problem of its own when an operation was cut off', async () => {
    const stderr = 'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress\n';
    const { run } = recordingRunner({ code: 1, stderr });
    expect(await createHelm({ run }).upgrade(chart)).toMatchObject({
      ok: false,
      problem: { code: 'release-pending', message: expect.stringMatching(/^helm upgrade shop\/web: /) },
    });
  });

  it('is a problem when there is no helm', async () => {
    const { run } = recordingRunner({ kind: 'missing', program: 'helm' });
    expect(await createHelm({ run }).list()).toMatchObject({ ok: false, problem: { code: 'program-missing' } });
  });

  it('is a problem when it is no JSON', async () => {
    const { run } = recordingRunner({ stdout: 'Happy Helming!' });
    expect(await createHelm({ run }).upgrade(chart)).toMatchObject({ problem: { code: 'unexpected-answer' } });
  });
});
