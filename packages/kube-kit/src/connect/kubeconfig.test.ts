import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { kubeconfigText } from '../testing/api-server.ts';
import { openCluster } from './cluster.ts';
import { contextsOf } from './kubeconfig.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kube-kit-'));
});
afterEach(() => rm(folder, { recursive: true }));

const text = kubeconfigText({ port: 1, contexts: ['kind-finpay-dev', 'kind-finpay-prod'] });

it('chooses the current context when none is named', async () => {
  expect(await openCluster({ kubeconfig: { text } })).toMatchObject({
    ok: true,
    cluster: { context: 'kind-finpay-dev' },
  });
});

it('lists the contexts of a file, or says why it cannot', async () => {
  expect(await contextsOf({ text })).toEqual({ ok: true, value: ['kind-finpay-dev', 'kind-finpay-prod'] });
  expect(await contextsOf({ path: join(folder, 'none') })).toMatchObject({
    ok: false,
    problem: { code: 'kubeconfig-invalid' },
  });
});

it('lists the contexts there are when one is missing', async () => {
  expect(await openCluster({ kubeconfig: { text }, context: 'kind-finpay-prd' })).toEqual({
    ok: false,
    problem: {
      code: 'context-missing',
      message: 'the kubeconfig has no context `kind-finpay-prd`',
      hint: 'its contexts: kind-finpay-dev, kind-finpay-prod',
    },
  });
});

it.each([
  ['an empty text', ''],
  ['broken YAML', 'clusters: [\n'],
  ['something else', 'just a text'],
])('refuses %s', async (_, broken) => {
  const opened = await openCluster({ kubeconfig: { text: broken } });

  expect(opened).toMatchObject({
    ok: false,
    problem: { code: expect.stringMatching(/^(kubeconfig-invalid|context-missing)$/) },
  });
});

it('refuses a context whose cluster has no address', async () => {
  const lame = text.replaceAll(/http:[^"]*/g, 'nowhere');

  expect(await openCluster({ kubeconfig: { text: lame } })).toMatchObject({
    ok: false,
    problem: { code: 'kubeconfig-invalid' },
  });
});

it('reads a list of files, of which some may be missing, and writes nothing', async () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  const other = kubeconfigText({ port: 2, contexts: ['other'] }).replaceAll('someone', 'another');
  await writeFile(one, text);
  await writeFile(two, other);

  const opened = await openCluster({
    kubeconfig: { path: [one, join(folder, 'none'), two].join(delimiter) },
    context: 'other',
  });

  expect(opened).toMatchObject({
    ok: true,
    cluster: { context: 'other', server: 'http://127.0.0.1:2/clusters/other' },
  });
  expect(await readdir(folder)).toEqual(['one', 'two']);
});

it('says which file is missing', async () => {
  const path = join(folder, 'none');

  const opened = await openCluster({ kubeconfig: { path } });

  expect(opened).toMatchObject({
    ok: false,
    problem: { code: 'kubeconfig-invalid', message: expect.stringContaining(path) },
  });
});
