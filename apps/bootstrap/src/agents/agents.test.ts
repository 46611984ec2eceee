import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterStatus, LocalCluster } from '@octotrain/kube-kit';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClusterWork } from '../clusters/cluster-work.ts';
import type { OpenCluster } from '../clusters/open-clusters.ts';
import { noServer, runBootstrap } from '../testing/run-bootstrap.ts';
import { chartsFor, driverValuesOf } from './agent-charts.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'agents-'));
  folders.push(folder);
  return folder;
}

function openOf(provider: 'kind' | 'kwok', folder: string): OpenCluster {
  const inLab = { name: 'dev', description: '', context: 'kind-dev', environments: ['Development'], provider };
  return { inLab, folder, cluster: {} as LocalCluster }; // not asked for anything here
}

describe('where charts come from', () => {
  it("are Octopus' and the driver's own where pods run", async () => {
    expect(await chartsFor(openOf('kind', '/c'), {}, '/')).toEqual({
      agent: { chart: 'oci://registry-1.docker.io/octopusdeploy/kubernetes-agent', version: '3.*.*' },
      driver: expect.objectContaining({ chart: 'csi-driver-nfs', repository: expect.stringMatching(/^https:/) }),
    });
  });

  it("are a stand-in of the agent and the driver's own where pods run and the server cannot be polled", async () => {
    const folder = await newFolder();

    const { agent, driver } = await chartsFor(openOf('kind', folder), { standIn: true }, '/');

    expect(await readFile(join(agent.chart, 'values.yaml'), 'utf8')).toMatch(/^idle: "registry.k8s.io\/pause:/);
    expect(driver).toMatchObject({ chart: 'csi-driver-nfs', repository: expect.stringMatching(/^https:/) });
  });

  it('are stand-ins in the folder of a cluster whose pods run nothing', async () => {
    const folder = await newFolder();

    const { agent, driver } = await chartsFor(openOf('kwok', folder), {}, '/');

    expect(agent.chart).toContain(join(folder, 'charts', 'kubernetes-agent-stand-in-'));
    expect(driver.chart).toContain(join(folder, 'charts', 'csi-driver-nfs-stand-in-'));
  });

  it.each<[string, Parameters<typeof chartsFor>[1], object]>([
    ['a folder here', { agentChart: './chart' }, { agent: { chart: join('/here', 'chart'), version: undefined } }],
    ['a version', { agentChartVersion: '3.1.0' }, { agent: { version: '3.1.0' } }],
    ['an address', { agentChart: 'oci://mirror/agent' }, { agent: { chart: 'oci://mirror/agent' } }],
    ['a packed driver', { driverChart: 'd.tgz' }, { driver: { chart: join('/here', 'd.tgz'), repository: undefined } }],
    [
      'a mirror of the driver',
      { driverRepository: 'https://mirror' },
      { driver: { chart: 'csi-driver-nfs', repository: 'https://mirror' } },
    ],
  ])('may be %s', async (_name, flags, charts) => {
    expect(await chartsFor(openOf('kind', '/c'), flags, '/here')).toMatchObject(charts);
  });
});

it('values of the driver are a JSON object in a file', async () => {
  const folder = await newFolder();
  await writeFile(join(folder, 'right.json'), '{"kubeletDir":"/k"}');
  await writeFile(join(folder, 'wrong.json'), '[1]');

  expect(await driverValuesOf('right.json', folder)).toEqual({ ok: true, value: { kubeletDir: '/k' } });
  expect(await driverValuesOf('wrong.json', folder)).toMatchObject({ ok: false, exit: 64 });
  expect(await driverValuesOf('none.json', folder)).toMatchObject({ ok: false, text: 'none.json cannot be read' });
});

describe.each(['install', 'status', 'remove'])('agents %s', (command) => {
  function run(words: readonly string[], state: ClusterStatus['state'] = 'absent') {
    const makeCluster = ({ name, context, provider }: Parameters<ClusterWork['makeCluster']>[0]) =>
      ({
        ...{ name, context, provider },
        status: async () => ({ ok: true, value: { name, context, provider, state, parts: [], versions: {} } }),
      }) as unknown as LocalCluster; // only its status is asked for
    const clusterWork = { makeCluster, ensureNamespaces: async () => ({ ok: true, value: [] }) as const };
    return runBootstrap(['agents', command, ...words], {
      ...{ fetch: noServer, clusterWork, env: { OCTOPUS_API_KEY: 'API-SECRET' } },
    });
  }

  it('says how to start a cluster that does not run, and asks the server nothing', async () => {
    const { code, stdout, stderr } = await run([], 'stopped');

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('the cluster finpay-dev is stopped\nstart it with: pnpm bootstrap clusters up');
    expect(stderr).not.toContain('API-SECRET');
  });

  it('names the clusters there are when one is asked for that is not there', async () => {
    const { code, stderr } = await run(['--cluster', 'finpay-test']);

    expect(code).toBe(64);
    expect(stderr).toContain('no cluster finpay-test; its clusters: finpay-dev, finpay-prod');
  });
});
