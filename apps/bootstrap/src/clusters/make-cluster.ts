import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import {
  type ClusterProviderName,
  clusterProgramsFolder,
  createExistingCluster,
  createKind,
  createKindCluster,
  createKwokCluster,
  createProgramRunner,
  findClusterPrograms,
  type LocalCluster,
} from '@octotrain/kube-kit';
import { podsProgram } from './pods-program.ts';

/** A cluster of the lab to work at. */
export interface ClusterWish {
  readonly name: string;
  readonly context: string;
  readonly provider: ClusterProviderName;
  /** A folder of its own, absolute. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A cluster by its provider. */
export function makeCluster({ name, context, provider, folder, env }: ClusterWish): LocalCluster {
  const { platform } = process;
  switch (provider) {
    case 'kwok':
      return createKwokCluster({
        ...{ name, context, folder, env, platform, pods: podsProgram },
        programs: () =>
          findClusterPrograms({ folder: clusterProgramsFolder({ platform, env, home: homedir() }), platform }),
      });
    case 'kind': {
      const run = createProgramRunner({ env, platform });
      return createKindCluster({ name, context, folder, kind: createKind({ run, env }) });
    }
    case 'existing':
      return createExistingCluster({ name, context, kubeconfig: personsKubeconfig(env) });
  }
}

/** Where kubectl looks by itself. */
export function personsKubeconfig(env: ClusterWish['env']): string {
  return env.KUBECONFIG || join(env.HOME ?? homedir(), '.kube', 'config');
}
