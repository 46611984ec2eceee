import { readFile } from 'node:fs/promises';
import type https from 'node:https';
import { delimiter, dirname } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import type { KubeResult } from '../result.ts';
import { type KubeconfigPart, plainKubeconfig } from './plain-kubeconfig.ts';

/** A kubeconfig as its text, or as a path; a path may be a list of files, as in `KUBECONFIG`. */
export type Kubeconfig = { text: string } | { path: string };

/** A context of a kubeconfig: a server, and who asks it. */
export interface KubeAccess {
  readonly context: string;
  readonly server: string;
  /** Whether the way leads through a proxy; then the agent that `apply` gives is to be used. */
  readonly proxied: boolean;
  /** Adds the credentials to a request; throws when there are none. */
  apply(options: https.RequestOptions): Promise<void>;
  /** The same for the Kubernetes library, which takes half a second to load. */
  library(): Promise<KubeConfig>;
}

/**
 * Reads a kubeconfig and chooses its context; nothing is ever written. The Kubernetes library is loaded only for
 * contexts whose credentials it has to fetch.
 */
export async function loadKubeconfig(options: {
  kubeconfig: Kubeconfig;
  /** The current context of the file by default. */
  context?: string;
}): Promise<KubeResult<KubeAccess>> {
  const parts = await textsOf(options.kubeconfig);
  if (!parts.ok) return parts;
  const plain = plainKubeconfig(parts.value);
  const name = options.context ?? plain?.current;
  const access = name ? plain?.access(name) : undefined;
  if (name && access && URL.canParse(access.server)) {
    return { ok: true, value: { ...access, context: name, proxied: false, library } };
  }
  const chosen = await choose();
  return chosen.ok ? { ok: true, value: accessByLibrary(chosen.value) } : chosen;

  async function choose(): Promise<KubeResult<KubeConfig>> {
    const read = parts.ok ? await readConfig(parts.value) : parts;
    return read.ok ? chooseContext(read.value, options.context) : read;
  }

  async function library(): Promise<KubeConfig> {
    const chosen = await choose();
    if (chosen.ok) return chosen.value;
    throw new Error(chosen.problem.message);
  }
}

/** The names of all contexts of a kubeconfig, in its order. */
export async function contextsOf(kubeconfig: Kubeconfig): Promise<KubeResult<readonly string[]>> {
  const parts = await textsOf(kubeconfig);
  if (!parts.ok) return parts;
  const plain = plainKubeconfig(parts.value);
  if (plain && plain.contexts.length > 0) return { ok: true, value: plain.contexts };
  const read = await readConfig(parts.value);
  return read.ok ? { ok: true, value: read.value.contexts.map(({ name }) => name) } : read;
}

function accessByLibrary(config: KubeConfig): KubeAccess {
  const cluster = config.getCurrentCluster();
  return {
    context: config.getCurrentContext(),
    server: cluster?.server ?? '',
    proxied: cluster?.proxyUrl !== undefined,
    apply: (options) => config.applyToHTTPSOptions(options),
    library: async () => config,
  };
}

async function readConfig(parts: readonly KubeconfigPart[]): Promise<KubeResult<KubeConfig>> {
  const library = await import('@kubernetes/client-node');
  const config = new library.KubeConfig();
  for (const [at, { text, folder }] of parts.entries()) {
    try {
      const part = at === 0 ? config : new library.KubeConfig();
      part.loadFromString(text);
      if (folder !== undefined) part.makePathsAbsolute(folder);
      if (part !== config) config.mergeConfig(part, true);
    } catch (error) {
      // The parsers beneath throw their own kinds of errors: whatever it is, this text is no kubeconfig.
      return invalid(`the kubeconfig cannot be read: ${firstLine(error)}`);
    }
  }
  return { ok: true, value: config };
}

function chooseContext(config: KubeConfig, wanted: string | undefined): KubeResult<KubeConfig> {
  const known = config.contexts.map(({ name }) => name);
  const name = wanted ?? config.currentContext;
  if (!name || !known.includes(name)) {
    const message = name ? `the kubeconfig has no context \`${name}\`` : 'the kubeconfig has no current context';
    const hint = known.length > 0 ? `its contexts: ${known.join(', ')}` : 'it has no contexts at all';
    return { ok: false, problem: { code: 'context-missing', message, hint } };
  }
  config.setCurrentContext(name);
  const server = config.getCurrentCluster()?.server;
  if (!server || !URL.canParse(server))
    return invalid(`the context \`${name}\` names a cluster without a server address`);
  return { ok: true, value: config };
}

async function textsOf(kubeconfig: Kubeconfig): Promise<KubeResult<readonly KubeconfigPart[]>> {
  if ('text' in kubeconfig) return { ok: true, value: [{ text: kubeconfig.text }] };
  const paths = kubeconfig.path.split(delimiter).filter((path) => path !== '');
  if (paths.length === 0) return invalid('no kubeconfig is given');
  const texts: { text: string; folder: string }[] = [];
  for (const path of paths) {
    try {
      texts.push({ text: await readFile(path, 'utf8'), folder: dirname(path) });
    } catch (error) {
      // As kubectl does, a file of a list may be missing; a single one may not.
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!missing || paths.length === 1) return invalid(`the kubeconfig ${path} cannot be read: ${firstLine(error)}`);
    }
  }
  return texts.length > 0 ? { ok: true, value: texts } : invalid(`none of the kubeconfigs exists: ${paths.join(', ')}`);
}

function invalid(message: string): { ok: false; problem: { code: 'kubeconfig-invalid'; message: string } } {
  return { ok: false, problem: { code: 'kubeconfig-invalid', message } };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
}
