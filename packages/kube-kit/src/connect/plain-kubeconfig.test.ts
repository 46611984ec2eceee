import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainKubeconfig } from './plain-kubeconfig.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plain-'));
  await writeFile(join(folder, 'ca.crt'), 'an authority');
  await writeFile(join(folder, 'me.crt'), 'a certificate');
  await writeFile(join(folder, 'me.key'), 'a key');
});
afterAll(() => rm(folder, { recursive: true }));

const base64 = (text: string) => Buffer.from(text).toString('base64');

function textOf(cluster: object, user: object): string {
  return JSON.stringify({
    'current-context': 'one',
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:6443', ...cluster } }],
    users: [{ name: 'u', user }],
    contexts: [{ name: 'one', context: { cluster: 'c', user: 'u', namespace: 'mine' } }],
  });
}

/** What of a request credentials are. */
function credentials({ ca, cert, key, rejectUnauthorized, servername, auth, headers }: https.RequestOptions) {
  return { ...{ ca, cert, key, rejectUnauthorized, servername, auth }, headers: { ...headers } };
}

describe('a context with plain credentials is what the Kubernetes library makes of it', () => {
  it.each<[string, object, object]>([
    ['a token', {}, { token: 'hunter22' }],
    ['a password', { 'tls-server-name': 'kubernetes' }, { username: 'me', password: 'hunter22' }],
    [
      'an authority and certificate inside',
      { 'certificate-authority-data': base64('an authority') },
      {
        'client-certificate-data': base64('a certificate'),
        'client-key-data': base64('a key'),
      },
    ],
    [
      'an authority and certificate in files',
      { 'certificate-authority': 'ca.crt' },
      {
        'client-certificate': 'me.crt',
        'client-key': 'me.key',
      },
    ],
    [
      'a file and data, of which the file counts',
      { 'certificate-authority': 'ca.crt', 'certificate-authority-data': 'x' },
      {
        token: 'hunter22',
      },
    ],
    ['no look at certificates', { 'insecure-skip-tls-verify': true }, { token: 'hunter22' }],
    ['nobody', {}, {}],
  ])('%s', async (_name, cluster, user) => {
    const text = textOf(cluster, user);
    const [ours, theirs]: [https.RequestOptions, https.RequestOptions] = [
      { headers: { a: 'b' } },
      { headers: { a: 'b' } },
    ];
    const library = new KubeConfig();
    library.loadFromString(text);
    library.makePathsAbsolute(folder);
    await library.applyToHTTPSOptions(theirs);

    const access = plainKubeconfig([{ text, folder }])?.access('one');
    await access?.apply(ours);

    expect(access?.server).toBe('https://127.0.0.1:6443');
    expect(credentials(ours)).toEqual(credentials(theirs));
  });
});

describe('is left to the library', () => {
  it.each<[string, object, object]>([
    ['a plugin', {}, { exec: { command: 'aws', apiVersion: 'v1' } }],
    ['a provider', {}, { 'auth-provider': { name: 'oidc', config: {} } }],
    ['a file of a token, which changes', {}, { tokenFile: '/var/run/token' }],
    ['a proxy', { 'proxy-url': 'http://proxy' }, { token: 'x' }],
    ['another name', {}, { token: 'x', as: 'somebody' }],
    ['a field of the wrong kind', {}, { token: 7 }],
  ])('%s', (_name, cluster, user) => {
    expect(plainKubeconfig([{ text: textOf(cluster, user) }])?.access('one')).toBeUndefined();
  });

  it.each([
    ['no YAML', '{'],
    ['a name that stands twice', textOf({}, {}).replace('"users":[', '"users":[{"name":"u","user":{}},')],
    ['an entry without a name', textOf({}, {}).replace('"name":"u",', '')],
  ])('%s', (_name, text) => {
    expect(plainKubeconfig([{ text }])).toBeUndefined();
  });
});

it('several files are one: the contexts of all, the current one of the first, paths from the folder of each', async () => {
  const own = textOf({ 'certificate-authority': 'ca.crt' }, { token: 'x' });
  const other = own.replaceAll('"c"', '"d"').replaceAll('"u"', '"v"').replaceAll('"one"', '"two"');

  const read = plainKubeconfig([
    { text: other, folder: '/nowhere' },
    { text: own, folder },
  ]);

  expect(read).toMatchObject({ contexts: ['two', 'one'], current: 'two' });
  const options: https.RequestOptions = {};
  await read?.access('one')?.apply(options);
  expect(String(options.ca)).toBe('an authority');
  await expect(read?.access('two')?.apply({})).rejects.toThrow('ENOENT');
});
