import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import {
  type Cluster,
  clusterProgramsFolder,
  createKwokCluster,
  findClusterPrograms,
  openCluster,
  usualNodes,
} from '@octotrain/kube-kit';
import { bootstrapProgram } from '../bootstrap/tools.ts';

/** A control plane that is measured. */
export interface BenchCluster {
  /** As our side asks it, in this process. */
  readonly cluster: Cluster;
  readonly kubectl: string;
  readonly kubeconfig: string;
  /** For files of the bench; goes with the cluster. */
  readonly folder: string;
  /** What kubectl and curl are started with. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs a program to its end; throws when it ends with a code that is not expected. */
  run(call: { program: string; args: readonly string[]; codes?: readonly number[] }): Promise<Said>;
}

interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

/** Something has to be built or installed first; the message says what. */
export class NotBuilt extends Error {}

/** Does something on a cluster of its own with room for so many pods, which is taken down whatever becomes of it. */
export async function onCluster<Result>(pods: number, work: (on: BenchCluster) => Promise<Result>): Promise<Result> {
  await access(bootstrapProgram).catch(() => {
    throw new NotBuilt('build the program first: npx pnpm@10 build');
  });
  const { env, platform } = process;
  const find = () =>
    findClusterPrograms({ folder: clusterProgramsFolder({ env, platform, home: homedir() }), platform });
  const programs = await find();
  if (!programs.ok) throw new NotBuilt(`${programs.problem.message}; ${programs.problem.hint ?? ''}`);

  const folder = await mkdtemp(join(tmpdir(), 'octotrain-bench-'));
  const local = createKwokCluster({
    ...{ name: 'bench', context: 'bench', folder: join(folder, 'cluster'), env, programs: find },
    // Some room for the workloads that are rolled out beside the others.
    nodes: { ...usualNodes, count: Math.ceil(pods / usualNodes.pods) + 2 },
    pods: ({ kubeconfig, egressSocket, kubelet, folder: its }) => ({
      program: process.execPath,
      args: [
        ...[bootstrapProgram, 'pods', '--kubeconfig', kubeconfig, '--egress-socket', egressSocket, '--folder', its],
        ...['--kubelet-port', String(kubelet.port)],
        ...['--kubelet-certificate', kubelet.certificate, '--kubelet-key', kubelet.key],
      ],
    }),
  });
  async function remove(): Promise<void> {
    await local.down();
    await rm(folder, { recursive: true, force: true });
  }
  const interrupted = () => void remove().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    const up = await local.up({ signal: AbortSignal.timeout(90_000) });
    if (!up.ok) throw new Error(`${up.problem.message}\n${up.problem.hint ?? ''}`);
    const { kubeconfig } = up.value;
    const opened = await openCluster({ kubeconfig: { path: kubeconfig } });
    if (!opened.ok) throw new Error(opened.problem.message);
    const { kubectl } = programs.value.paths;
    const its = { PATH: env.PATH ?? '', HOME: folder, KUBECONFIG: kubeconfig };
    return await work({ cluster: opened.cluster, kubectl, kubeconfig, folder, env: its, run: runnerWith(its) });
  } finally {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    await remove();
  }
}

/** Waits until this Deployment is complete. */
export async function rolledOut({ cluster }: BenchCluster, namespace: string, deployment: string): Promise<void> {
  const seen = await cluster.watchRollout({ namespace, deployment, timeoutMs: 300_000 });
  if (!seen.ok) throw new Error(seen.problem.message);
  if (seen.value.outcome !== 'complete') throw new Error(seen.value.reason);
}

/** Applies objects as kubectl's users do; gives the manifest's file. */
export async function applyObjects(on: BenchCluster, name: string, objects: readonly object[]): Promise<string> {
  const file = join(on.folder, `${name}.json`);
  await writeFile(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }));
  await on.run({ program: on.kubectl, args: ['apply', '-f', file] });
  return file;
}

function runnerWith(env: Readonly<Record<string, string>>): BenchCluster['run'] {
  return ({ program, args, codes = [0] }) =>
    new Promise((resolve, reject) => {
      const limits = { timeout: 300_000, maxBuffer: 256 * 1024 * 1024 };
      const child = execFile(program, args, { env, ...limits }, (error, stdout, stderr) => {
        if (child.exitCode !== null && codes.includes(child.exitCode)) resolve({ stdout, stderr });
        else if (error && 'code' in error && error.code === 'ENOENT')
          reject(new NotBuilt(`there is no ${program} here`));
        else reject(new Error(`${program} ${args.join(' ')}: ${error?.message}\n${stderr}`));
      });
    });
}
