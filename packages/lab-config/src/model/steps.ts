/** Where a step reads its files: a branch of a git repository, and the git credential of the space that opens it. */
export interface GitSource {
  readonly url: string;
  readonly branch: string;
  /** Name of a git credential; absent for a repository that anybody may read. */
  readonly credential?: string;
}

/** What every kind of step has. Names stand for environments and channels; an empty list means all. */
interface StepBase {
  readonly name: string;
  readonly environments: readonly string[];
  readonly excludedEnvironments: readonly string[];
  readonly channels: readonly string[];
  /** Runs after success, after failure, always, or when `runIf` says so (then this is `variable`). */
  readonly condition: 'success' | 'failure' | 'always' | 'variable';
  /** A template: the step runs when it evaluates to something true. Present exactly when `condition` is `variable`. */
  readonly runIf?: string;
  readonly disabled: boolean;
  readonly required: boolean;
}

/** A package or image that a step uses; a release says its version. */
export interface PackageReference {
  /** What the step calls it; `''` is the step's own package. */
  readonly name: string;
  /** What its feed calls it. */
  readonly packageId: string;
  /** Name of a feed. */
  readonly feed: string;
  /** Who fetches it: the server, the target, or nobody because the cluster pulls it. */
  readonly acquired: 'server' | 'target' | 'never';
}

/** Installs or upgrades a Helm chart from git on every target with the tag. */
export interface HelmStep extends StepBase {
  readonly kind: 'helm';
  readonly packages: readonly PackageReference[];
  readonly targetTag: string;
  readonly git: GitSource;
  readonly chart: string;
  /** Files of the repository, relative to its root; a later one beats an earlier one. */
  readonly valuesFiles: readonly string[];
  /** YAML that beats every values file; a template. */
  readonly inlineValues?: string;
  readonly release: string;
  readonly namespace: string;
}

/** Applies manifests from git, variables substituted. */
export interface KubernetesYamlStep extends StepBase {
  readonly kind: 'kubernetesYaml';
  readonly packages: readonly PackageReference[];
  readonly targetTag: string;
  readonly git: GitSource;
  readonly paths: readonly string[];
  readonly namespace?: string;
}

/** Runs a script on every target with the tag, or once on a worker of the server when there is no tag. */
export interface ScriptStep extends StepBase {
  readonly kind: 'script';
  readonly packages: readonly PackageReference[];
  readonly targetTag?: string;
  readonly syntax: 'bash' | 'powershell' | 'python';
  readonly script: string;
}

/** Pauses until a member of a responsible team answers; without teams, anyone who may deploy the project. */
export interface ManualStep extends StepBase {
  readonly kind: 'manual';
  readonly instructions: string;
  readonly responsibleTeams: readonly string[];
  readonly blockConcurrentDeployments: boolean;
}

/** A step of a process, in the words of people; names, never ids of a server. */
export type Step = HelmStep | KubernetesYamlStep | ScriptStep | ManualStep;
