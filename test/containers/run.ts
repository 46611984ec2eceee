import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { whatIsMissing } from './prerequisites.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Runs the suite with real containers where it can run: in namespaces of its own for network, mounts and processes, so
 * that nothing of the machine is touched, nothing is reached, and whatever is left running ends with it.
 */
async function main(): Promise<number> {
  const missing = await whatIsMissing();
  if (missing.length > 0) {
    for (const line of missing) console.error(`tests with real containers are skipped: ${line}`);
    return process.env.CI ? 1 : 0;
  }
  const before = new Set(await groups());
  const alone = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const suite = [
    'node_modules/.bin/vitest',
    'run',
    '--config',
    'vitest.containers.config.ts',
    ...process.argv.slice(2),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-node-'));
  const env = { ...process.env, TMPDIR: folder, OCTOTRAIN_NODE_FOLDER: folder };
  const child = spawn('unshare', [...alone, 'sh', '-c', inside, 'sh', ...suite], {
    cwd: repository,
    env,
    stdio: 'inherit',
  });
  // A terminal sends it to all of them; this one has to outlive the others, to clean up.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  const [code] = (await once(child, 'close')) as [number | null];
  // Without processes they are empty.
  for (const group of await groups()) if (!before.has(group)) await removeGroup(group);
  await rm(folder, { recursive: true, force: true });
  return code ?? 1;
}

/** Loopback, an address for the node's kubelet, and folders of this suite's own where the programs insist on theirs. */
const inside = `
set -e
ip link set lo up
ip link add node0 type bridge
ip addr add 10.99.0.1/24 dev node0
ip link set node0 up
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/log
mkdir -p /run/containerd /run/netns
exec "$@"
`;

const groupsRoot = '/sys/fs/cgroup';

/** The control groups that containerd keeps its containers in, one for each controller where they are apart. */
async function groups(): Promise<readonly string[]> {
  const found = spawnSync('find', [groupsRoot, '-maxdepth', '2', '-type', 'd', '-name', 'k8s.io'], {
    encoding: 'utf8',
  });
  return found.stdout.split('\n').filter((path) => path !== '');
}

async function removeGroup(path: string): Promise<void> {
  for (const entry of await readdir(path, { withFileTypes: true }))
    if (entry.isDirectory()) await removeGroup(join(path, entry.name));
  await rmdir(path).catch(() => undefined);
}

process.exitCode = await main();
