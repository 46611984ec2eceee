import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labelsField, parsed, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';

/** The programs that a control plane on this machine is made of, and those that work with it. */
export const clusterProgramNames = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
  'helm',
  'kubectl',
] as const;

export type ClusterProgramName = (typeof clusterProgramNames)[number];

/** Where the programs are, absolute paths. */
export interface ClusterPrograms {
  readonly paths: Readonly<Record<ClusterProgramName, string>>;
  /** Version of each program that was built, such as `v1.37.2`. */
  readonly versions: Readonly<Record<string, string>>;
  /** Manifest of kwok's own resource kinds. */
  readonly kwokKinds: string;
  /** Manifest of the stages by which kwok's pods and nodes come and go. */
  readonly kwokStages: string;
}

/** Name of the file in the folder of programs that says which build is the present one. */
export const presentBuildFile = 'present.json';

/**
 * Finds the cluster programs that were built last into a folder (see `clusterProgramsFolder`). Builds nothing: where
 * there are none it says how to get them.
 */
export async function findClusterPrograms(options: {
  folder: string;
  platform: NodeJS.Platform;
}): Promise<KubeResult<ClusterPrograms>> {
  const { folder, platform } = options;
  const text = await readFile(join(folder, presentBuildFile), 'utf8').catch(() => undefined);
  const present = text === undefined ? undefined : parsed(text);
  const build = textField(present, 'build');
  if (build === '') {
    const message = `no cluster programs are built in ${folder}`;
    const hint = 'build them with: pnpm k8s:tools (needs Go; about nine minutes, once)';
    return { ok: false, problem: { code: 'programs-missing', message, hint } };
  }
  const inBuild = (name: string) => join(folder, build, name);
  const suffix = platform === 'win32' ? '.exe' : '';
  const entries = clusterProgramNames.map((name) => [name, inBuild(`${name}${suffix}`)] as const);
  return {
    ok: true,
    value: {
      // One entry for each of the names.
      paths: Object.fromEntries(entries) as Record<ClusterProgramName, string>,
      versions: labelsField(present, 'versions'),
      kwokKinds: inBuild('kwok-kinds.yaml'),
      kwokStages: inBuild('kwok-stages.yaml'),
    },
  };
}
