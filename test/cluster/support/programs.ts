import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import process from 'node:process';
import { type ClusterPrograms, clusterProgramsFolder, findClusterPrograms, type KubeResult } from '@octotrain/kube-kit';

/** The programs of local clusters, if all of them are built. */
export async function findPrograms(): Promise<KubeResult<ClusterPrograms>> {
  const { env, platform } = process;
  const folder = clusterProgramsFolder({ env, platform, home: homedir() });
  const found = await findClusterPrograms({ folder, platform });
  if (!found.ok) return found;
  for (const path of Object.values(found.value.paths)) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) {
      const message = `${path} is gone`;
      return { ok: false, problem: { code: 'programs-missing', message, hint: 'build it with: pnpm k8s:tools' } };
    }
  }
  return found;
}
