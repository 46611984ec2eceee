import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { type Build, removeAbandoned, unfinishedMark } from './build.ts';
import { runGo } from './run-go.ts';
import { linkerFlags } from './versions.ts';

/**
 * Builds the kubelet beside the other programs of a build, once, from the same module: only the suite with real
 * containers wants it, so that nobody else waits for it. Throws when Go fails.
 */
export async function buildKubelet({ folder, versions }: Build, module: string): Promise<{ isNew: boolean }> {
  const finished = join(folder, 'kubelet');
  if (existsSync(finished)) return { isNew: false };
  await removeAbandoned(folder);
  const unfinished = `${finished}${unfinishedMark}${process.pid}`;
  try {
    const flags = ['-trimpath', '-mod=readonly', '-ldflags', linkerFlags(versions)];
    await runGo(module, ['build', ...flags, '-o', unfinished, 'k8s.io/kubernetes/cmd/kubelet']);
    await rename(unfinished, finished);
  } finally {
    await rm(unfinished, { force: true });
  }
  return { isNew: true };
}
