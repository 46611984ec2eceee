import { readFile } from 'node:fs/promises';
import type https from 'node:https';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { field, listField, textField } from '../json.ts';

/** The text of a kubeconfig, and the folder that paths in it begin at. */
export interface KubeconfigPart {
  readonly text: string;
  readonly folder?: string | undefined;
}

/** A kubeconfig that needs nobody's help to be read. */
export interface PlainKubeconfig {
  readonly contexts: readonly string[];
  readonly current: string;
  /**
   * The server of a context and what its requests carry; undefined for a context that wants more than a token, a
   * password or a certificate: a plugin, a provider, a proxy, somebody else's name.
   */
  access(context: string): PlainAccess | undefined;
}

/** A server, and who asks it. */
interface PlainAccess {
  readonly server: string;
  /** Adds the credentials to a request. Throws when a file that they lie in cannot be read. */
  apply(options: https.RequestOptions): Promise<void>;
}

const plainCluster = [
  ...['server', 'insecure-skip-tls-verify', 'tls-server-name', 'disable-compression', 'extensions'],
  ...['certificate-authority', 'certificate-authority-data'],
];
const plainUser = [
  ...[
    'token',
    'username',
    'password',
    'client-certificate',
    'client-certificate-data',
    'client-key',
    'client-key-data',
  ],
];

/**
 * Reads kubeconfigs, the first one's current context being the current one. Undefined for what is better left to the
 * Kubernetes library, which takes half a second to load: whatever is not as it should be, and names that stand twice.
 */
export function plainKubeconfig(parts: readonly KubeconfigPart[]): PlainKubeconfig | undefined {
  const [first, ...others] = parts.map(readPart);
  if (first === undefined || others.includes(undefined)) return undefined;
  const all = [first, ...others.flatMap((part) => part ?? [])];
  const clusters = namedOnce(all.flatMap((part) => part.clusters));
  const users = namedOnce(all.flatMap((part) => part.users));
  const contexts = namedOnce(all.flatMap((part) => part.contexts));
  if (!clusters || !users || !contexts) return undefined;
  return {
    contexts: [...contexts.keys()],
    current: first.current,
    access(name) {
      const context = contexts.get(name)?.value;
      const cluster = clusters.get(textField(context, 'cluster'));
      const user = users.get(textField(context, 'user'));
      if (!cluster || !user || !has(cluster, plainCluster) || !has(user, plainUser)) return undefined;
      return { server: textField(cluster.value, 'server'), apply: (options) => apply(options, { cluster, user }) };
    },
  };
}

interface Entry {
  readonly name: string;
  readonly value: unknown;
  readonly folder: string | undefined;
}

function readPart({ text, folder }: KubeconfigPart) {
  let config: unknown;
  try {
    config = parse(text);
  } catch {
    return undefined;
  }
  const entries = (list: string, key: string): readonly Entry[] =>
    listField(config, list).map((one) => ({ name: textField(one, 'name'), value: field(one, key), folder }));
  return {
    current: textField(config, 'current-context'),
    clusters: entries('clusters', 'cluster'),
    users: entries('users', 'user'),
    contexts: entries('contexts', 'context'),
  };
}

/** By name; undefined when one is missing or stands twice. */
function namedOnce(entries: readonly Entry[]): ReadonlyMap<string, Entry> | undefined {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return byName.size === entries.length && !byName.has('') ? byName : undefined;
}

/** Whether an entry has these keys at most, each with a value of the usual kind. */
function has({ value }: Entry, keys: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).every(
    ([key, one]) => keys.includes(key) && (['string', 'boolean'].includes(typeof one) || key === 'extensions'),
  );
}

async function apply(options: https.RequestOptions, { cluster, user }: { cluster: Entry; user: Entry }): Promise<void> {
  const [ca, cert, key] = await Promise.all([
    contentOf(cluster, 'certificate-authority'),
    contentOf(user, 'client-certificate'),
    contentOf(user, 'client-key'),
  ]);
  const [token, username] = [textField(user.value, 'token'), textField(user.value, 'username')];
  const servername = textField(cluster.value, 'tls-server-name');
  Object.assign(options, {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(field(cluster.value, 'insecure-skip-tls-verify') === true ? { rejectUnauthorized: false } : {}),
    ...(servername === '' ? {} : { servername }),
    ...(username === '' ? {} : { auth: `${username}:${textField(user.value, 'password')}` }),
    ...(token === '' ? {} : { headers: { ...options.headers, Authorization: `Bearer ${token}` } }),
  });
}

/** A certificate or key: the file that is named, else what is written; undefined when there is none. */
async function contentOf({ value, folder }: Entry, key: string): Promise<Buffer | undefined> {
  const path = textField(value, key);
  if (path !== '') return readFile(folder === undefined ? path : resolve(folder, path));
  const data = textField(value, `${key}-data`);
  return data === '' ? undefined : Buffer.from(data, 'base64');
}
