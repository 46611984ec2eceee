import { describe, expect, it } from 'vitest';
import { fakeClusters, type Played } from '../clusters/fake-clusters.test-data.ts';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';

function ask(words: readonly string[], played: Readonly<Record<string, Played>> = {}) {
  return runBootstrap(words, { fetch: noServer, cwd: '/lab', clusterWork: fakeClusters(played).work });
}

describe.each([
  ['agents', 'rights'],
  ['clusters', 'footprint'],
  ['clusters', 'drift'],
])('%s %s', (...command) => {
  it('wants clusters that run, and says how to have them', async () => {
    const { code, stdout, stderr } = await ask(command);

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('the cluster finpay-dev is absent\nstart it with: pnpm bootstrap clusters up\n');
  });

  it('says which kubeconfig cannot be read', async () => {
    const running = { status: { state: 'running', kubeconfig: '/nowhere/kubeconfig' } } as const;
    const { code, stderr } = await ask([...command, '--cluster', 'finpay-dev'], { 'finpay-dev': running });

    expect(code).toBe(1);
    expect(stderr).toContain('finpay-dev: the kubeconfig /nowhere/kubeconfig cannot be read');
  });
});

it('agents rights knows which agents the lab has', async () => {
  const { code, stderr } = await ask(['agents', 'rights', '--agent', 'shop-dev']);

  expect(code).toBe(64);
  expect(stderr).toContain('the lab has no agent shop-dev; its agents: platform-dev, platform-prod,');
});
