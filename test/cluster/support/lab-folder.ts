import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createProgramRunner } from '@octotrain/kube-kit';
import { createOctopusClient, type OctopusClient } from '@octotrain/octopus-client';
import { type Ended, type ProgramName, runBuilt } from '../../support/programs.ts';
import { clusterPrograms } from './test-cluster.ts';

/** A folder in which `lab up` has brought everything up, and the programs as people use them there. */
export interface LabFolder {
  readonly folder: string;
  /** What `lab up` said. */
  readonly up: Ended;
  /** Runs one of the programs with the key of a person. */
  run(program: ProgramName, argv: readonly string[], username: string): Promise<Ended>;
  /** Where its server is. */
  readonly url: string;
  /** Path of its kubeconfigs, as in `KUBECONFIG`. */
  readonly kubeconfig: string;
  /** What `lab up` says the next time. */
  upAgain(): Promise<Ended>;
  /** A client with the key of a person. */
  client(username: string): OctopusClient;
  /** Runs kubectl against one of the clusters and gives what it printed. */
  kubectl(context: string, ...args: readonly string[]): Promise<string>;
  /** Runs helm against one of the clusters and gives what it printed. */
  helm(context: string, ...args: readonly string[]): Promise<string>;
  /** Takes the lab down, and gives what `lab down` said. */
  down(): Promise<Ended>;
  /** Takes down what is left, and removes the folder. */
  remove(): Promise<void>;
}

const limitMs = 5 * 60_000;

/** Who makes the clusters: on machines with containers, kind may. */
const provider = ['--provider', process.env.OCTOTRAIN_CLUSTER_PROVIDER ?? 'kwok'];

/** Brings the lab up in a new folder. */
export async function bringLabUp(): Promise<LabFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'octotrain-lab-'));
  const cache = { XDG_CACHE_HOME: process.env.XDG_CACHE_HOME, OCTOTRAIN_K8S_TOOLS: process.env.OCTOTRAIN_K8S_TOOLS };
  const up = await runBuilt('lab', { argv: ['up', ...provider], cwd: folder, env: cache, limitMs });
  const env = Object.fromEntries(
    [...up.stdout.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const keys: Readonly<Record<string, string>> = await readFile(
    join(folder, '.octotrain/lab/server/keys.json'),
    'utf8',
  ).then(JSON.parse, () => ({}));
  const runAny = createProgramRunner({ env: process.env, platform: process.platform });

  async function output(program: 'kubectl' | 'helm', args: readonly string[]): Promise<string> {
    const path = clusterPrograms?.paths[program] ?? program;
    const own = { PATH: process.env.PATH, HOME: folder, KUBECONFIG: env.KUBECONFIG };
    const end = await runAny({ program: path, args, env: own, timeoutMs: 60_000 });
    if (end.kind === 'exited' && end.code === 0) return end.stdout;
    throw new Error(`${program} ${args.join(' ')}: ${end.kind}\n${'stderr' in end ? end.stderr : ''}`);
  }

  const down = () => runBuilt('lab', { argv: ['down', ...provider], cwd: folder, env: cache, limitMs });
  return {
    folder,
    up,
    run: (program, argv, username) =>
      runBuilt(program, {
        argv,
        cwd: folder,
        env: { ...cache, ...env, OCTOTRAIN_POLL: '500ms', OCTOPUS_API_KEY: keys[username] },
        limitMs,
      }),
    url: env.OCTOPUS_URL ?? '',
    kubeconfig: env.KUBECONFIG ?? '',
    upAgain: () => runBuilt('lab', { argv: ['up', ...provider], cwd: folder, env: cache, limitMs }),
    client: (username) =>
      createOctopusClient({ url: env.OCTOPUS_URL ?? '', auth: { apiKey: keys[username] ?? '' }, requestsPerMinute: 0 }),
    kubectl: (context, ...args) => output('kubectl', ['--context', context, ...args]),
    helm: (context, ...args) => output('helm', ['--kube-context', context, ...args]),
    down,
    async remove() {
      const isThere = await stat(join(folder, '.octotrain/lab')).then(
        () => true,
        () => false,
      );
      if (isThere) await down();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
