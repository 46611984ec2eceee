import { coloursFor } from '@octotrain/command-line';
import type { Cluster, Helm } from '@octotrain/kube-kit';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { expect, it } from 'vitest';
import { releaseDrift } from './release-drift.ts';
import { clusterDriftText, isAmiss } from './release-drift-text.ts';

const loaded = loadLab(finpayLab);
if (!loaded.ok) throw new Error('FinPay is right');
const { lab } = loaded;

const page = { colours: coloursFor({ isTTY: false, write: () => undefined }, {}), width: 80 };
const about = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'payments-prod', name: 'payments-api' };
const by = { manager: 'kubectl', operation: 'Update', subresource: 'scale', time: '2026-12-01T07:14:59Z' };

const helm = {
  async list() {
    const places = ['payments-prod/payments-api', 'fraud-prod/fraud-detector', 'merchant-prod/web', 'kube-system/dns'];
    const value = places.map((place) => {
      const [namespace = '', release = ''] = place.split('/');
      return {
        namespace,
        release,
        revision: 1,
        state: 'deployed' as const,
        updated: '',
        chart: '',
        appVersion: '',
        description: '',
      };
    });
    return { ok: true as const, value };
  },
} satisfies Pick<Helm, 'list'>;

const cluster: Pick<Cluster, 'drift'> = {
  async drift({ desired }) {
    const release = 'release' in desired ? desired.release : '';
    if (release === 'web')
      return {
        ok: false,
        problem: { code: 'not-found', message: 'helm release merchant-prod/web has no deployed revision' },
      };
    const same = release !== 'payments-api';
    const field = { path: 'spec.replicas', kind: 'changed' as const, desired: 3, live: 7, by: { ...by, owns: true } };
    const objects = [
      { ...about, state: same ? ('same' as const) : ('drifted' as const), fields: same ? [] : [field] },
      ...(same ? [] : [{ ...about, kind: 'Service', state: 'missing' as const, fields: [] }]),
    ];
    return { ok: true, value: { same, revision: 4, objects } };
  },
};

it('tells of each release in the namespaces of the lab what is not as it was set, by whom, and counts the rest', async () => {
  const found = await releaseDrift({ lab, name: 'finpay-prod', cluster, helm, signal: new AbortController().signal });
  const releases = found.ok ? found.value : [];

  expect(releases.map(isAmiss)).toEqual([false, true, true]);
  expect(clusterDriftText([{ cluster: 'finpay-prod', releases }], page)).toBe(`finpay-prod
  merchant-prod/web: helm release merchant-prod/web has no deployed revision
  payments-prod/payments-api, revision 4
    Deployment payments-api spec.replicas is 7, was set to 3, by kubectl
      (scale) 2026-12-01T07:14:59Z
    Service payments-api is not there
  1 of 3 releases as helm has deployed them`);
});
