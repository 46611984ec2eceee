import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import { clusterProgramsFolder, createProgramRunner, findClusterPrograms } from '@octotrain/kube-kit';
import type { ShellOptions } from '@octotrain/octopus-emulator';
import type { KubeconfigFor } from '../parsers.ts';
import { scriptEnvironment } from './script-environment.ts';

/** What runs steps for real. */
interface Shell {
  readonly options: ShellOptions;
  /** What steps will miss; sentences. */
  readonly warnings: readonly string[];
}

/** The programs of this machine: helm and kubectl as they were built for local clusters, else those on the PATH. */
export async function shellOf(given: {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly entries: readonly KubeconfigFor[];
  readonly asAgents?: boolean | undefined;
}): Promise<Shell> {
  const { cwd, env, entries, asAgents } = given;
  const { platform } = process;
  const found = await findClusterPrograms({
    folder: clusterProgramsFolder({ platform, env, home: homedir() }),
    platform,
  });
  const environment = scriptEnvironment(env);
  const kubeconfigs = entries.map(({ name, file, context }) => [name, { file: resolve(cwd, file), context }] as const);
  const missing: string[] = [];
  for (const [name, { file }] of kubeconfigs) {
    const there = await access(file).then(
      () => true,
      () => false,
    );
    if (!there)
      missing.push(`--kubeconfig-for ${name}: there is no file ${file} yet; steps on it fail until there is.`);
  }
  const none = 'No --kubeconfig-for is given: every step on a target will fail. Steps on the server run.';
  return {
    options: {
      kind: 'shell',
      run: createProgramRunner({ env: environment, platform }),
      programs: {
        bash: 'bash',
        helm: found.ok ? found.value.paths.helm : 'helm',
        kubectl: found.ok ? found.value.paths.kubectl : 'kubectl',
      },
      kubeconfigs: Object.fromEntries(kubeconfigs),
      asAgents,
      environment,
    },
    warnings: entries.length === 0 ? [none] : missing,
  };
}
