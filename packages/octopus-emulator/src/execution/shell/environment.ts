import { delimiter, dirname, isAbsolute } from 'node:path';

/** Where the programs of a step find what belongs to it. */
interface StepFolders {
  readonly kubeconfig: string;
  /** What helm keeps for itself. */
  readonly helm: string;
  /** Temporary files. */
  readonly temporary: string;
}

/**
 * The environment of a step's programs: what the server gives all of them, the step's own kubeconfig, helm's folders
 * away from those of whoever runs the server, and the folders of the programs at the head of the PATH.
 */
export function environmentOf(options: {
  readonly base: Readonly<Record<string, string | undefined>>;
  /** Paths or names of programs. */
  readonly programs: readonly string[];
  readonly folders: StepFolders;
}): Record<string, string | undefined> {
  const { base, programs, folders } = options;
  // Windows knows names of variables in any case.
  const pathName = Object.keys(base).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const own = programs.filter((program) => isAbsolute(program)).map((program) => dirname(program));
  const path = [...new Set(own), ...(base[pathName] ? [base[pathName]] : [])].join(delimiter);
  return {
    ...base,
    [pathName]: path,
    KUBECONFIG: folders.kubeconfig,
    HELM_CACHE_HOME: `${folders.helm}/cache`,
    HELM_CONFIG_HOME: `${folders.helm}/config`,
    HELM_DATA_HOME: `${folders.helm}/data`,
    // What is known of one cluster must not be taken for another's that has its port later.
    KUBECACHEDIR: `${folders.temporary}/kube-cache`,
    TMPDIR: folders.temporary,
    TMP: folders.temporary,
    TEMP: folders.temporary,
  };
}
