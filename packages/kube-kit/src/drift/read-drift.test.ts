import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Api, ApiQuestion } from '../connect/api.ts';
import type { KubeResult } from '../result.ts';
import { readDrift } from './read-drift.ts';

/** A cluster of a few paths; whatever else is asked for is not there. */
function clusterOf(answers: Readonly<Record<string, unknown>>): Api & { asked: string[] } {
  const asked: string[] = [];
  async function answer({ path, what }: ApiQuestion): Promise<KubeResult<unknown>> {
    asked.push(path);
    const found = answers[path];
    if (found === 'forbidden') return { ok: false, problem: { code: 'forbidden', message: `${what}: no` } };
    return found === undefined
      ? { ok: false, problem: { code: 'not-found', message: `${what}: not found` } }
      : { ok: true, value: found };
  }
  return {
    asked,
    get: answer,
    review: answer,
    list: async (question) => {
      const found = await answer(question);
      // A list is given as one here.
      return found.ok ? { ok: true, value: found.value as unknown[] } : found;
    },
  };
}

const kinds = {
  '/api/v1': {
    resources: [
      { name: 'configmaps', kind: 'ConfigMap', namespaced: true },
      { name: 'pods/log', kind: 'Pod', namespaced: true },
      { name: 'namespaces', kind: 'Namespace', namespaced: false },
    ],
  },
};

function configMap(name: string, mode: string) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data: { mode } };
}

function manifestOf(...objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function packed(manifest: string): string {
  const release = gzipSync(JSON.stringify({ manifest, namespace: 'pay' })).toString('base64');
  return Buffer.from(release).toString('base64');
}

function releaseSecret(version: string, status: string, manifest: string) {
  return {
    type: 'helm.sh/release.v1',
    metadata: { labels: { owner: 'helm', name: 'shop', version, status } },
    data: { release: packed(manifest) },
  };
}

describe('a manifest beside a cluster', () => {
  it('is told object by object: the same, drifted, missing, unknown kinds, or not to be read', async () => {
    const path = '/api/v1/namespaces/pay/configmaps';
    const api = clusterOf({
      ...kinds,
      [`${path}/same`]: configMap('same', 'live'),
      [`${path}/other`]: configMap('other', 'test'),
      [`${path}/hidden`]: 'forbidden',
    });
    const wanted = ['same', 'other', 'gone', 'hidden'].map((name) => configMap(name, 'live'));
    const strange = { apiVersion: 'shop/v1', kind: 'Basket', metadata: { name: 'b' } };

    const report = await readDrift(api, { desired: { namespace: 'pay', manifest: manifestOf(...wanted, strange) } });

    expect(report).toMatchObject({
      ok: true,
      value: {
        same: false,
        objects: [
          { name: 'same', namespace: 'pay', state: 'same', fields: [] },
          { name: 'other', state: 'drifted', fields: [{ path: 'data.mode', desired: 'live', live: 'test' }] },
          { name: 'gone', state: 'missing' },
          { name: 'hidden', state: 'unknown', problem: { code: 'forbidden' } },
          { name: 'b', state: 'missing', problem: { message: 'the cluster knows no Basket of shop/v1' } },
        ],
      },
    });
  });

  it('reads many objects of a kind by one list', async () => {
    const names = [...'abcdefghijkl'];
    const path = '/api/v1/namespaces/pay/configmaps';
    const api = clusterOf({ ...kinds, [path]: names.map((name) => configMap(name, 'live')) });
    const manifest = manifestOf(...names.map((name) => configMap(name, 'live')));

    const report = await readDrift(api, { desired: { namespace: 'pay', manifest } });

    expect(report).toMatchObject({ ok: true, value: { same: true } });
    expect(api.asked).toEqual(['/api/v1', path]);
  });

  it('looks for kinds without a namespace where they are', async () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'pay' } };
    const api = clusterOf({ ...kinds, '/api/v1/namespaces/pay': namespace });

    const report = await readDrift(api, { desired: { namespace: 'other', manifest: manifestOf(namespace) } });

    expect(report).toMatchObject({ ok: true, value: { same: true } });
  });
});

describe('a helm release beside a cluster', () => {
  const secrets = '/api/v1/namespaces/pay/secrets?labelSelector=owner%3Dhelm%2Cname%3Dshop';
  const live = { '/api/v1/namespaces/pay/configmaps/a': configMap('a', 'live') };
  const old = releaseSecret('1', 'superseded', manifestOf(configMap('a', 'old')));
  const deployed = releaseSecret('2', 'deployed', manifestOf(configMap('a', 'live')));
  const pending = releaseSecret('3', 'pending-upgrade', manifestOf(configMap('a', 'next')));

  it('is compared with what is deployed, not with what hangs', async () => {
    const api = clusterOf({ ...kinds, ...live, [secrets]: [old, deployed, pending] });

    expect(await readDrift(api, { desired: { namespace: 'pay', release: 'shop' } })).toMatchObject({
      ok: true,
      value: { same: true, revision: 2 },
    });
    expect(await readDrift(api, { desired: { namespace: 'pay', release: 'shop', revision: 1 } })).toMatchObject({
      ok: true,
      value: { same: false, revision: 1 },
    });
  });

  it.each<[string, readonly unknown[], string, string | undefined]>([
    ['is not there', [], 'helm release pay/shop does not exist', undefined],
    [
      'was never deployed',
      [pending],
      'helm release pay/shop has no deployed revision',
      'its revisions: 3 is pending-upgrade',
    ],
    [
      'is broken',
      [{ ...deployed, data: { release: 'eHg=' } }],
      'helm release pay/shop: the Secret of revision 2 holds no release',
      undefined,
    ],
  ])('that %s is a problem', async (_, found, message, hint) => {
    const api = clusterOf({ ...kinds, [secrets]: found });

    const report = await readDrift(api, { desired: { namespace: 'pay', release: 'shop' } });

    expect(report).toMatchObject({ ok: false, problem: { message, ...(hint === undefined ? {} : { hint }) } });
  });
});
