import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { isRunning, writeWhole } from '@octotrain/durable-files';
import { presentBuildFile } from '@octotrain/kube-kit';
import { outputOf, runGo } from './run-go.ts';
import { linkerFlags, type PinnedVersions, pinnedVersions } from './versions.ts';

const packages = [
  'go.etcd.io/etcd/server/v3',
  'helm.sh/helm/v3/cmd/helm',
  'k8s.io/kubernetes/cmd/kube-apiserver',
  'k8s.io/kubernetes/cmd/kube-controller-manager',
  'k8s.io/kubernetes/cmd/kube-scheduler',
  'k8s.io/kubernetes/cmd/kubectl',
  'sigs.k8s.io/kwok/cmd/kwok',
];

/** In the name of what is being built; the number of the builder's process follows. */
export const unfinishedMark = '.unfinished-';
const suffix = process.platform === 'win32' ? '.exe' : '';

/** Where the source of versions is, where builds go, and which Go makes them. */
export interface BuildPlace {
  /** Holds go.mod and go.sum. */
  readonly module: string;
  /** Holds a folder per build, and the note which of them is the present one. */
  readonly folder: string;
  /** As `go version` names it. */
  readonly goVersion: string;
}

/** What a build came to: its folder, and whether it was there already. */
export interface Build {
  readonly folder: string;
  readonly versions: PinnedVersions;
  readonly isNew: boolean;
}

/**
 * Builds the cluster programs once for each set of sums and Go version. A build that is cut off leaves nothing that looks
 * finished. Throws when Go fails; what Go says is on stderr by then.
 */
export async function buildClusterPrograms({ module, folder, goVersion }: BuildPlace): Promise<Build> {
  const goMod = await readFile(join(module, 'go.mod'), 'utf8');
  const goSum = await readFile(join(module, 'go.sum'), 'utf8');
  const versions = pinnedVersions(goMod);
  const hash = createHash('sha256').update(goMod).update(goSum).update(goVersion).update(linkerFlags(versions));
  const build = hash.digest('hex').slice(0, 12);
  const finished = join(folder, build);
  const isNew = !existsSync(finished);
  if (isNew) await make({ module, finished, versions });
  await writeWhole(join(folder, presentBuildFile), `${JSON.stringify({ build, versions })}\n`);
  return { folder: finished, versions, isNew };
}

/** Removes from a folder what killed builds have left, which is hundreds of megabytes each. */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, owner] = name.split(unfinishedMark);
    if (owner === undefined || (await isRunning({ pid: Number(owner), started: null }))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function make(options: { module: string; finished: string; versions: PinnedVersions }): Promise<void> {
  const { module, finished, versions } = options;
  await removeAbandoned(dirname(finished));
  const unfinished = `${finished}${unfinishedMark}${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  try {
    const flags = ['-trimpath', '-mod=readonly', '-ldflags', linkerFlags(versions)];
    await runGo(module, ['build', ...flags, '-o', `${unfinished}/`, ...packages]);
    // Go names a program for the last part of its package.
    await rename(join(unfinished, `server${suffix}`), join(unfinished, `etcd${suffix}`));
    const kwok = (await runGo(module, ['list', '-mod=readonly', '-m', '-f', '{{.Dir}}', 'sigs.k8s.io/kwok'])).trim();
    for (const [name, folder] of Object.entries({ 'kwok-kinds': 'crd', 'kwok-stages': join('stage', 'fast') })) {
      const manifest = await outputOf(join(unfinished, `kubectl${suffix}`), [
        'kustomize',
        join(kwok, 'kustomize', folder),
      ]);
      await writeFile(join(unfinished, `${name}.yaml`), manifest);
    }
    await rename(unfinished, finished);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}
