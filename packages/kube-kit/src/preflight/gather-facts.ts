import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contextsOf } from '../connect/kubeconfig.ts';
import type { ContainerEngine } from '../kind/kind.ts';
import { createKubectl } from '../kubectl/kubectl.ts';
import type { CallOptions } from '../process/program-access.ts';
import { type ProgramVersion, versionIn } from '../process/program-version.ts';
import type { RunProgram } from '../process/run-program.ts';
import { clusterProgramsFolder } from '../programs/cache-folder.ts';
import { findClusterPrograms } from '../programs/cluster-programs.ts';
import type { KubeResult } from '../result.ts';
import type { BuiltPrograms, PathProgram, PreflightFacts, PreflightNeeds, ProgramFact } from './facts.ts';
import { pathPrograms } from './facts.ts';
import { canListen, lookAtDisk, lookAtInotify, lookAtMemory } from './look-at-machine.ts';
import { lookAtEngine, lookAtProgram } from './look-at-programs.ts';

/** Where the machine is looked at from. */
export interface FactsOptions {
  /** Runs programs of the path of `env`. */
  readonly run: RunProgram;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The person's home folder. */
  readonly home: string;
  /** Where clusters' data goes. */
  readonly folder: string;
  readonly needs: PreflightNeeds;
  /** No program is waited for longer. 5,000 by default. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Looks at the machine, at all of it at the same time; changes nothing. What cannot be told is a fact, too. */
export async function gatherFacts(options: FactsOptions): Promise<PreflightFacts> {
  const { run, env, platform, folder, needs, timeoutMs = 5000, signal } = options;
  const limits = { timeoutMs, signal };
  const [disk, inotify, docker, podman, programs, built, loopback, ports, kubeconfig] = await Promise.all([
    lookAtDisk(folder),
    lookAtInotify(platform),
    lookAtEngine(run, 'docker', limits),
    lookAtEngine(run, 'podman', limits),
    lookAtAll(run, limits),
    lookAtBuilt(options),
    canListen(0),
    Promise.all(needs.ports.map(async (port) => ({ port, isFree: await canListen(port) }))),
    lookAtKubeconfig(options),
  ]);
  const kubectl = kubectlOf(programs.kubectl, built, platform);
  const chosenEngine = engineNamed(env.KIND_EXPERIMENTAL_PROVIDER);
  return {
    platform,
    node: process.version,
    memory: lookAtMemory(),
    ...(disk ? { disk } : {}),
    ...(inotify ? { inotify } : {}),
    engines: { docker, podman },
    ...(chosenEngine ? { chosenEngine } : {}),
    ...{ programs, built, loopback, ports, kubeconfig },
    servers: kubectl === undefined ? {} : await lookAtServers({ ...options, kubectl, kubeconfig, limits }),
  };
}

async function lookAtAll(run: RunProgram, limits: CallOptions): Promise<Readonly<Record<PathProgram, ProgramFact>>> {
  const [kind, kubectl, helm, go] = await Promise.all(pathPrograms.map((name) => lookAtProgram(run, name, limits)));
  const missing: ProgramFact = { state: 'missing' };
  return { kind: kind ?? missing, kubectl: kubectl ?? missing, helm: helm ?? missing, go: go ?? missing };
}

async function lookAtBuilt({ env, platform, home }: FactsOptions): Promise<KubeResult<BuiltPrograms>> {
  const folder = clusterProgramsFolder({ env, platform, home });
  const found = await findClusterPrograms({ folder, platform });
  if (!found.ok) return found;
  const { paths, versions } = found.value;
  for (const path of Object.values(paths)) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) continue;
    const problem = {
      code: 'programs-missing',
      message: `${path} is gone`,
      hint: 'build it with: pnpm k8s:tools',
    } as const;
    return { ok: false, problem };
  }
  const kubernetes = versionIn(versions.kubernetes ?? '');
  return { ok: true, value: { kubernetes, helm: versionIn(versions.helm ?? ''), folder: dirname(paths.kubectl) } };
}

async function lookAtKubeconfig({ env, home }: FactsOptions): Promise<PreflightFacts['kubeconfig']> {
  const path = env.KUBECONFIG || join(home, '.kube', 'config');
  return { path, contexts: await contextsOf({ path }) };
}

function kubectlOf(fact: ProgramFact, built: KubeResult<BuiltPrograms>, platform: NodeJS.Platform): string | undefined {
  if (fact.state === 'found') return 'kubectl';
  return built.ok ? join(built.value.folder, platform === 'win32' ? 'kubectl.exe' : 'kubectl') : undefined;
}

/** Asks the clusters that the lab names and the kubeconfig knows for their versions. */
async function lookAtServers(
  options: FactsOptions & { kubectl: string; kubeconfig: PreflightFacts['kubeconfig']; limits: CallOptions },
): Promise<PreflightFacts['servers']> {
  const { run, kubectl, kubeconfig, limits, needs } = options;
  const known = kubeconfig.contexts.ok ? kubeconfig.contexts.value : [];
  const contexts = new Set(needs.clusters.filter(({ provider }) => provider !== 'kwok').map(({ context }) => context));
  const asked = [...contexts].filter((context) => known.includes(context));
  const answers = await Promise.all(
    asked.map(async (context): Promise<readonly [string, KubeResult<ProgramVersion>]> => {
      const answer = await createKubectl({ run, program: kubectl, context }).version(limits);
      return [context, answer.ok ? answer.value.server : answer];
    }),
  );
  return Object.fromEntries(answers);
}

function engineNamed(name: string | undefined): ContainerEngine | undefined {
  return name === 'docker' || name === 'podman' ? name : undefined;
}
