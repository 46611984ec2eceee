import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ProgramCall, ProgramEnd, RunProgram } from '../process/run-program.ts';
import { gatherFacts } from './gather-facts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'facts-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Programs that say what is written beside their name; others are missing. */
function programs(said: Readonly<Record<string, string | ProgramEnd>>): { run: RunProgram; calls: ProgramCall[] } {
  const calls: ProgramCall[] = [];
  return {
    calls,
    async run(call) {
      calls.push(call);
      const answer = said[`${call.program} ${call.args.join(' ')}`] ?? said[call.program];
      if (answer === undefined) return { kind: 'missing', program: call.program };
      return typeof answer === 'string' ? { kind: 'exited', code: 0, stdout: answer, stderr: '' } : answer;
    },
  };
}

function gather(run: RunProgram, rest: Partial<Parameters<typeof gatherFacts>[0]> = {}) {
  const env = { OCTOTRAIN_K8S_TOOLS: join(folder, 'none'), KUBECONFIG: join(folder, 'kubeconfig') };
  const needs = { clusters: [], ports: [] };
  return gatherFacts({ run, env, platform: 'linux', home: folder, folder: join(folder, 'not', 'yet'), needs, ...rest });
}

const failed = (stderr: string, stdout = ''): ProgramEnd => ({ kind: 'exited', code: 1, stdout, stderr });

it('reads versions as the programs print them', async () => {
  const { run } = programs({
    kind: 'kind v0.33.0 go1.26.8 linux/amd64\n',
    kubectl: JSON.stringify({ clientVersion: { gitVersion: 'v1.32.4-dispatcher' } }),
    helm: 'v3.22.0+gabc\n',
    go: 'go version go1.26.8 linux/amd64\n',
    docker: JSON.stringify({ ServerVersion: '28.2.2', MemTotal: 8_000_000_000 }),
    podman: JSON.stringify({ host: { memTotal: 5 }, version: { Version: '5.4.0' } }),
  });
  expect(await gather(run)).toMatchObject({
    programs: {
      kind: { state: 'found', version: { text: 'v0.33.0' } },
      kubectl: { state: 'found', version: { text: 'v1.32.4-dispatcher' } },
      helm: { state: 'found', version: { text: 'v3.22.0+gabc' } },
      go: { state: 'found', version: { text: '1.26.8' } },
    },
    engines: {
      docker: { state: 'running', version: '28.2.2', memoryBytes: 8_000_000_000 },
      podman: { state: 'running', version: '5.4.0', memoryBytes: 5 },
    },
    built: { ok: false, problem: { code: 'programs-missing' } },
  });
});

it('tells a program that is missing from one that fails, and from one that hangs', async () => {
  const { run } = programs({
    kind: { kind: 'timed out', stdout: '', stderr: '' },
    kubectl: failed('exec format error\n'),
    helm: 'a helm of somebody\n',
    docker: failed(
      'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
      '{"ServerVersion":""}',
    ),
    podman: JSON.stringify({ ServerErrors: [] }),
  });
  expect(await gather(run)).toMatchObject({
    programs: {
      kind: { state: 'broken', why: 'it does not answer in time' },
      kubectl: { state: 'broken', why: 'exec format error' },
      helm: { state: 'broken', why: 'it prints no version' },
      go: { state: 'missing' },
    },
    engines: {
      docker: { state: 'down', why: 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?' },
      podman: { state: 'down' },
    },
  });
});

it('gives each program its time and no more, all at the same time', async () => {
  const { run, calls } = programs({});
  await gather(run, { timeoutMs: 7 });
  expect(calls.map(({ program }) => program).sort()).toEqual(['docker', 'go', 'helm', 'kind', 'kubectl', 'podman']);
  expect(new Set(calls.map(({ timeoutMs }) => timeoutMs))).toEqual(new Set([7]));
});

it('asks the clusters that the lab names and the kubeconfig knows, and no other', async () => {
  const context = (name: string) => ({ name, context: { cluster: 'c', user: 'u' } });
  const kubeconfig = {
    clusters: [{ name: 'c', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'u', user: {} }],
    contexts: [context('live'), context('other'), context('kind-dev')],
  };
  await writeFile(join(folder, 'kubeconfig'), JSON.stringify(kubeconfig));
  const clientVersion = { gitVersion: 'v1.37.2' };
  const { run } = programs({
    kubectl: JSON.stringify({ clientVersion }),
    'kubectl version --context=live --output=json': JSON.stringify({
      clientVersion,
      serverVersion: { gitVersion: 'v1.36.0' },
    }),
    'kubectl version --context=kind-dev --output=json': failed(
      'The connection to the server 127.0.0.1:1 was refused\n',
      JSON.stringify({ clientVersion }),
    ),
  });
  const clusters = [
    { name: 'live', context: 'live', provider: 'existing' },
    { name: 'dev', context: 'kind-dev', provider: 'kind' },
    { name: 'gone', context: 'kind-gone', provider: 'kind' },
    { name: 'own', context: 'other', provider: 'kwok' },
  ] as const;

  const facts = await gather(run, { needs: { clusters, ports: [] } });

  expect(facts.kubeconfig.contexts).toEqual({ ok: true, value: ['live', 'other', 'kind-dev'] });
  expect(facts.servers).toMatchObject({
    live: { ok: true, value: { text: 'v1.36.0' } },
    'kind-dev': { ok: false, problem: { code: 'unreachable' } },
  });
  expect(Object.keys(facts.servers)).toHaveLength(2);
});

it('finds built programs only while they are there', async () => {
  await writeFile(
    join(folder, 'present.json'),
    JSON.stringify({ build: '.', versions: { kubernetes: 'v1.37.2', helm: 'v3.22.0' } }),
  );
  const env = { OCTOTRAIN_K8S_TOOLS: folder, KIND_EXPERIMENTAL_PROVIDER: 'podman' };
  const { run } = programs({});
  const names = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok', 'helm', 'kubectl'];
  await Promise.all(names.map((name) => writeFile(join(folder, name), '')));

  const there = await gather(run, { env });
  await rm(join(folder, 'helm'));
  const gone = await gather(run, { env });

  expect(there).toMatchObject({
    chosenEngine: 'podman',
    built: { ok: true, value: { folder, kubernetes: { text: 'v1.37.2' }, helm: { text: 'v3.22.0' } } },
  });
  expect(gone.built).toMatchObject({ ok: false, problem: { message: `${join(folder, 'helm')} is gone` } });
});

it('sees which ports are taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const { run } = programs({});
  const facts = await gather(run, { needs: { clusters: [], ports: [port] } });
  server.close();
  expect(facts).toMatchObject({ loopback: true, ports: [{ port, isFree: false }] });
});

it('measures memory and the disk above a folder that is not there yet', async () => {
  const { run } = programs({});
  const { memory, disk } = await gather(run);
  expect(memory.availableBytes).toBeGreaterThan(0);
  expect(memory.availableBytes).toBeLessThanOrEqual(memory.totalBytes);
  expect(disk).toMatchObject({ folder, freeBytes: expect.any(Number) });
});
