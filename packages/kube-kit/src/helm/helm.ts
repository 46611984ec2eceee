import { goDuration } from '../process/duration.ts';
import { type CallOptions, type ClusterAccess, callProgram } from '../process/program-access.ts';
import { doneOf, jsonOf, outputOf, versionOf } from '../process/program-result.ts';
import type { ProgramVersion } from '../process/program-version.ts';
import type { KubeResult } from '../result.ts';
import { type ReleaseRevision, revisionFromRelease, revisionsFromLines } from './release.ts';
import {
  type ChartRequest,
  type HelmArguments,
  templateArguments,
  type UpgradeRequest,
  upgradeArguments,
} from './upgrade-args.ts';

/** Names a release. */
interface Named {
  readonly release: string;
  readonly namespace: string;
}

/** The helm program, 3 or 4, on one cluster. Failures are results. Secrets belong into inline values and `secrets`. */
export interface Helm {
  version(options?: CallOptions): Promise<KubeResult<ProgramVersion>>;
  /**
   * Makes a release so, and says which revision that is. `release-pending` when another operation is under way or was
   * cut off: see `recoveryOf`. A call that is ended in the middle leaves such a release behind when helm cannot clean up.
   */
  upgrade(request: UpgradeRequest, options?: CallOptions): Promise<KubeResult<ReleaseRevision>>;
  /** The latest revision of each release, in whatever state it is; of all namespaces where none is given. */
  list(
    question?: { namespace?: string; labelSelector?: string },
    options?: CallOptions,
  ): Promise<KubeResult<readonly ReleaseRevision[]>>;
  /** The latest revision; undefined when there is no such release. */
  status(named: Named, options?: CallOptions): Promise<KubeResult<ReleaseRevision | undefined>>;
  /** All kept revisions, the oldest first; none when there is no such release. */
  history(named: Named, options?: CallOptions): Promise<KubeResult<readonly ReleaseRevision[]>>;
  /** Back to a revision, by default the one before. Makes a new revision. */
  rollback(
    request: Named & { revision?: number; wait?: boolean; waitMs?: number },
    options?: CallOptions,
  ): Promise<KubeResult<void>>;
  /** Takes a release away; no failure when there is none. */
  uninstall(request: Named & { wait?: boolean; waitMs?: number }, options?: CallOptions): Promise<KubeResult<void>>;
  /** What a revision deployed, as YAML; of the latest by default. */
  manifest(named: Named & { revision?: number }, options?: CallOptions): Promise<KubeResult<string>>;
  /** The values a revision was given, without the chart's own unless `all`. They may be secret. */
  values(named: Named & { revision?: number; all?: boolean }, options?: CallOptions): Promise<KubeResult<unknown>>;
  /** What a chart would deploy, as YAML. Asks no cluster. */
  template(request: ChartRequest, options?: CallOptions): Promise<KubeResult<string>>;
}

