import type { RunProgram } from './run-program.ts';

/** Where a cluster is reached: a context of a kubeconfig. */
export interface KubeconfigEntry {
  /** Path of the kubeconfig. */
  readonly file: string;
  /** The context of it; its current one unless given. */
  readonly context?: string | undefined;
}

/** The programs that steps run: names on the PATH of `environment`, or paths. */
interface ShellPrograms {
  readonly helm: string;
  readonly kubectl: string;
  readonly bash: string;
}

/** What the shell executor works with. */
export interface ShellOptions {
  readonly kind: 'shell';
  readonly run: RunProgram;
  readonly programs: ShellPrograms;
  /**
   * How targets are reached: by the name of a target, or of the cluster of Kubernetes agents, which is what follows the
   * first dot of the agent's polling address. A step on a target that is not here fails, and says so.
   */
  readonly kubeconfigs: Readonly<Record<string, KubeconfigEntry>>;
  /**
   * Steps on a Kubernetes agent work as the account that its scripts have in its cluster, `octopus-agent-scripts` in the
   * agent's namespace [client: Octopus' chart], so that Kubernetes itself refuses what the agent may not do. The
   * kubeconfig of the cluster has to be of somebody who may impersonate; one that is given for a target by name is taken as it is.
   */
  readonly asAgents?: boolean | undefined;
  /** What programs find in their environment besides what a step gives them. No secret belongs here: scripts see it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /**
   * A folder for files of steps at work, secrets among them: made when it is missing, readable by its owner only. What
   * is in it when the server starts was left by one that was killed, and is removed. `work` in the data folder unless given,
   * and without one a folder of its own among the system's temporary ones.
   */
  readonly folder?: string | undefined;
}
