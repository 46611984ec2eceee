import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { clusterPrograms } from './support/test-cluster.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;
let person: string;
let runs = 0;

beforeEach(async () => {
  runs += 1;
  folder = join(inject('clustersFolder'), `command-${runs}`);
  person = join(inject('clustersFolder'), 'person', `config-${runs}`);
  await mkdir(dirname(person), { recursive: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the program as `pnpm bootstrap clusters …` would. */
function start(words: readonly string[]): { child: ChildProcess; said: () => string; ended: Promise<Ended> } {
  const args = ['--conditions=source', '--import', 'tsx', 'apps/bootstrap/src/main.ts', 'clusters', ...words];
  const env = { ...process.env, NO_COLOR: '1', KUBECONFIG: person, npm_lifecycle_event: undefined };
  const child = spawn(process.execPath, [...args, '--provider', 'kwok', '--folder', folder], { cwd: repository, env });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text) => {
    stdout += text;
  });
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, said: () => stderr, ended };
}

const run = (...words: readonly string[]) => start(words).ended;

/** Processes of this machine whose command line speaks of the folder. */
async function running(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || entry === String(process.pid)) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(`${folder}/`)) found.push(command.split('\0')[0]?.split('/').at(-1) ?? '');
  }
  return found.toSorted();
}

const all = ['etcd', 'kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kwok', 'node'];

describe.skipIf(clusterPrograms === undefined || process.platform !== 'linux')('clusters up', () => {
  afterEach(async () => {
    await run('down');
    expect(await running()).toEqual([]);
  });

  it('brings both clusters of FinPay up with their namespaces, and down again', async () => {
    const up = await run('up', '--json');
    expect(up).toMatchObject({ code: 0 });
    const { clusters, seconds } = JSON.parse(up.stdout);
    console.log(`clusters up: ${seconds} s`);
    expect(
      clusters.map(({ outcome, namespaces }: { outcome: string; namespaces: unknown[] }) => [
        outcome,
        namespaces.length,
      ]),
    ).toEqual([
      ['made', 12],
      ['made', 6],
    ]);

    const status = await run('status');
    expect(status.stdout).toMatch(/^finpay-dev +kwok +running +v\d.+ 6 of 6$/m);
    expect(status.code).toBe(0);

    const down = await run('down');
    expect(down).toMatchObject({ code: 0, stdout: expect.stringMatching(/^finpay-prod +kwok +removed$/m) });
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['while the API server starts', 'finpay-dev: waiting for the API server', 400],
    ['when almost all is there', 'finpay-dev: waiting for the nodes', 1500],
  ])('may be killed %s: the next one starts anew', async (_name, words, laterMs) => {
    const first = start(['up', '--cluster', 'finpay-dev']);
    await expect.poll(first.said, { interval: 5, timeout: 30_000 }).toContain(words);
    await new Promise((resolve) => setTimeout(resolve, laterMs));
    first.child.kill('SIGKILL');
    await first.ended;

    const second = await run('up', '--cluster', 'finpay-dev');

    expect(second).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^finpay-dev +kwok +kind-finpay-dev +made/m),
    });
    expect(await running()).toEqual(all);
  });

  it('takes back what it has begun when it is interrupted', async () => {
    const up = start(['up', '--cluster', 'finpay-dev']);
    await expect.poll(up.said, { interval: 5, timeout: 30_000 }).toContain('waiting for the nodes');
    up.child.kill('SIGINT');

    expect((await up.ended).code).toBe(130);
    expect(await running()).toEqual([]);
    await expect(readdir(join(folder, 'finpay-dev'))).rejects.toThrow('ENOENT');
  });

  it('enters contexts into the kubeconfig of the person only when asked to, and takes them out', async () => {
    const before = '# mine\napiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\ncurrent-context: ""\n';
    await writeFile(person, before);
    const up = start(['up', '--cluster', 'finpay-dev']);
    await expect.poll(up.said, { interval: 5, timeout: 30_000 }).toContain('waiting for the API server');
    // A second one meanwhile is refused.
    expect(await run('up', '--cluster', 'finpay-dev')).toMatchObject({
      code: 75,
      stderr: expect.stringContaining('works at the cluster finpay-dev'),
    });
    expect((await up.ended).code).toBe(0);
    expect(await readFile(person, 'utf8')).toBe(before);

    await run('up', '--cluster', 'finpay-dev', '--write-kubeconfig');
    expect(await readFile(person, 'utf8')).toMatch(/^# mine\n(.*\n)*current-context: "?kind-finpay-dev"?\n/);

    await run('down');
    expect(await readFile(person, 'utf8')).toBe(before);
  });
});
