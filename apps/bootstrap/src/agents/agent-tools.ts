import { homedir } from 'node:os';
import process from 'node:process';
import {
  clusterProgramsFolder,
  createHelm,
  createKubectl,
  createProgramRunner,
  findClusterPrograms,
  type Helm,
  type Kubectl,
} from '@octotrain/kube-kit';

/** Helm and kubectl on a cluster: those that were built for local clusters, else what is on the path. */
export async function toolsFor(place: {
  kubeconfig: string | undefined;
  context: string;
  env: Readonly<Record<string, string | undefined>>;
}): Promise<{ readonly helm: Helm; readonly kubectl: Kubectl }> {
  const { kubeconfig, context, env } = place;
  const { platform } = process;
  const built = await findClusterPrograms({
    folder: clusterProgramsFolder({ platform, env, home: homedir() }),
    platform,
  });
  const paths = built.ok ? built.value.paths : undefined;
  const access = { run: createProgramRunner({ env, platform }), env, kubeconfig, context };
  return {
    helm: createHelm({ ...access, program: paths?.helm }),
    kubectl: createKubectl({ ...access, program: paths?.kubectl }),
  };
}
