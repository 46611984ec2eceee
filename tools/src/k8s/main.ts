import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { clusterProgramsFolder } from '@octotrain/kube-kit';
import { buildClusterPrograms } from './build.ts';

process.exitCode = await main();

/** Builds the programs of local clusters into the user's cache: minutes the first time, a moment later. */
async function main(): Promise<number> {
  const goVersion = spawnSync('go', ['version'], { encoding: 'utf8' }).stdout?.trim();
  if (!goVersion) {
    console.error(
      'no cluster programs were built: they are built with Go, and there is no `go` on PATH (https://go.dev/dl)',
    );
    return 1;
  }
  const { env, platform } = process;
  const folder = clusterProgramsFolder({ env, platform, home: homedir() });
  const startedMs = performance.now();
  console.error(
    `cluster programs: built by ${goVersion} into ${folder}; the first time takes about nine minutes on two cores`,
  );
  const build = await buildClusterPrograms({
    module: fileURLToPath(new URL('../../k8s', import.meta.url)),
    folder,
    goVersion,
  });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const versions = Object.entries(build.versions).map(([name, version]) => `${name} ${version}`);
  console.error(`${versions.join(', ')}: ${build.isNew ? 'built' : 'there already'} (${seconds} s)`);
  console.log(build.folder);
  return 0;
}
