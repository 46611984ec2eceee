import { parsed, textField } from '../json.ts';
import { goDuration } from '../process/duration.ts';
import { type CallOptions, type ClusterAccess, callProgram } from '../process/program-access.ts';
import { jsonOf, outputOf } from '../process/program-result.ts';
import { type ProgramVersion, versionIn } from '../process/program-version.ts';
import type { ProgramEnd } from '../process/run-program.ts';
import type { KubeResult } from '../result.ts';
import { type Applied, appliedIn } from './applied.ts';

/** Names one object by its resource, such as `deployment` or `configmap`. */
interface Named {
  readonly resource: string;
  readonly name: string;
  /** The context's own by default; none for what stands in no namespace. */
  readonly namespace?: string | undefined;
}

/** Objects: YAML or JSON as text, or as data. */
export type Manifest = string | readonly object[];

interface ManifestRequest {
  readonly manifest: Manifest;
  /** For objects that name none. */
  readonly namespace?: string | undefined;
  /** Who owns the fields. `octotrain` by default. */
  readonly fieldManager?: string | undefined;
  /** Takes fields from other managers. */
  readonly forceConflicts?: boolean | undefined;
}

/** Versions of kubectl and of its server, or why that is not known. */
export interface KubectlVersions {
  readonly client: ProgramVersion;
  readonly server: KubeResult<ProgramVersion>;
}

/** The kubectl program on one cluster. Failures are results. */
export interface Kubectl {
  version(options?: CallOptions): Promise<KubeResult<KubectlVersions>>;
  /** Makes objects so, on the server's side; `conflict` when others manage the same fields. All or part: the rest is applied. */
  apply(
    request: ManifestRequest & { clientSide?: boolean; dryRun?: boolean },
    options?: CallOptions,
  ): Promise<KubeResult<readonly Applied[]>>;
  /** What `apply` would change, as a diff; empty when nothing. Needs a program `diff` on the path. */
  diff(request: ManifestRequest, options?: CallOptions): Promise<KubeResult<string>>;
  /** Waits until a rollout is complete; without `waitMs` as long as it takes. `timeout` when it is not. */
  rolloutStatus(named: Named & { waitMs?: number }, options?: CallOptions): Promise<KubeResult<string>>;
  /** An object; undefined when there is none. */
  get(named: Named, options?: CallOptions): Promise<KubeResult<unknown>>;
  /** A list of objects, as the server gives it; of all namespaces where none is given. */
  list(
    question: { resource: string; namespace?: string; labelSelector?: string },
    options?: CallOptions,
  ): Promise<KubeResult<unknown>>;
  /** Takes objects away, and waits until they are gone unless `wait` is false; no failure when there are none. */
  delete(
    request: (Named | { manifest: Manifest; namespace?: string }) & { wait?: boolean },
    options?: CallOptions,
  ): Promise<KubeResult<readonly Applied[]>>;
  /** What a kustomization comes to, as YAML. Asks no cluster. */
  kustomize(folder: string, options?: CallOptions): Promise<KubeResult<string>>;
}

