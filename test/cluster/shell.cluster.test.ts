import { expect, it } from 'vitest';
import { openShellLab, type ShellLab } from './support/shell-lab.ts';
import { describeOnCluster } from './support/test-cluster.ts';

interface Deployment {
  readonly spec: {
    readonly replicas: number;
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly image: string;
          readonly env: readonly { name: string; value: string }[];
        }[];
      };
    };
  };
  readonly status: { readonly readyReplicas?: number };
}

interface HelmRevision {
  readonly revision: number;
  readonly status: string;
  readonly chart: string;
}

describeOnCluster('steps that run for real', { name: 'shell' }, (on) => {
  let lab: ShellLab;

  async function deploymentOf(namespace: string, name: string) {
    const found: Deployment = JSON.parse(await on.kubectl(['get', 'deployment', name, '-n', namespace, '-o', 'json']));
    const [container] = found.spec.template.spec.containers;
    return {
      image: container?.image,
      replicas: found.spec.replicas,
      ready: found.status.readyReplicas,
      env: Object.fromEntries((container?.env ?? []).map(({ name, value }) => [name, value])),
    };
  }

  async function historyOf(namespace: string, release: string): Promise<[number, string, string][]> {
    const history: HelmRevision[] = JSON.parse(await on.helm(['history', release, '-n', namespace, '-o', 'json']));
    return history.map(({ revision, status, chart }) => [revision, status, chart]);
  }

  it('upgrade charts: another release is another revision, and the first one again is a third with the old image', async () => {
    lab = await openShellLab(on);
    await lab.released('Payments', 'fraud-detector', '1.0.0');
    const first = await deploymentOf('fraud-dev', 'fraud-detector');

    await lab.released('Payments', 'fraud-detector', '1.1.0');
    const second = await deploymentOf('fraud-dev', 'fraud-detector');
    await lab.deployed('Payments', 'fraud-detector', '1.0.0', { environment: 'Development' });
    const third = await deploymentOf('fraud-dev', 'fraud-detector');

    expect([first.image, second.image, third.image]).toEqual([
      'nginx:1.25-alpine',
      'nginx:1.27-alpine',
      'nginx:1.25-alpine',
    ]);
    expect(third.ready).toBe(third.replicas);
    expect(await historyOf('fraud-dev', 'fraud-detector')).toEqual([
      [1, 'superseded', 'fraud-detector-1.0.0'],
      [2, 'superseded', 'fraud-detector-1.1.0'],
      [3, 'deployed', 'fraud-detector-1.0.0'],
    ]);
  });
});
