import { goDuration } from '../process/duration.ts';
import { type CallOptions, callProgram, type ProgramAccess } from '../process/program-access.ts';
import { doneOf, outputOf, versionOf } from '../process/program-result.ts';
import type { ProgramVersion } from '../process/program-version.ts';
import type { KubeResult } from '../result.ts';

/** What runs the containers that are kind's nodes. */
export type ContainerEngine = 'docker' | 'podman';

/** Kind, and what runs its nodes. */
export interface KindOptions extends ProgramAccess {
  /** The whole environment of each call: it needs the path to find the engine. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Kind's own choice by default. */
  readonly engine?: ContainerEngine | undefined;
}

/** The kind program. Failures are results. */
export interface Kind {
  version(options?: CallOptions): Promise<KubeResult<ProgramVersion>>;
  /** The names of the clusters there are. */
  clusters(options?: CallOptions): Promise<KubeResult<readonly string[]>>;
  /**
   * Makes a cluster; refuses where there is one of that name. What is begun and fails, kind takes away again; what is
   * ended in the middle it does not: then delete it.
   */
  create(request: CreateCluster, options?: CallOptions): Promise<KubeResult<void>>;
  /** Takes a cluster away, and its entries in the kubeconfig; no failure when there is none. */
  delete(request: { name: string; kubeconfig?: string }, options?: CallOptions): Promise<KubeResult<void>>;
  /** The kubeconfig of a cluster, as YAML. It holds a key. */
  kubeconfig(name: string, options?: CallOptions): Promise<KubeResult<string>>;
}

/** A cluster to be made. */
export interface CreateCluster {
  readonly name: string;
  /** Kind's own description of it, as YAML text or as data. */
  readonly config?: string | object | undefined;
  /** The kubeconfig file it is entered in; the person's own by default. */
  readonly kubeconfig?: string | undefined;
  /** Image of the nodes, which decides the version of Kubernetes. */
  readonly image?: string | undefined;
  /** How long to wait for the control plane. Not at all by default. */
  readonly waitMs?: number | undefined;
}

/** Kind by a port that runs programs. */
export function createKind(access: KindOptions): Kind {
  const env = access.engine === undefined ? access.env : { ...access.env, KIND_EXPERIMENTAL_PROVIDER: access.engine };
  function call(args: readonly string[], options: CallOptions & { input?: string; isData?: boolean }) {
    return callProgram({ ...access, env }, { name: 'kind', args, ...options });
  }

  return {
    async version(options = {}) {
      return versionOf(await call(['version'], { isData: true, ...options }), 'kind version');
    },

    async clusters(options = {}) {
      const output = outputOf(await call(['get', 'clusters'], { isData: true, ...options }), 'kind get clusters');
      if (!output.ok) return output;
      return { ok: true, value: output.value.split('\n').filter((line) => line !== '') };
    },

    async create({ name, config, kubeconfig, image, waitMs }, options = {}) {
      const args = [
        ...['create', 'cluster', `--name=${name}`],
        ...(config === undefined ? [] : ['--config=-']),
        ...entering(kubeconfig),
        ...(image === undefined ? [] : [`--image=${image}`]),
        ...(waitMs === undefined ? [] : [`--wait=${goDuration(waitMs)}`]),
      ];
      const input = config === undefined ? {} : { input: typeof config === 'string' ? config : JSON.stringify(config) };
      return doneOf(await call(args, { ...options, ...input }), `kind create cluster ${name}`);
    },

    async delete({ name, kubeconfig }, options = {}) {
      const args = ['delete', 'cluster', `--name=${name}`, ...entering(kubeconfig)];
      return doneOf(await call(args, options), `kind delete cluster ${name}`);
    },

    async kubeconfig(name, options = {}) {
      const args = ['get', 'kubeconfig', `--name=${name}`];
      return outputOf(await call(args, { isData: true, ...options }), `kind get kubeconfig ${name}`);
    },
  };
}

function entering(kubeconfig: string | undefined): readonly string[] {
  return kubeconfig === undefined ? [] : [`--kubeconfig=${kubeconfig}`];
}
