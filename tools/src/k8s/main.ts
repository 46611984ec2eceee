import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { clusterProgramsFolder } from '@octotrain/kube-kit';
import { buildClusterPrograms } from './build.ts';
import { buildKubelet } from './kubelet.ts';

process.exitCode = await main();

/**
 * Builds the programs of local clusters into the user's cache: minutes the first time, a moment later. With `--containers`
 * the kubelet too.
 */
async function main(): Promise<number> {
  const goVersion = spawnSync('go', ['version'], { encoding: 'utf8' }).stdout?.trim();
  if (!goVersion) {
    console.error(
      'no cluster programs were built: they are built with Go, and there is no `go` on PATH (https://go.dev/dl)',
    );
    return 1;
  }
  const { values } = parseArgs({ options: { containers: { type: 'boolean' } } });
  const { env, platform } = process;
  if (values.containers && platform !== 'linux') {
    console.error('no kubelet was built: it runs on Linux only; leave --containers out');
    return 1;
  }
  const folder = clusterProgramsFolder({ env, platform, home: homedir() });
  const startedMs = performance.now();
  console.error(
    `cluster programs: built by ${goVersion} into ${folder}; the first time takes about nine minutes on two cores`,
  );
  const module = fileURLToPath(new URL('../../k8s', import.meta.url));
  const build = await buildClusterPrograms({ module, folder, goVersion });
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const versions = Object.entries(build.versions).map(([name, version]) => `${name} ${version}`);
  console.error(`${versions.join(', ')}: ${build.isNew ? 'built' : 'there already'} (${seconds} s)`);
  if (values.containers) {
    const kubelet = await buildKubelet(build, module);
    console.error(`kubelet ${build.versions.kubernetes}: ${kubelet.isNew ? 'built' : 'there already'}`);
  }
  console.log(build.folder);
  return 0;
}
