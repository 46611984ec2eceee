import { describe, expect, it } from 'vitest';
import { footprintOf } from './footprint.ts';
import { type OwnerRule, ownerBy } from './owner.ts';
import { podResources } from './pod-resources.ts';

const namespaces = ['octopus-agent-payments', 'octopus-agent-merchants', 'payments-production'].map((name) => ({
  metadata: { name, labels: name.startsWith('payments') ? { space: 'Payments' } : {} },
}));

function pod(options: { namespace: string; cpu: string; phase?: string; labels?: Record<string, string> }) {
  const { namespace, cpu, phase = 'Running', labels = {} } = options;
  const resources = { requests: { cpu, memory: '512Mi' }, limits: { memory: '1Gi' } };
  return {
    metadata: { name: 'p', namespace, labels },
    spec: { containers: [{ name: 'c', resources }] },
    status: { phase },
  };
}

function claim(namespace: string, storage: string) {
  return { metadata: { name: 'data', namespace }, spec: { resources: { requests: { storage } } } };
}

const objects = {
  namespaces,
  pods: [
    pod({ namespace: 'octopus-agent-payments', cpu: '100m' }),
    pod({ namespace: 'octopus-agent-payments', cpu: '0.4' }),
    pod({ namespace: 'octopus-agent-payments', cpu: '8', phase: 'Succeeded' }),
    pod({ namespace: 'octopus-agent-merchants', cpu: '1' }),
    pod({ namespace: 'payments-production', cpu: '2', labels: { team: 'payments' } }),
  ],
  claims: [
    claim('octopus-agent-payments', '512Mi'),
    claim('octopus-agent-payments', '1.5Gi'),
    claim('kube-system', '1Gi'),
  ],
};

function ownedBy(...rules: OwnerRule[]) {
  return footprintOf(objects, ownerBy(rules, namespaces));
}

it('agents are counted by the namespaces that are theirs', () => {
  const { owners, total, others } = ownedBy({ namespacePattern: 'octopus-agent-{owner}' });

  expect(owners).toEqual([
    {
      owner: 'merchants',
      namespaces: ['octopus-agent-merchants'],
      pods: 1,
      endedPods: 0,
      volumes: 0,
      storage: '0',
      requests: { cpu: '1', memory: '512Mi' },
      limits: { memory: '1Gi' },
    },
    {
      owner: 'payments',
      namespaces: ['octopus-agent-payments'],
      pods: 3,
      endedPods: 1,
      volumes: 2,
      storage: '2Gi',
      requests: { cpu: '500m', memory: '1Gi' },
      limits: { memory: '2Gi' },
    },
  ]);
  expect(total).toMatchObject({ pods: 4, volumes: 2, requests: { cpu: '1500m', memory: '1536Mi' } });
  expect(total.namespaces).toEqual(['octopus-agent-merchants', 'octopus-agent-payments']);
  expect(others).toMatchObject({ namespaces: ['payments-production'], pods: 1, volumes: 1, requests: { cpu: '2' } });
});

it.each<[string, OwnerRule[], string[]]>([
  ['a label of the pod', [{ label: 'team' }], ['payments']],
  ['a label of the namespace', [{ namespaceLabel: 'space' }], ['Payments']],
  ['a pattern without an owner names the namespace', [{ namespacePattern: '*-production' }], ['payments-production']],
  [
    'the first rule that knows one',
    [{ namespaceLabel: 'space' }, { namespacePattern: 'octopus-agent-{owner}' }],
    ['Payments', 'merchants', 'payments'],
  ],
  ['a pattern with dots and brackets means just these', [{ namespacePattern: 'octopus.agent-[{owner}' }], []],
])('the owner is found by %s', (_, rules, owners) => {
  expect(ownedBy(...rules).owners.map(({ owner }) => owner)).toEqual(owners);
});

describe('a pod asks for', () => {
  const asking = (cpu: string, more: object = {}) => ({ resources: { requests: { cpu } }, ...more });
  const stays = { restartPolicy: 'Always' };
  it.each<[string, object, string | undefined]>([
    ['what its containers ask for together', { containers: [asking('1'), asking('250m')] }, '1250m'],
    [
      'what its greediest init container asks for',
      { containers: [asking('1')], initContainers: [asking('3'), asking('2')] },
      '3',
    ],
    ['what stays beside its containers, too', { containers: [asking('1')], initContainers: [asking('1', stays)] }, '2'],
    [
      'what an init container needs beside one that stays',
      { containers: [asking('1')], initContainers: [asking('1', stays), asking('4')] },
      '5',
    ],
    ['what it says itself', { containers: [asking('1')], resources: { requests: { cpu: '3' } } }, '3'],
    ['its overhead, too', { containers: [asking('1')], overhead: { cpu: '250m' } }, '1250m'],
    ['nothing when nothing is said', { containers: [{}] }, undefined],
  ])('%s', (_, spec, cpu) => {
    const found = podResources({ spec }).requests.get('cpu');

    expect(found && `${found.nanos / 1_000_000n}`).toBe(
      cpu && `${cpu.endsWith('m') ? cpu.slice(0, -1) : Number(cpu) * 1000}`,
    );
  });

  it('no limit for its overhead alone', () => {
    expect(podResources({ spec: { containers: [{}], overhead: { cpu: '1' } } }).limits.size).toBe(0);
  });
});
