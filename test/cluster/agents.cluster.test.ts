import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createHelm, createProgramRunner } from '@octotrain/kube-kit';
import { applyLab } from '@octotrain/lab-apply';
import { finpayLab, loadLab } from '@octotrain/lab-config';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { createEmulator } from '@octotrain/octopus-emulator';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { runBootstrap } from './support/run-bootstrap.ts';
import { clusterPrograms } from './support/test-cluster.ts';

interface Outcomes {
  readonly clusters: readonly {
    readonly cluster: string;
    readonly driver: string;
    readonly agents: readonly { name: string; outcome: string; problem?: { message: string } }[];
  }[];
}

const repository = fileURLToPath(new URL('../..', import.meta.url));
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: colours }\ndata: { sky: blue }\n';
const agents = ['platform', 'payments', 'merchants'] as const;

describe.skipIf(clusterPrograms === undefined)("FinPay's six agents on its two clusters", () => {
  const folder = join(inject('clustersFolder'), 'agents');
  const where = ['--provider', 'kwok', '--folder', folder];
  let env: Record<string, string> = {};
  let client: OctopusClient;
  let stop = async () => {};

  beforeAll(async () => {
    const emulator = await createEmulator({});
    const server = await emulator.listen({ port: 0 });
    stop = () => emulator.close();
    env = { OCTOPUS_URL: server.url, OCTOPUS_API_KEY: emulator.administratorKey };
    client = createOctopusClient({
      url: server.url,
      auth: { apiKey: emulator.administratorKey },
      requestsPerMinute: 0,
    });
    const lab = loadLab(finpayLab);
    if (!lab.ok) throw new Error('FinPay is right');
    await applyLab({ client, lab: lab.lab });
    const up = await bootstrap('clusters', 'up');
    expect(up.code, up.stderr).toBe(0);
  });
  afterAll(async () => {
    await bootstrap('clusters', 'down');
    await stop();
  });

  function bootstrap(...words: string[]) {
    return runBootstrap([...words, ...where], { env });
  }

  async function outcomes(command: 'install' | 'remove', ...more: string[]): Promise<Outcomes['clusters']> {
    const run = await bootstrap('agents', command, '--json', ...more);
    expect(run.code, run.stderr).toBe(0);
    return (JSON.parse(run.stdout) as Outcomes).clusters;
  }

  function toolsOn(cluster: string) {
    const run = createProgramRunner({ env: process.env, platform: process.platform });
    const kubeconfig = join(folder, cluster, 'kubeconfig');
    const helm = createHelm({ run, program: clusterPrograms?.paths.helm, kubeconfig });
    /** What kubectl says, whatever its exit code. */
    async function answer(...args: string[]) {
      const program = clusterPrograms?.paths.kubectl ?? '';
      const end = await run({ program, args: [`--kubeconfig=${kubeconfig}`, ...args] });
      if (end.kind !== 'exited') throw new Error(JSON.stringify(end));
      return end;
    }
    async function kubectl(...args: string[]): Promise<string> {
      const end = await answer(...args);
      if (end.code !== 0) throw new Error(JSON.stringify(end));
      return end.stdout.trim();
    }
    return { helm, kubectl, answer, kubeconfig };
  }

  /** Names of objects of a kind, of all namespaces. */
  async function names(cluster: string, kind: string): Promise<readonly string[]> {
    const text = await toolsOn(cluster).kubectl('get', kind, '-A', '-o', 'name');
    return text === '' ? [] : text.split('\n').map((line) => line.replace(/^.*\//, ''));
  }

  async function healthOf(space: string, agent: string): Promise<string | undefined> {
    // What a client has once read of a space it need not read again.
    const fresh = createOctopusClient({
      ...{ url: env.OCTOPUS_URL ?? '', auth: { apiKey: env.OCTOPUS_API_KEY ?? '' }, requestsPerMinute: 0 },
    });
    const machines = await (await fresh.space(space)).machines.all();
    return machines.find(({ Name }) => Name === agent)?.HealthStatus;
  }

  it('are installed, healthy before the next, with the driver before them', async () => {
    const clusters = await outcomes('install');

    expect(clusters).toEqual(
      ['dev', 'prod'].map((suffix) => ({
        cluster: `finpay-${suffix}`,
        driver: 'installed',
        agents: agents.map((name) => expect.objectContaining({ name: `${name}-${suffix}`, outcome: 'installed' })),
      })),
    );
    for (const suffix of ['dev', 'prod'])
      for (const [space, name] of [
        ['Platform', 'platform'],
        ['Payments', 'payments'],
        ['Merchants', 'merchants'],
      ] as const)
        expect(await healthOf(space, `${name}-${suffix}`)).toBe('Healthy');
  });

  it('leave the footprint of the real ones: namespaces, pods, requests, volumes, roles', async () => {
    const { kubectl } = toolsOn('finpay-dev');

    const status = await bootstrap('agents', 'status', '--json');

    expect(status.code, status.stderr).toBe(0);
    const [dev] = JSON.parse(status.stdout).clusters;
    expect(
      dev.agents.map(({ namespace, release, health }: Record<string, string>) => ({ namespace, release, health })),
    ).toEqual(
      agents.map((name) => ({ namespace: `octopus-agent-${name}-dev`, release: 'deployed', health: 'Healthy' })),
    );
    for (const { footprint } of dev.agents)
      expect(footprint).toMatchObject({
        pods: 2,
        volumes: 1,
        storage: '10Gi',
        requests: { cpu: '150m', memory: '200Mi' },
      });
    expect(await kubectl('get', 'pvc', '-A', '-o', 'jsonpath={.items[*].status.phase}')).toBe('Bound Bound Bound');
    const account = 'system:serviceaccount:octopus-agent-payments-dev:octopus-agent-scripts';
    expect(await kubectl('auth', 'can-i', 'create', 'deployments', '-n', 'merchant-dev', `--as=${account}`)).toBe(
      'yes',
    );
    const tentacle = 'system:serviceaccount:octopus-agent-payments-dev:octopus-agent-tentacle';
    expect(
      await kubectl('auth', 'can-i', 'create', 'pods', '-n', 'octopus-agent-payments-dev', `--as=${tentacle}`),
    ).toBe('yes');
  });

  it('are told in a table', async () => {
    const status = await bootstrap('agents', 'status');

    expect(status.stdout).toMatch(/finpay-dev +Platform +platform-dev +deployed +Healthy +2 +150m +200Mi/);
  });

  it('no credential of theirs is left that is good for anything', async () => {
    const { data: me } = await client.api.GET('/api/users/me');
    const { data: keys } = await client.api.GET('/api/users/{userId}/apikeys', { params: { path: { userId: me.Id } } });

    expect(keys.Items.filter(({ Purpose }) => Purpose.startsWith('octotrain'))).toEqual([]);
    const values = await toolsOn('finpay-dev').helm.values({
      release: 'payments-dev',
      namespace: 'octopus-agent-payments-dev',
    });
    const apiKey = String(Reflect.get(Object(Reflect.get(Object(values.ok && values.value), 'agent')), 'serverApiKey'));
    expect(apiKey).toMatch(/^API-/);
    const revoked = createOctopusClient({ url: env.OCTOPUS_URL ?? '', auth: { apiKey }, requestsPerMinute: 0 });
    await expect(revoked.api.GET('/api/users/me')).rejects.toMatchObject({ status: 401 });
  });

  it('are told how far they reach, and what they take', async () => {
    const rights = await bootstrap('agents', 'rights', '--strict');
    const question = ['--agent', 'payments-dev', '--namespace', 'merchant-dev'];
    const asked = await bootstrap('agents', 'rights', ...question);
    const footprint = await bootstrap('clusters', 'footprint');

    // Octopus' chart lets scripts write everywhere.
    expect(rights).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^payments-dev +Payments +5 of 5 +all 11$/m),
    });
    expect(asked).toMatchObject({ code: 0, stdout: expect.stringMatching(/^payments-dev +merchant-dev +yes +yes$/m) });
    expect(footprint.stdout).toMatch(/^agent payments-dev +1 +2 +150m +200Mi +10Gi$/m);
  });

  it('are installed by one at a time, from whatever machine', async () => {
    const install = () => bootstrap('agents', 'install', '--cluster', 'finpay-dev');
    const both = await Promise.all([install(), install()]);

    expect(both.map(({ code }) => code).toSorted()).toEqual([0, 75]);
    const [refused] = both.filter(({ code }) => code === 75);
    expect(refused?.stderr).toMatch(
      /process \d+ on \S+ works there, since \S+ \(lease kube-system\/octotrain-agents\)/,
    );
    expect(await toolsOn('finpay-dev').kubectl('get', 'lease', '-n', 'kube-system', '-o', 'name')).not.toContain(
      'octotrain',
    );
  });

  it('are left alone when they are right', async () => {
    const clusters = await outcomes('install');

    expect(new Set(clusters.flatMap((one) => one.agents.map(({ outcome }) => outcome)))).toEqual(
      new Set(['unchanged']),
    );
    expect(clusters.map(({ driver }) => driver)).toEqual(['unchanged', 'unchanged']);
    const history = await toolsOn('finpay-dev').helm.history({
      release: 'payments-dev',
      namespace: 'octopus-agent-payments-dev',
    });
    expect(history).toMatchObject({ ok: true, value: [{ revision: 1 }] });
  });

  it('one whose target was removed is registered again, its release left as it is', async () => {
    const space = await client.space('Payments');
    const machine = await space.machines.get('payments-dev');
    await client.api.DELETE('/api/{spaceId}/machines/{id}', {
      params: { path: { spaceId: space.id, id: machine.Id } },
    });

    const [dev] = await outcomes('install');

    expect(dev?.agents.map(({ outcome }) => outcome)).toEqual(['unchanged', 'registered', 'unchanged']);
    expect(await healthOf('Payments', 'payments-dev')).toBe('Healthy');
  });

  it('may be confined to the namespaces of their space, which Kubernetes itself then holds', async () => {
    const lab = await mkdtemp(join(tmpdir(), 'confined-'));
    await cp(join(repository, 'packages/lab-config/finpay'), lab, { recursive: true });
    const file = join(lab, 'lab.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('agents: { targetTags: [merchants-k8s],', '$& confined: true,'));

    const [dev] = await outcomes('install', '--cluster', 'finpay-dev', file);
    await rm(lab, { recursive: true });

    expect(dev?.agents.map(({ outcome }) => outcome)).toEqual(['unchanged', 'unchanged', 'upgraded']);
    const account = 'system:serviceaccount:octopus-agent-merchants-dev:octopus-agent-scripts';
    const mayDeployIn = async (namespace: string) =>
      (await toolsOn('finpay-dev').answer('auth', 'can-i', 'create', 'deployments', '-n', namespace, `--as=${account}`))
        .stdout;
    expect(await mayDeployIn('merchant-acme-dev')).toBe('yes\n');
    expect(await mayDeployIn('payments-dev')).toBe('no\n');
    const strict = await bootstrap('agents', 'rights', '--strict', '--agent', 'merchants-dev');
    expect(strict).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^merchants-dev +Merchants +8 of 9 +none$/m),
    });
  });

  it('stand beside releases of which is told what is not as helm has set it, and who changed it', async () => {
    const chart = await mkdtemp(join(tmpdir(), 'chart-'));
    await writeFile(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: web\nversion: 1.0.0\n');
    await mkdir(join(chart, 'templates'));
    await writeFile(join(chart, 'templates/map.yaml'), configMap);
    const { helm, kubectl } = toolsOn('finpay-dev');
    const made = await helm.upgrade({ release: 'web', namespace: 'payments-dev', chart });
    await rm(chart, { recursive: true });
    expect(made).toMatchObject({ ok: true });
    const fresh = await bootstrap('clusters', 'drift', '--cluster', 'finpay-dev');
    await kubectl('patch', 'configmap', 'colours', '-n', 'payments-dev', '-p', '{"data":{"sky":"grey"}}');
    const changed = await bootstrap('clusters', 'drift', '--cluster', 'finpay-dev');

    expect(fresh).toMatchObject({ code: 0, stdout: 'finpay-dev\n  1 of 1 release as helm has deployed it\n' });
    expect(changed.code).toBe(1);
    expect(changed.stdout).toMatch(
      /payments-dev\/web, revision 1\n +ConfigMap colours data.sky is "grey", was set to "blue", by\s+kubectl-patch/,
    );
  });

  it('are removed without rest, and their driver with them; again is no failure', async () => {
    const gone = await outcomes('remove');
    const again = await outcomes('remove');

    expect(gone.flatMap((one) => one.agents.map(({ outcome }) => outcome))).toEqual(Array(6).fill('removed'));
    expect(gone.map(({ driver }) => driver)).toEqual(['removed', 'removed']);
    expect(again.flatMap((one) => one.agents.map(({ outcome }) => outcome))).toEqual(Array(6).fill('was absent'));
    for (const cluster of ['finpay-dev', 'finpay-prod']) {
      const all = await Promise.all(
        ['namespaces', 'pv', 'pvc', 'clusterroles', 'clusterrolebindings', 'csidrivers', 'pods'].map((kind) =>
          names(cluster, kind),
        ),
      );
      expect(all.flat().filter((name) => /octopus-agent|nfs/.test(name))).toEqual([]);
    }
    expect(await healthOf('Payments', 'payments-dev')).toBeUndefined();
  });

  it('an installation that was cut off is mended', async () => {
    const { helm, kubeconfig } = toolsOn('finpay-dev');
    const place = { release: 'platform-dev', namespace: 'octopus-agent-platform-dev' };
    const charts = join(folder, 'finpay-dev', 'charts');
    const [chart = ''] = (await readdir(charts)).filter((name) => name.startsWith('kubernetes-agent'));
    const cut = spawn(clusterPrograms?.paths.helm ?? '', [
      ...['upgrade', '--install', '--create-namespace', '--wait', `--kubeconfig=${kubeconfig}`],
      ...[`--namespace=${place.namespace}`, '--set=agent.image.tag=broken', place.release, join(charts, chart)],
    ]);
    const ended = new Promise((resolve) => cut.once('close', resolve));
    await vi.waitFor(
      async () => {
        expect(await helm.status(place)).toMatchObject({ ok: true, value: { state: 'pending-install' } });
      },
      { timeout: 60_000, interval: 50 },
    );
    cut.kill('SIGKILL');
    await ended;

    const [dev] = await outcomes('install');

    expect(dev?.agents.map(({ outcome }) => outcome)).toEqual(['mended', 'installed', 'installed']);
    expect(await healthOf('Platform', 'platform-dev')).toBe('Healthy');
    expect(await helm.status(place)).toMatchObject({ ok: true, value: { state: 'deployed' } });
  });

  it('leave nothing on the disk when their clusters are down', async () => {
    const down = await bootstrap('clusters', 'down');

    expect(down.code, down.stderr).toBe(0);
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
