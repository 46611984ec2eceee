import type { GitEntry, RepositoryEntry, StepEntry } from '../file/steps.ts';
import type { RuledPackage } from '../model/projects.ts';
import type { GitSource, PackageReference, Step } from '../model/steps.ts';

export type Repositories = Readonly<Record<string, RepositoryEntry>>;

/** A step with every default spelt out and its repository looked up by name. */
export function resolveStep(entry: StepEntry, repositories: Repositories): Step {
  const common = {
    name: entry.name,
    environments: entry.environments ?? [],
    excludedEnvironments: entry.excludedEnvironments ?? [],
    channels: entry.channels ?? [],
    disabled: entry.disabled ?? false,
    required: entry.required ?? false,
    ...(entry.runIf === undefined
      ? { condition: entry.condition ?? ('success' as const) }
      : { condition: 'variable' as const, runIf: entry.runIf }),
  };
  switch (entry.kind) {
    case 'helm':
      return {
        ...common,
        kind: 'helm',
        targetTag: entry.targetTag,
        git: resolveGit(entry.git, repositories),
        chart: entry.chart,
        packages: resolvePackages(entry.packages),
        valuesFiles: entry.values ?? [],
        release: entry.release,
        namespace: entry.namespace,
        ...(entry.inlineValues === undefined ? {} : { inlineValues: entry.inlineValues }),
      };
    case 'kubernetesYaml':
      return {
        ...common,
        kind: 'kubernetesYaml',
        targetTag: entry.targetTag,
        git: resolveGit(entry.git, repositories),
        packages: resolvePackages(entry.packages),
        paths: entry.paths,
        ...(entry.namespace === undefined ? {} : { namespace: entry.namespace }),
      };
    case 'script':
      return {
        ...common,
        kind: 'script',
        syntax: entry.syntax ?? 'bash',
        packages: resolvePackages(entry.packages),
        script: entry.script,
        ...(entry.targetTag === undefined ? {} : { targetTag: entry.targetTag }),
      };
    case 'manual':
      return {
        ...common,
        kind: 'manual',
        instructions: entry.instructions,
        responsibleTeams: entry.responsibleTeams ?? [],
        blockConcurrentDeployments: entry.blockConcurrentDeployments ?? false,
      };
  }
}

function resolvePackages(
  entries: Exclude<StepEntry, { kind: 'manual' }>['packages'] = {},
): readonly PackageReference[] {
  return Object.entries(entries).map(([name, { feed, id = name, acquired = 'never' }]) => {
    return { name, packageId: id, feed, acquired };
  });
}

function resolveGit(entry: GitEntry, repositories: Repositories): GitSource {
  const written = typeof entry === 'string' ? repositories[entry] : entry;
  if (!written) throw new Error(`the repository ${String(entry)} passed the checks and is not there`);
  const { url, branch = 'main', credential } = written;
  return { url, branch, ...(credential === undefined ? {} : { credential }) };
}

/** `step` or `step/package`; a step alone stands for its only package, or else for its own. */
export function resolveRuledPackage(written: string, steps: readonly StepEntry[] = []): RuledPackage {
  const whole = steps.find((step) => step.name === written);
  if (whole) {
    const named = whole.kind === 'manual' ? [] : Object.keys(whole.packages ?? {});
    return { step: written, package: named[0] ?? '' };
  }
  const slash = written.lastIndexOf('/');
  return { step: written.slice(0, slash), package: written.slice(slash + 1) };
}
