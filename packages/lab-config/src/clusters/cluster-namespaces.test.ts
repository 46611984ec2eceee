import { expect, it } from 'vitest';
import { finpayLab } from '../finpay/finpay-lab.ts';
import { loadLab } from '../load/load-lab.ts';
import { agentNamespaces, clusterNamespaces } from './cluster-namespaces.ts';

function labOf(text: string) {
  const loaded = loadLab({ text, file: 'lab.yaml' });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems));
  return loaded.lab;
}

const finpay = loadLab(finpayLab);

it.each([
  ['finpay-dev', ['fraud', 'kyc', 'merchant', 'merchant-acme', 'merchant-euro', 'payments'], ['dev', 'staging']],
  ['finpay-prod', ['fraud', 'kyc', 'merchant', 'merchant-acme', 'merchant-euro', 'payments'], ['prod']],
])("FinPay's %s has a namespace for each service, merchant and environment", (cluster, owners, shorts) => {
  if (!finpay.ok) throw new Error('FinPay is right');
  const { namespaces, untold } = clusterNamespaces(finpay.lab, cluster);

  expect(namespaces.map(({ name }) => name)).toEqual(
    owners.flatMap((owner) => shorts.map((short) => `${owner}-${short}`)).toSorted(),
  );
  expect(untold).toEqual([]);
});

it.each([
  ['payments-dev', undefined],
  ['merchants-prod', ['kyc-prod', 'merchant-acme-prod', 'merchant-euro-prod', 'merchant-prod']],
])('the scripts of %s, where Merchants are confined, may work in %j', (name, namespaces) => {
  const text = finpayLab.text.replace('agents: { targetTags: [merchants-k8s],', '$& confined: true,');
  const loaded = loadLab({ ...finpayLab, text });
  if (!loaded.ok) throw new Error('FinPay is right');
  const { lab } = loaded;
  const agent = lab.spaces.flatMap(({ agents }) => agents).find((one) => one.name === name);

  expect(text).not.toBe(finpayLab.text);
  expect(agent && agentNamespaces(lab, agent)).toEqual(namespaces);
});

it('labels a namespace with all that it belongs to', () => {
  if (!finpay.ok) throw new Error('FinPay is right');
  const { namespaces } = clusterNamespaces(finpay.lab, 'finpay-prod');

  expect(namespaces.find(({ name }) => name === 'merchant-acme-prod')?.labels).toEqual({
    'app.kubernetes.io/managed-by': 'octotrain',
    'octotrain/lab': 'finpay',
    'octotrain/space': 'merchants',
    'octotrain/project': 'merchant-portal',
    'octotrain/environment': 'production',
    'octotrain/tenant': 'acme-corp',
  });
});

const small = (project: string, more = '') => `version: 1
lab: Small
clusters: { one: { context: one, environments: [Dev] }, other: { context: other, environments: [Live] } }
shared: { environments: [{ name: Dev }, { name: Live }] }
spaces:
  Shop:
    agents: { targetTags: [k8s] }
    projects:
      web: ${project}
${more}`;
const step = (namespace: string) =>
  `process: [{ name: Deploy, kind: helm, targetTag: k8s, git: { url: "https://a.example/x.git" }, chart: c, release: r, namespace: "${namespace}" }]`;

it.each<[string, string, string]>([
  ['is what the step says', `{ ${step('shop')} }`, 'shop'],
  ['is the value for the environment', `{ variables: { N: { Dev: a, Live: b } }, ${step('#{N}')} }`, 'a'],
  ['is the value for all', `{ variables: { N: all }, ${step('#{ N }')} }`, 'all'],
])('a namespace %s', (_name, project, name) => {
  expect(clusterNamespaces(labOf(small(project)), 'one').namespaces.map((one) => one.name)).toEqual([name]);
});

it.each<[string, string, string]>([
  ['has no value there', `{ variables: { N: { Live: b } }, ${step('#{N}')} }`, '#{N} has no value'],
  ['is put together', `{ ${step('shop-#{Octopus.Environment.Name}')} }`, 'can be told only by a deployment'],
  ['is a secret', `{ variables: { N: { env: NAME } }, ${step('#{N}')} }`, 'is a secret'],
  ['is none', `{ ${step('Shop_1')} }`, 'Shop_1 is no name of a namespace'],
])('it is told when a namespace %s', (_name, project, reason) => {
  expect(clusterNamespaces(labOf(small(project)), 'one')).toEqual({
    namespaces: [],
    untold: [{ space: 'Shop', project: 'web', environment: 'Dev', reason: expect.stringContaining(reason) }],
  });
});

it('what projects share has only the labels that hold for both', () => {
  const lab = labOf(small(`{ ${step('shared')} }`, `      api: { ${step('shared')} }`));

  expect(clusterNamespaces(lab, 'one').namespaces).toEqual([
    {
      name: 'shared',
      labels: {
        'app.kubernetes.io/managed-by': 'octotrain',
        'octotrain/lab': 'small',
        'octotrain/space': 'shop',
        'octotrain/environment': 'dev',
      },
    },
  ]);
});

it.each(['two', ''])('a cluster that the lab does not have has no namespaces (%j)', (cluster) => {
  expect(clusterNamespaces(labOf(small(`{ ${step('shop')} }`)), cluster).namespaces).toEqual([]);
});
