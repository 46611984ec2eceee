import { describe, expect, it } from 'vitest';
import { recordingRunner } from '../testing/recording-runner.ts';
import { createKubectl, type Kubectl } from './kubectl.ts';

type Ask = (kubectl: Kubectl) => Promise<unknown>;
const web = { resource: 'deployment', name: 'web', namespace: 'shop' };
const manifest = 'kind: ConfigMap\n';

describe('what kubectl is asked', () => {
  it.each<[string, Ask, string]>([
    ['version', (kubectl) => kubectl.version(), 'version --output=json'],
    [
      'to apply',
      (kubectl) => kubectl.apply({ manifest }),
      'apply --server-side --field-manager=octotrain --filename=-',
    ],
    [
      'to apply by force as somebody, for a namespace, and only to try',
      (kubectl) =>
        kubectl.apply({ manifest, namespace: 'shop', fieldManager: 'ann', forceConflicts: true, dryRun: true }),
      'apply --server-side --field-manager=ann --force-conflicts --dry-run=server --namespace=shop --filename=-',
    ],
    [
      'to apply as Octopus does',
      (kubectl) => kubectl.apply({ manifest, clientSide: true }),
      'apply --server-side=false --filename=-',
    ],
    [
      'for differences',
      (kubectl) => kubectl.diff({ manifest, namespace: 'shop' }),
      'diff --server-side --field-manager=octotrain --namespace=shop --filename=-',
    ],
    [
      'for a rollout',
      (kubectl) => kubectl.rolloutStatus({ ...web, waitMs: 60_000 }),
      'rollout status --timeout=60s --namespace=shop -- deployment web',
    ],
    [
      'for an object',
      (kubectl) => kubectl.get(web),
      'get --ignore-not-found --output=json --namespace=shop -- deployment web',
    ],
    [
      'for an object of no namespace',
      (kubectl) => kubectl.get({ resource: 'node', name: 'n' }),
      'get --ignore-not-found --output=json -- node n',
    ],
    ['for a list', (kubectl) => kubectl.list({ resource: 'pods' }), 'get --output=json --all-namespaces -- pods'],
    [
      'for a list by labels',
      (kubectl) => kubectl.list({ resource: 'pods', namespace: 'shop', labelSelector: 'a=b' }),
      'get --output=json --namespace=shop --selector=a=b -- pods',
    ],
    [
      'to delete',
      (kubectl) => kubectl.delete(web),
      'delete --ignore-not-found --wait=true --output=name --namespace=shop -- deployment web',
    ],
    [
      'to delete all of a manifest, and not to wait',
      (kubectl) => kubectl.delete({ manifest, wait: false }),
      'delete --ignore-not-found --wait=false --output=name --filename=-',
    ],
    ['for a kustomization', (kubectl) => kubectl.kustomize('-odd'), 'kustomize -- -odd'],
  ])('%s', async (_name, ask, line) => {
    const { run, calls } = recordingRunner();
    await ask(createKubectl({ run }));
    expect(calls.map(({ program, args }) => [program, ...args].join(' '))).toEqual([`kubectl ${line}`]);
  });

  it('goes to the cluster it was made for', async () => {
    const { run, calls } = recordingRunner();
    await createKubectl({ run, kubeconfig: '/kc', context: 'dev' }).get(web);
    expect(calls[0]?.args.slice(0, 3)).toEqual(['get', '--kubeconfig=/kc', '--context=dev']);
  });

  it('takes objects as text or as data, on its standard input', async () => {
    const { run, calls } = recordingRunner();
    const kubectl = createKubectl({ run });
    await kubectl.apply({ manifest });
    await kubectl.apply({ manifest: [{ kind: 'Secret' }] });
    expect(calls.map(({ input }) => input)).toEqual([
      manifest,
      '{"apiVersion":"v1","kind":"List","items":[{"kind":"Secret"}]}',
    ]);
  });
});

describe('what kubectl answers', () => {
  it('to apply is what was done to each object', async () => {
    const { run } = recordingRunner({
      stdout: 'deployment.apps/web serverside-applied\nconfigmap/a created\nWarning: x\n',
    });
    expect(await createKubectl({ run }).apply({ manifest })).toEqual({
      ok: true,
      value: [
        { resource: 'deployment.apps', name: 'web', outcome: 'serverside-applied' },
        { resource: 'configmap', name: 'a', outcome: 'created' },
      ],
    });
  });

  it('to delete is what was there', async () => {
    const { run } = recordingRunner({ stdout: 'configmap/a\n' });
    const value = [{ resource: 'configmap', name: 'a', outcome: 'deleted' }];
    expect(await createKubectl({ run }).delete(web)).toEqual({ ok: true, value });
  });

  it.each([
    [0, '', { ok: true, value: '' }],
    [1, '--- a\n+++ b\n', { ok: true, value: '--- a\n+++ b\n' }],
    [2, '', { ok: false, problem: { code: 'program-failed' } }],
  ])('to a diff that ends with %i is the difference or a problem', async (code, stdout, result) => {
    const { run } = recordingRunner({ code, stdout, stderr: 'error: broken' });
    expect(await createKubectl({ run }).diff({ manifest })).toMatchObject(result);
  });

  it('about an object that is not there is nothing', async () => {
    const { run } = recordingRunner();
    expect(await createKubectl({ run }).get(web)).toEqual({ ok: true, value: undefined });
  });

  it('to version is its own, also when the server is away', async () => {
    const clientVersion = { gitVersion: 'v1.32.4-dispatcher' };
    const client = { major: 1, minor: 32, patch: 4, text: 'v1.32.4-dispatcher' };
    const away = recordingRunner({ code: 1, stdout: JSON.stringify({ clientVersion }), stderr: 'refused' });
    expect(await createKubectl(away).version()).toEqual({
      ok: true,
      value: {
        client,
        server: { ok: false, problem: { code: 'program-failed', message: 'kubectl version: refused' } },
      },
    });
    const there = recordingRunner({
      stdout: JSON.stringify({ clientVersion, serverVersion: { gitVersion: 'v1.37.2' } }),
    });
    const server = { major: 1, minor: 37, patch: 2, text: 'v1.37.2' };
    expect(await createKubectl(there).version()).toEqual({
      ok: true,
      value: { client, server: { ok: true, value: server } },
    });
  });
});
