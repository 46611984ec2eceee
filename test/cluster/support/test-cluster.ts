import { join } from 'node:path';
import process from 'node:process';
import {
  type ClusterPrograms,
  createKwokCluster,
  createProgramRunner,
  type LocalCluster,
  type NodeWish,
} from '@octotrain/kube-kit';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { podsFromSource } from './pods-program.ts';
import { findPrograms } from './programs.ts';

/** A control plane of its own for the tests of one `describe`. Its fields can be read while tests run, not before. */
export interface TestCluster {
  readonly name: string;
  readonly context: string;
  /** Path of a kubeconfig whose current context it is. */
  readonly kubeconfig: string;
  /** Its folder: `logs`, `egress.sock` and so on. */
  readonly folder: string;
  readonly programs: ClusterPrograms;
  readonly cluster: LocalCluster;
  /** Runs kubectl on it and gives what it printed; throws what it complained of. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Runs helm on it and gives what it printed; throws what it complained of. */
  helm(args: readonly string[]): Promise<string>;
}

/** The programs of clusters, or undefined where tests on clusters are skipped. */
const found = await findPrograms();
export const clusterPrograms = found.ok ? found.value : undefined;

/**
 * Tests on a real control plane: started before them, ended with all its data after them, whatever becomes of them.
 * Skipped where the programs are not built.
 *
 * @example
 * describeOnCluster('a rollout', { name: 'rollout' }, (on) => {
 *   it('is seen', async () => { await on.kubectl(['create', 'deployment', 'x', '--image=x']); … });
 * });
 */
export function describeOnCluster(
  title: string,
  options: {
    /** Of the cluster; its context is `kind-NAME`. Different ones for clusters that are up at the same time. */
    name: string;
    nodes?: NodeWish;
    /** False for one whose pods answer nothing, which starts sooner. */
    pods?: boolean;
  },
  tests: (on: TestCluster) => void,
): void {
  describe.skipIf(clusterPrograms === undefined)(title, () => {
    const on = testCluster(options);
    beforeAll(async () => {
      const up = await on.cluster.up({ signal: AbortSignal.timeout(90_000) });
      if (!up.ok) throw new Error(`${up.problem.message}\n${up.problem.hint ?? ''}`);
    });
    afterAll(async () => {
      await on.cluster.down();
    });
    tests(on);
  });
}

/** A cluster of this run that is not started yet; see {@link describeOnCluster}. */
export function testCluster(options: { name: string; nodes?: NodeWish; pods?: boolean }): TestCluster {
  const { name, pods = true } = options;
  const context = `kind-${name}`;
  const folder = join(inject('clustersFolder'), name);
  const kubeconfig = join(folder, 'kubeconfig');
  const run = createProgramRunner({ env: process.env, platform: process.platform });
  const cluster = createKwokCluster({
    ...{ name, context, folder, env: process.env, programs: findPrograms },
    ...(options.nodes === undefined ? {} : { nodes: options.nodes }),
    pods: pods ? podsFromSource : undefined,
  });
  const env = { PATH: process.env.PATH, HOME: join(folder, 'work'), KUBECONFIG: kubeconfig };

  async function output(program: 'kubectl' | 'helm', args: readonly string[], input?: string): Promise<string> {
    const path = clusterPrograms?.paths[program] ?? program;
    const end = await run({ program: path, args, env, input, timeoutMs: 60_000 });
    if (end.kind === 'exited' && end.code === 0) return end.stdout;
    const said = 'stderr' in end ? end.stderr : '';
    throw new Error(`${program} ${args.join(' ')}: ${end.kind}\n${said}`);
  }

  return {
    ...{ name, context, kubeconfig, folder, cluster },
    get programs() {
      if (clusterPrograms === undefined) throw new Error('the programs of clusters are not built');
      return clusterPrograms;
    },
    kubectl: (args, input) => output('kubectl', args, input),
    helm: (args) => output('helm', args),
  };
}
