import type { KubeProblem, KubeProblemCode } from '@octotrain/kube-kit';
import { describe, expect, it } from 'vitest';
import { fakeClusters, type Played } from '../clusters/fake-clusters.test-data.ts';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';

async function clusters(words: readonly string[], played: Readonly<Record<string, Played>> = {}) {
  const fake = fakeClusters(played);
  const now = Date.parse('2026-12-01T03:12:00Z');
  const ended = await runBootstrap(['clusters', ...words], {
    fetch: noServer,
    cwd: '/lab',
    clusterWork: fake.work,
    clock: { now: () => now, sleep: async () => undefined },
  });
  return { ...ended, ...fake };
}

const problem = (code: KubeProblemCode): KubeProblem => ({ code, message: `it is ${code}`, hint: 'do this' });

describe('clusters up', () => {
  it('makes every cluster of the lab, with its namespaces, in folders of their own', async () => {
    const { code, stdout, stderr, wishes, namespaces } = await clusters(['up']);

    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'Cluster      Provider  Context           Outcome  Namespaces',
        'finpay-dev   kind      kind-finpay-dev   made     12 made',
        'finpay-prod  kind      kind-finpay-prod  made     6 made',
        '',
      ].join('\n'),
    );
    expect(stderr).toContain('finpay-dev: waiting for the nodes\n');
    expect(stderr).toMatch(/up in \d+\.\d s\nnext {3}/);
    expect(wishes.map(({ folder }) => folder)).toEqual([
      '/lab/.octotrain/clusters/finpay-dev',
      '/lab/.octotrain/clusters/finpay-prod',
    ]);
    expect(namespaces['kind-finpay-prod']).toContain('merchant-acme-prod');
  });

  it('takes only the clusters that are named, by the provider that is named', async () => {
    const { stdout, wishes } = await clusters([
      ...['up', '--cluster', 'finpay-prod', '--provider', 'kwok', '--folder', 'here', '--json'],
    ]);

    expect(wishes).toMatchObject([{ name: 'finpay-prod', provider: 'kwok', folder: '/lab/here/finpay-prod' }]);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 1,
      clusters: [
        {
          ...{ name: 'finpay-prod', provider: 'kwok', context: 'kind-finpay-prod', environments: ['Production'] },
          ...{ outcome: 'made', kubeconfig: '/lab/here/finpay-prod/kubeconfig' },
        },
      ],
    });
  });

  it('knows which clusters the lab has', async () => {
    const { code, stderr, wishes } = await clusters(['up', '--cluster', 'finpay-test']);

    expect({ code, wishes }).toEqual({ code: 64, wishes: [] });
    expect(stderr).toContain('no cluster finpay-test; its clusters: finpay-dev, finpay-prod');
  });

  it.each<[KubeProblemCode, number]>([
    ['aborted', 130],
    ['held', 75],
    ['unreachable', 69],
    ['forbidden', 4],
    ['program-failed', 1],
    ['programs-missing', 1],
  ])('ends %s with %d, and tells what to do', async (code, exit) => {
    const ended = await clusters(['up'], { 'finpay-dev': { up: problem(code) } });

    expect(ended.code).toBe(exit);
    expect(ended.stderr).toContain(`bootstrap: finpay-dev: it is ${code}\ndo this\n`);
    // The other one is none the worse for it.
    expect(ended.stdout).toMatch(/^finpay-dev .+ failed +none\nfinpay-prod .+ made +6 made$/m);
  });

  it('names the way without containers where kind is missing', async () => {
    const { stderr } = await clusters(['up'], { 'finpay-dev': { up: problem('program-missing') } });
    expect(stderr).toContain('clusters without containers: --provider kwok');
  });
});

describe('clusters status', () => {
  const parts = [
    { name: 'etcd', running: true, memoryBytes: 40 * 1024 * 1024, pid: 7 },
    { name: 'kwok', running: false },
  ];
  const started = '2026-12-01T03:00:00Z';
  const dev = {
    state: 'broken',
    reason: 'not running: kwok',
    parts,
    versions: { kubernetes: 'v1.37.2' },
    started,
  } as const;

  it('tells what runs, since when and with how much memory; a broken one is a fault', async () => {
    const { code, stdout } = await clusters(['status', '--provider', 'kwok'], { 'finpay-dev': { status: dev } });

    expect(code).toBe(1);
    expect(stdout).toBe(
      [
        'Cluster      Provider  State   Kubernetes  Runs for  Memory  Running',
        'finpay-dev   kwok      broken  v1.37.2     12 min    40 MiB  1 of 2',
        'finpay-prod  kwok      absent',
        '',
        'finpay-dev: not running: kwok',
        '',
      ].join('\n'),
    );
  });

  it('tells the same as data, and that nothing is there is no fault', async () => {
    const { code, stdout } = await clusters(['status', '--json']);

    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 1, clusters: [{ state: 'absent' }, { state: 'absent' }] });
  });

  it('ends with 1 when one cannot be told', async () => {
    const { code, stderr, stdout } = await clusters(['status'], {
      'finpay-dev': { status: problem('program-failed') },
    });

    expect(code).toBe(1);
    expect(stderr).toContain('finpay-dev: it is program-failed');
    expect(stdout).toContain('finpay-prod');
  });
});

describe('clusters down', () => {
  it('takes all of them down', async () => {
    const { code, stdout } = await clusters(['down'], { 'finpay-prod': { down: 'was absent' } });

    expect(code).toBe(0);
    expect(stdout).toBe(
      'Cluster      Provider  Outcome\nfinpay-dev   kind      removed\nfinpay-prod  kind      was absent\n',
    );
  });

  it('tells the same as data, with what went wrong', async () => {
    const { code, stdout } = await clusters(['down', '--json'], { 'finpay-dev': { down: problem('held') } });

    expect(code).toBe(75);
    expect(JSON.parse(stdout)).toMatchObject({
      clusters: [
        { name: 'finpay-dev', problem: { code: 'held' } },
        { name: 'finpay-prod', outcome: 'removed' },
      ],
    });
  });
});