/** Kubectl by a port that runs programs. */
export function createKubectl(access: ClusterAccess): Kubectl {
  const place = [
    ...(access.kubeconfig === undefined ? [] : [`--kubeconfig=${access.kubeconfig}`]),
    ...(access.context === undefined ? [] : [`--context=${access.context}`]),
  ];
  function call(args: readonly string[], options: CallOptions & { input?: string; isData?: boolean }) {
    const [command = '', ...rest] = args;
    return callProgram(access, { name: 'kubectl', args: [command, ...place, ...rest], ...options });
  }

  return {
    async version(options = {}) {
      const end = await call(['version', '--output=json'], { isData: true, ...options });
      return versionsIn(end);
    },

    async apply({ clientSide, dryRun, ...request }, options = {}) {
      const side = clientSide ? ['--server-side=false'] : ['--server-side', ...owning(request)];
      const args = ['apply', ...side, ...(dryRun ? ['--dry-run=server'] : []), ...within(request.namespace)];
      const end = await call([...args, '--filename=-'], { ...options, input: textOf(request.manifest) });
      const output = outputOf(end, 'kubectl apply');
      return output.ok ? { ok: true, value: appliedIn(output.value) } : output;
    },

    async diff(request, options = {}) {
      const args = ['diff', '--server-side', ...owning(request), ...within(request.namespace), '--filename=-'];
      const end = await call(args, { isData: true, ...options, input: textOf(request.manifest) });
      // 1 says that there are differences, more that there is an error [docs].
      const differs = end.kind === 'exited' && end.code === 1;
      return outputOf(differs ? { ...end, code: 0 } : end, 'kubectl diff');
    },

    async rolloutStatus({ waitMs, ...named }, options = {}) {
      const patience = waitMs === undefined ? [] : [`--timeout=${goDuration(waitMs)}`];
      const args = ['rollout', 'status', ...patience, ...within(named.namespace), '--', ...target(named)];
      return outputOf(await call(args, options), `kubectl rollout status ${wordsOf(named)}`);
    },

    async get(named, options = {}) {
      const args = ['get', '--ignore-not-found', '--output=json', ...within(named.namespace), '--', ...target(named)];
      const end = await call(args, { isData: true, ...options });
      if (end.kind === 'exited' && end.code === 0 && end.stdout.trim() === '') return { ok: true, value: undefined };
      return jsonOf(end, `kubectl get ${wordsOf(named)}`);
    },

    async list({ resource, namespace, labelSelector }, options = {}) {
      const where = namespace === undefined ? ['--all-namespaces'] : within(namespace);
      const selector = labelSelector === undefined ? [] : [`--selector=${labelSelector}`];
      const args = ['get', '--output=json', ...where, ...selector, '--', resource];
      return jsonOf(await call(args, { isData: true, ...options }), `kubectl get ${resource}`);
    },

    async delete({ wait = true, ...request }, options = {}) {
      const args = ['delete', '--ignore-not-found', `--wait=${wait}`, '--output=name', ...within(request.namespace)];
      const end =
        'manifest' in request
          ? await call([...args, '--filename=-'], { ...options, input: textOf(request.manifest) })
          : await call([...args, '--', ...target(request)], options);
      const output = outputOf(end, 'manifest' in request ? 'kubectl delete' : `kubectl delete ${wordsOf(request)}`);
      return output.ok ? { ok: true, value: appliedIn(output.value) } : output;
    },

    async kustomize(folder, options = {}) {
      const end = await call(['kustomize', '--', folder], { isData: true, ...options });
      return outputOf(end, `kubectl kustomize ${folder}`);
    },
  };
}

function versionsIn(end: ProgramEnd): KubeResult<KubectlVersions> {
  const what = 'kubectl version';
  const answer = jsonOf(end, what);
  // It fails when the server cannot be asked, and says its own version all the same.
  const printed = answer.ok ? answer.value : end.kind === 'exited' ? parsed(end.stdout) : undefined;
  const client = versionIn(textField(printed, 'clientVersion', 'gitVersion'));
  const server = versionIn(textField(printed, 'serverVersion', 'gitVersion'));
  const problem = { code: 'unexpected-answer', message: `${what}: it prints no version` } as const;
  if (client === undefined) return answer.ok ? { ok: false, problem } : answer;
  const asked = server ? { ok: true as const, value: server } : answer.ok ? { ok: false as const, problem } : answer;
  return { ok: true, value: { client, server: asked } };
}

function owning({ fieldManager = 'octotrain', forceConflicts }: ManifestRequest): readonly string[] {
  return [`--field-manager=${fieldManager}`, ...(forceConflicts ? ['--force-conflicts'] : [])];
}

function within(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : [`--namespace=${namespace}`];
}

function target({ resource, name }: Named): readonly string[] {
  return [resource, name];
}

function wordsOf({ resource, name, namespace }: Named): string {
  return `${resource} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** JSON is YAML: a list of objects needs no writer of YAML. */
function textOf(manifest: Manifest): string {
  if (typeof manifest === 'string') return manifest;
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifest });
}
