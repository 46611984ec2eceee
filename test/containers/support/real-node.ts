import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type ClusterPrograms,
  createHelm,
  createKwokCluster,
  createProgramRunner,
  type Helm,
  usualNodes,
} from '@octotrain/kube-kit';
import { findPrograms } from '../../cluster/support/programs.ts';
import { kubeletOf, networkPlugins } from '../prerequisites.ts';
import { buildWorkload, succeed, writeImage } from './images.ts';
import {
  containerdConfiguration,
  kubeletConfiguration,
  type NodePlace,
  networkConfiguration,
} from './node-programs.ts';

/** A control plane with one node that really runs containers. */
export interface RealNode {
  readonly kubeconfig: string;
  readonly context: string;
  readonly programs: ClusterPrograms;
  readonly helm: Helm;
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Ends the node and the control plane. */
  end(): Promise<void>;
}

const pause = 'registry.k8s.io/pause:3.10';
/** The images that there are; every other one cannot be pulled, for no way leads out. */
const images = ['1.25-alpine', '1.27-alpine'].map((tag) => `docker.io/library/nginx:${tag}`);

/** Brings the node up, within namespaces of its own. */
export async function startRealNode(): Promise<RealNode> {
  const found = await findPrograms();
  const plugins = networkPlugins();
  // Taken away by the enclosure, mounts and all.
  const folder = process.env.OCTOTRAIN_NODE_FOLDER;
  if (!found.ok || plugins === undefined || folder === undefined) throw new Error('run this by: pnpm test:containers');
  const cluster = createKwokCluster({
    ...{ name: 'real', context: 'real', folder: join(folder, 'cluster'), env: process.env },
    programs: async () => found,
    nodes: { ...usualNodes, count: 0 },
  });
  const children: ChildProcess[] = [];
  async function end(): Promise<void> {
    for (const child of children.toReversed()) {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      if (child.exitCode === null && child.kill()) await gone;
    }
    await cluster.down();
  }
  try {
    const up = await cluster.up({ signal: AbortSignal.timeout(90_000) });
    if (!up.ok) throw new Error(up.problem.message);
    const { kubeconfig } = up.value;
    const place: NodePlace = { folder, plugins, pause, address: '10.99.0.1' };
    await startContainerd(place, children);
    await importImages(folder);
    await startKubelet(place, { program: kubeletOf(found.value), kubeconfig, children });
    const access = { run: createProgramRunner({ env: process.env, platform: process.platform }), env: process.env };
    const kubectlPath = found.value.paths.kubectl;
    async function kubectl(args: readonly string[], input?: string): Promise<string> {
      const end = await access.run({
        program: kubectlPath,
        args: [`--kubeconfig=${kubeconfig}`, ...args],
        input,
        env: process.env,
      });
      if (end.kind === 'exited' && end.code === 0) return end.stdout;
      throw new Error(`kubectl ${args.join(' ')}: ${'stderr' in end ? end.stderr : end.kind}`);
    }
    await soon(async () => /^real +Ready/m.test(await kubectl(['get', 'nodes'])));
    return {
      kubeconfig,
      context: 'real',
      programs: found.value,
      kubectl,
      end,
      helm: createHelm({ ...access, kubeconfig, program: found.value.paths.helm }),
    };
  } catch (error) {
    const said = await readFile(join(folder, 'kubelet.log'), 'utf8').catch(() => '');
    console.error(said.split('\n').slice(-15).join('\n'));
    await end();
    throw error;
  }
}

async function startContainerd(place: NodePlace, children: ChildProcess[]): Promise<void> {
  const { folder } = place;
  await mkdir(join(folder, 'net.d'));
  await writeFile(join(folder, 'net.d/10-pods.conflist'), networkConfiguration);
  await writeFile(join(folder, 'containerd.toml'), containerdConfiguration(place));
  children.push(start('containerd', ['--config', join(folder, 'containerd.toml')], folder));
  await soon(() =>
    access(join(folder, 'containerd.sock')).then(
      () => true,
      () => false,
    ),
  );
}

async function importImages(folder: string): Promise<void> {
  const program = join(folder, 'workload');
  await buildWorkload(program);
  const path = join(folder, 'image.tar');
  for (const name of [...images, pause]) {
    await writeImage({ name, program, path, ...(name === pause ? { args: ['pause'] } : {}) });
    await succeed('ctr', ['--address', join(folder, 'containerd.sock'), '-n', 'k8s.io', 'images', 'import', path]);
  }
}

async function startKubelet(
  place: NodePlace,
  options: { program: string; kubeconfig: string; children: ChildProcess[] },
): Promise<void> {
  const { folder, address } = place;
  const config = join(folder, 'kubelet.json');
  await writeFile(config, kubeletConfiguration(place));
  const args = [
    ...['--config', config, '--kubeconfig', options.kubeconfig, '--root-dir', join(folder, 'kubelet')],
    ...['--hostname-override', 'real', '--node-ip', address, '--cert-dir', join(folder, 'kubelet-pki')],
  ];
  options.children.push(start(options.program, args, folder, 'kubelet'));
}

/** Starts a program whose output goes to a file of its own. */
function start(program: string, args: readonly string[], folder: string, name = program): ChildProcess {
  const log = openSync(join(folder, `${name}.log`), 'a');
  const child = spawn(program, args, { cwd: folder, stdio: ['ignore', log, log] });
  closeSync(log);
  return child;
}

async function soon(look: () => Promise<boolean>): Promise<void> {
  const until = performance.now() + 60_000;
  while (!(await look().catch(() => false))) {
    if (performance.now() > until) throw new Error('the node is not ready after a minute');
    await wait(200);
  }
}
