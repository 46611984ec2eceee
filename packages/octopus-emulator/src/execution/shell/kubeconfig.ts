import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const part = z.record(z.string(), z.unknown());
const kubeconfigSchema = z.object({
  'current-context': z.string().nullish(),
  clusters: z.array(z.object({ name: z.string(), cluster: part })).nullish(),
  users: z.array(z.object({ name: z.string(), user: part.nullish() })).nullish(),
  contexts: z
    .array(z.object({ name: z.string(), context: z.object({ cluster: z.string(), user: z.string().nullish() }) }))
    .nullish(),
});

/** A kubeconfig of one context, or why there is none: a sentence. */
type OneContext = { readonly text: string } | { readonly problem: string };

/** A kubeconfig that reaches nothing, for steps that have no cluster. */
export const emptyKubeconfig = JSON.stringify({ apiVersion: 'v1', kind: 'Config' });

/**
 * Makes of somebody's kubeconfig one of a single context with the namespace of a step, as JSON, which is YAML. Files that it names
 * beside itself are named by their whole paths.
 */
export function contextOfKubeconfig(
  text: string,
  options: {
    readonly file: string;
    readonly context: string | undefined;
    readonly namespace: string;
    /** Whom its user works as. */
    readonly as?: string | undefined;
  },
): OneContext {
  const { file, namespace, as } = options;
  const read = kubeconfigSchema.safeParse(parsedOrUndefined(text));
  if (!read.success) return { problem: `${file} is no kubeconfig.` };
  const { clusters, users, contexts } = read.data;
  const name = options.context ?? read.data['current-context'] ?? undefined;
  const found = contexts?.find((each) => each.name === name)?.context;
  if (name === undefined || found === undefined) {
    const known = contexts?.map((each) => each.name).join(', ') || 'none';
    const missing = name === undefined ? 'has no current context' : `has no context '${name}'`;
    return { problem: `The kubeconfig ${file} ${missing}; it has: ${known}.` };
  }
  const cluster = clusters?.find((each) => each.name === found.cluster)?.cluster;
  if (cluster === undefined) return { problem: `The kubeconfig ${file} has no cluster '${found.cluster}'.` };
  const user = users?.find((each) => each.name === found.user)?.user ?? {};
  const folder = dirname(resolve(file));
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: withWholePaths(cluster, folder) }],
    users: [{ name, user: { ...withWholePaths(user, folder), ...(as === undefined ? {} : { as }) } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
    'current-context': name,
  };
  return { text: JSON.stringify(config) };
}

const secretFields = ['token', 'password', 'client-key-data'];

/** What of a kubeconfig that was made here must not be told. */
export function secretsOfKubeconfig(text: string): string[] {
  const read = kubeconfigSchema.safeParse(parsedOrUndefined(text));
  const users = read.success ? (read.data.users ?? []) : [];
  return users.flatMap(({ user }) =>
    secretFields.flatMap((name) => {
      const value = user?.[name];
      return typeof value === 'string' ? [value] : [];
    }),
  );
}

const fileFields = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'];

function withWholePaths(fields: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) =>
      fileFields.includes(name) && typeof value === 'string' && value !== '' && !isAbsolute(value)
        ? [name, join(folder, value)]
        : [name, value],
    ),
  );
}

function parsedOrUndefined(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}
