import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { ClusterPrograms } from '@octotrain/kube-kit';
import { findPrograms } from '../cluster/support/programs.ts';

/** Where distributions put the plugins of the container network. */
const pluginFolders = ['/opt/cni/bin', '/usr/lib/cni'];

/** The folder with the plugins that the suite uses. */
export function networkPlugins(): string | undefined {
  return pluginFolders.find((folder) =>
    ['bridge', 'host-local', 'loopback'].every((one) => existsSync(join(folder, one))),
  );
}

/** Where the kubelet is built: beside the other programs. */
export function kubeletOf({ paths }: ClusterPrograms): string {
  return join(dirname(paths.kwok), 'kubelet');
}

/** What the suite with real containers misses on this machine, a line each with what to do. */
export async function whatIsMissing(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return ['real containers without a virtual machine are for Linux'];
  if (process.getuid?.() !== 0)
    return ['namespaces and containers of its own take root: sudo -E env "PATH=$PATH" pnpm test:containers'];
  const packages = {
    containerd: 'containerd',
    ctr: 'containerd',
    runc: 'runc',
    ip: 'iproute2',
    unshare: 'util-linux',
    setpriv: 'util-linux',
    tar: 'tar',
  };
  const missing = Object.entries(packages)
    .filter(([program]) => spawnSync('which', [program]).status !== 0)
    .map(([program, name]) => `there is no program ${program}: apt-get install ${name}`);
  if (networkPlugins() === undefined)
    missing.push(
      `there are no network plugins in ${pluginFolders.join(' or ')}: apt-get install containernetworking-plugins`,
    );
  const programs = await findPrograms();
  if (!programs.ok) missing.push(`${programs.problem.message}: pnpm k8s:tools --containers`);
  else if (!existsSync(kubeletOf(programs.value)))
    missing.push('the kubelet is not built: pnpm k8s:tools --containers');
  if (spawnSync('go', ['version']).status !== 0)
    missing.push('there is no Go to build what runs in the containers: https://go.dev/doc/install');
  return missing;
}