/** Helm by a port that runs programs. */
export function createHelm(access: ClusterAccess): Helm {
  const place = [
    ...(access.kubeconfig === undefined ? [] : [`--kubeconfig=${access.kubeconfig}`]),
    ...(access.context === undefined ? [] : [`--kube-context=${access.context}`]),
  ];
  // What follows `--` is no flag, so the place comes right after the command's name.
  function call({ args, input }: HelmArguments, { isData = true, ...options }: CallOptions & { isData?: boolean }) {
    const at = args[0] === 'get' ? 2 : 1;
    const placed = [...args.slice(0, at), ...place, ...args.slice(at)];
    return callProgram(access, { name: 'helm', args: placed, input, isData, ...options });
  }

  return {
    async version(options = {}) {
      const end = await callProgram(access, { name: 'helm', args: ['version', '--short'], isData: true, ...options });
      return versionOf(end, 'helm version');
    },

    async upgrade(request, options = {}) {
      const args = upgradeArguments(request);
      if (!args.ok) return args;
      const end = await call(args.value, options);
      const answer = jsonOf(end, `helm upgrade ${request.namespace}/${request.release}`);
      return answer.ok ? { ok: true, value: revisionFromRelease(answer.value) } : answer;
    },

    async list({ namespace, labelSelector } = {}, options = {}) {
      const args = [
        'list',
        ...states.map((state) => `--${state}`),
        '--max=0',
        '--time-format=2006-01-02T15:04:05.999999999Z07:00',
        '--output=json',
        ...(labelSelector === undefined ? [] : [`--selector=${labelSelector}`]),
        namespace === undefined ? '--all-namespaces' : `--namespace=${namespace}`,
      ];
      const answer = jsonOf(await call({ args }, options), 'helm list');
      return answer.ok ? { ok: true, value: revisionsFromLines(answer.value) } : answer;
    },

    async status({ release, namespace }, options = {}) {
      const args = ['status', `--namespace=${namespace}`, '--output=json', '--', release];
      const answer = jsonOf(await call({ args }, options), `helm status ${namespace}/${release}`);
      if (answer.ok) return { ok: true, value: revisionFromRelease(answer.value) };
      return answer.problem.code === 'not-found' ? { ok: true, value: undefined } : answer;
    },

    async history({ release, namespace }, options = {}) {
      const args = ['history', `--namespace=${namespace}`, '--max=1000000', '--output=json', '--', release];
      const answer = jsonOf(await call({ args }, options), `helm history ${namespace}/${release}`);
      if (answer.ok) return { ok: true, value: revisionsFromLines(answer.value, { release, namespace }) };
      return answer.problem.code === 'not-found' ? { ok: true, value: [] } : answer;
    },

    async rollback({ release, namespace, revision, ...rest }, options = {}) {
      const target = revision === undefined ? [] : [String(revision)];
      const args = ['rollback', `--namespace=${namespace}`, ...waiting(rest), '--', release, ...target];
      return doneOf(await call({ args }, { ...options, isData: false }), `helm rollback ${namespace}/${release}`);
    },

    async uninstall({ release, namespace, ...rest }, options = {}) {
      const args = ['uninstall', `--namespace=${namespace}`, ...waiting(rest), '--ignore-not-found', '--', release];
      return doneOf(await call({ args }, { ...options, isData: false }), `helm uninstall ${namespace}/${release}`);
    },

    async manifest({ release, namespace, revision }, options = {}) {
      const args = ['get', 'manifest', `--namespace=${namespace}`, ...ofRevision(revision), '--', release];
      return outputOf(await call({ args }, options), `helm get manifest ${namespace}/${release}`);
    },

    async values({ release, namespace, revision, all }, options = {}) {
      const flags = [...ofRevision(revision), ...(all ? ['--all'] : []), '--output=json'];
      const args = ['get', 'values', `--namespace=${namespace}`, ...flags, '--', release];
      const answer = jsonOf(await call({ args }, options), `helm get values ${namespace}/${release}`);
      // Without values helm prints null.
      return answer.ok ? { ok: true, value: answer.value ?? {} } : answer;
    },

    async template(request, options = {}) {
      const args = templateArguments(request);
      if (!args.ok) return args;
      return outputOf(await call(args.value, options), `helm template ${request.chart}`);
    },
  };
}

/** All states by which `list` filters: a release is not overlooked for the one it is in. */
const states = ['deployed', 'failed', 'pending', 'superseded', 'uninstalled', 'uninstalling'];

function waiting({ wait, waitMs }: { wait?: boolean; waitMs?: number }): readonly string[] {
  return [...(wait ? ['--wait'] : []), ...(waitMs === undefined ? [] : [`--timeout=${goDuration(waitMs)}`])];
}

function ofRevision(revision: number | undefined): readonly string[] {
  return revision === undefined ? [] : [`--revision=${revision}`];
}
