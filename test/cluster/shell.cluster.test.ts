import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { openShellLab, type ShellLab } from './support/shell-lab.ts';
import { describeOnCluster } from './support/test-cluster.ts';

interface Workload {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas: number;
    readonly template: {
      readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
      readonly spec: {
        readonly containers: readonly {
          readonly image: string;
          readonly env: readonly { readonly name: string; readonly value: string }[];
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
  beforeAll(async () => {
    lab = await openShellLab(on);
  });
  afterAll(() => lab?.close());

  async function liveObject(namespace: string, name: string): Promise<Workload> {
    // The API server's own words.
    return JSON.parse(await on.kubectl(['get', 'deployment', name, '-n', namespace, '-o', 'json'])) as Workload;
  }

  async function live(namespace: string, name: string) {
    const { spec, status } = await liveObject(namespace, name);
    const [container] = spec.template.spec.containers;
    return {
      image: container?.image,
      replicas: spec.replicas,
      ready: status.readyReplicas,
      env: Object.fromEntries((container?.env ?? []).map((each) => [each.name, each.value])),
    };
  }

  async function historyOf(namespace: string, release: string): Promise<[number, string, string][]> {
    const text = await on.helm(['history', release, '-n', namespace, '-o', 'json']);
    const history = JSON.parse(text) as HelmRevision[]; // helm's own list
    return history.map(({ revision, status, chart }) => [revision, status, chart]);
  }

  it('upgrade charts: another release is another revision, and the first one again is a third with the old image', async () => {
    await lab.released('Payments', 'fraud-detector', '1.0.0');
    const first = await live('fraud-dev', 'fraud-detector');
    await lab.released('Payments', 'fraud-detector', '1.1.0');
    const second = await live('fraud-dev', 'fraud-detector');
    const log = await lab.deployed('Payments', 'fraud-detector', '1.0.0', { environment: 'Development' });
    const third = await live('fraud-dev', 'fraud-detector');

    expect([first.image, second.image, third.image]).toEqual([
      'nginx:1.25-alpine',
      'nginx:1.27-alpine',
      'nginx:1.25-alpine',
    ]);
    expect(third).toEqual(first);
    expect(third.ready).toBe(third.replicas);
    expect(await historyOf('fraud-dev', 'fraud-detector')).toEqual([
      [1, 'superseded', 'fraud-detector-1.0.0'],
      [2, 'superseded', 'fraud-detector-1.1.0'],
      [3, 'deployed', 'fraud-detector-1.0.0'],
    ]);
    expect(log).toContain('REVISION: 3');
    expect(log).not.toContain('simulated');
  });

  it('deploy payments-api, whose smoke test reaches its pod', async () => {
    const log = await lab.released('Payments', 'payments-api', '1.0.0');

    expect(await live('payments-dev', 'payments-api')).toMatchObject({ image: 'nginx:1.25-alpine', ready: 1 });
    expect(log).toContain('payments-api is healthy (HTTP 200)');
  });

  it('apply manifests of Git with their variables filled in', async () => {
    await lab.released('Merchants', 'kyc-service', '1.0.0');
    const path = join(lab.repository, 'manifests/kyc-service/deployment.yaml');
    const written = await readFile(path, 'utf8');
    const object = await liveObject('kyc-dev', 'kyc-service');

    expect(written).toContain('replicas: #{Replicas}');
    expect(written).toContain('value: "#{DocumentStorageUrl}"');
    expect(await live('kyc-dev', 'kyc-service')).toEqual({
      image: expect.stringMatching(/^nginx:/),
      replicas: 1,
      ready: 1,
      env: { LOG_LEVEL: 'debug', DOCUMENT_STORAGE_URL: 's3://finpay-dev-kyc-docs' },
    });
    expect(object.metadata.labels).toMatchObject({ compliance: 'pii-handler' });
    expect(await on.kubectl(['get', 'service', 'kyc-service', '-n', 'kyc-dev', '-o', 'name'])).toBe(
      'service/kyc-service\n',
    );
    const [manager] = JSON.parse(
      await on.kubectl([
        'get',
        'deployment',
        'kyc-service',
        '-n',
        'kyc-dev',
        '-o',
        'jsonpath={.metadata.managedFields}',
        '--show-managed-fields',
      ]),
    );
    expect(manager).toMatchObject({ manager: 'octopus', operation: 'Apply' });
    expect(parseAllDocuments(written)).toHaveLength(2);
  });

  it('give each tenant a release, a namespace and values of its own', async () => {
    await lab.released('Merchants', 'merchant-portal', '1.0.0');

    const [own, acme, euro] = await Promise.all(
      ['merchant-dev', 'merchant-acme-dev', 'merchant-euro-dev'].map((namespace) => live(namespace, 'merchant-portal')),
    );
    expect(own?.env).toMatchObject({ BRAND_COLOR: '#334155', DATA_REGION: 'us-east-1' });
    expect(acme?.env).toMatchObject({ BRAND_COLOR: '#FF6600', DATA_REGION: 'us-east-1', LOG_LEVEL: 'debug' });
    expect(euro?.env).toMatchObject({ BRAND_COLOR: '#003399', DATA_REGION: 'eu-west-1', LOG_LEVEL: 'debug' });
    const releases = JSON.parse(await on.helm(['list', '-A', '-o', 'json'])) as { name: string; namespace: string }[];
    const portals = releases.map(({ name, namespace }) => `${namespace}/${name}`);
    expect(portals.filter((each) => each.startsWith('merchant')).sort()).toEqual([
      'merchant-acme-dev/merchant-portal-acme-corp',
      'merchant-dev/merchant-portal',
      'merchant-euro-dev/merchant-portal-euroshop',
    ]);

    await lab.deployed('Merchants', 'merchant-portal', '1.0.0', { environment: 'Staging', tenant: 'Acme Corp' });
    expect(await live('merchant-acme-staging', 'merchant-portal')).toMatchObject({
      ready: 2,
      env: { BRAND_COLOR: '#FF6600', LOG_LEVEL: 'info' },
    });
  });

  it('restart a service by its runbook', async () => {
    const before = await liveObject('fraud-dev', 'fraud-detector');
    const log = await lab.ran('Payments', 'fraud-detector', 'Restart Service', {
      environment: 'Development',
    });
    const after = await liveObject('fraud-dev', 'fraud-detector');

    const restarted = 'kubectl.kubernetes.io/restartedAt';
    expect(before.spec.template.metadata.annotations?.[restarted]).toBeUndefined();
    expect(after.spec.template.metadata.annotations?.[restarted]).toMatch(/^2/);
    expect(log).toContain('deployment.apps/fraud-detector restarted');
    expect(log).toContain('successfully rolled out');
    expect(log).toMatch(/fraud-detector-\S+ +1\/1 +Running/);
  });

  it('make a namespace that somebody asks for by a runbook, once', async () => {
    const how = { environment: 'Development', variables: { NewNamespace: 'merchant-nordic-dev' } };

    const first = await lab.ran('Platform', 'cluster-ops', 'Provision Namespace', how);
    const again = await lab.ran('Platform', 'cluster-ops', 'Provision Namespace', how);
    const label = ['-o', "jsonpath={.metadata.labels['app\\.kubernetes\\.io/managed-by']}"];

    expect(first).toContain('namespace/merchant-nordic-dev created');
    expect(again).toContain('It is there already');
    expect(await on.kubectl(['get', 'namespace', 'merchant-nordic-dev', ...label])).toBe('octopus');
  });

  it('look after a cluster by a runbook', async () => {
    const log = await lab.ran('Platform', 'cluster-ops', 'Health Check', { environment: 'Development' });

    expect(log).toContain('CLUSTER HEALTH CHECK');
    expect(log).toMatch(/shell-worker +Ready/);
    expect(log).toContain('Every pod is healthy');
  });

  it('end helm when the task is cancelled, and the next deployment goes on from there', async () => {
    await lab.committed('9.0.0', {
      'charts/fraud-detector/values.yaml': (text) => text.replace(/tag: .*/, 'tag: broken'),
    });
    const taskId = await lab.begun('Payments', 'fraud-detector', '9.0.0');
    await expect
      .poll(async () => (await historyOf('fraud-dev', 'fraud-detector')).at(-1)?.[1], { timeout: 30_000 })
      .toBe('pending-upgrade');

    const ended = await lab.cancelled(taskId);
    const history = await historyOf('fraud-dev', 'fraud-detector');
    await lab.deployed('Payments', 'fraud-detector', '1.1.0', { environment: 'Development' });

    expect(ended).toBe('Canceled');
    expect(history.at(-1)).toEqual([4, 'failed', 'fraud-detector-1.1.0']);
    expect(await live('fraud-dev', 'fraud-detector')).toMatchObject({ image: 'nginx:1.27-alpine', ready: 1 });
  });

  it('say what to do about a release that another helm has left half done', async () => {
    const secret = 'sh.helm.release.v1.fraud-detector.v5';
    await on.kubectl(['label', 'secret', secret, '-n', 'fraud-dev', 'status=pending-upgrade', '--overwrite']);
    const record = await on.kubectl(['get', 'secret', secret, '-n', 'fraud-dev', '-o', 'jsonpath={.data.release}']);
    await on.kubectl([
      'patch',
      'secret',
      secret,
      '-n',
      'fraud-dev',
      '--type=merge',
      '-p',
      JSON.stringify({ data: { release: pending(record) } }),
    ]);

    const failed = lab.deployed('Payments', 'fraud-detector', '1.0.0', { environment: 'Development' });

    await expect(failed).rejects.toThrow("'helm rollback fraud-detector --namespace fraud-dev'");
  });
});

describeOnCluster("steps that work as their agent's scripts", { name: 'as-agents' }, (on) => {
  let lab: ShellLab;
  beforeAll(async () => {
    lab = await openShellLab(on, { asAgents: true });
  });
  afterAll(() => lab?.close());

  it('are refused by Kubernetes what the agent may not do, and may do the rest', async () => {
    const account = 'system:serviceaccount:octopus-agent-payments-dev:octopus-agent-scripts';
    const allow = (namespace: string) =>
      on.kubectl(['create', 'rolebinding', 'scripts', '-n', namespace, '--clusterrole=admin', `--user=${account}`]);
    for (const namespace of ['payments-dev', 'fraud-dev']) await on.kubectl(['create', 'namespace', namespace]);
    await allow('payments-dev');

    const refused = lab.released('Payments', 'fraud-detector', '1.0.0');
    await expect(refused).rejects.toThrow(new RegExp(`User "${account}" cannot .* in the namespace "fraud-dev"`));
    expect(await on.helm(['list', '-n', 'fraud-dev', '-q'])).toBe('');

    await allow('fraud-dev');
    const log = await lab.deployed('Payments', 'fraud-detector', '1.0.0', { environment: 'Development' });
    expect(log).toContain('STATUS: deployed');
  });
});

/** A release as helm keeps it (JSON, gzip, base64, and base64 again as a secret) whose upgrade has not ended. */
function pending(record: string): string {
  const text = gunzipSync(Buffer.from(Buffer.from(record, 'base64').toString(), 'base64')).toString();
  const stuck = gzipSync(text.replace('"status":"deployed"', '"status":"pending-upgrade"')).toString('base64');
  return Buffer.from(stuck).toString('base64');
}
