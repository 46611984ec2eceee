import { textField } from '../json.ts';
import type { KubeResult } from '../result.ts';
import type { ApiClient } from './api-client.ts';

/** The manager of fields that this package writes. */
const fieldManager = 'octotrain';

/** An object of the API by what is needed to find it, and the text to apply: YAML or JSON. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
  readonly text: string;
}

/** An object made in the program. */
export function apiObject(object: object): ApiObject {
  const namespace = textField(object, 'metadata', 'namespace');
  return {
    apiVersion: textField(object, 'apiVersion'),
    kind: textField(object, 'kind'),
    name: textField(object, 'metadata', 'name'),
    ...(namespace === '' ? {} : { namespace }),
    text: JSON.stringify(object),
  };
}

/**
 * Applies objects, all at once, as `kubectl apply --server-side --force-conflicts` does: doing so twice changes nothing
 * the second time. Objects must not need each other. The first problem is given back, after all were tried.
 */
export async function applyObjects(options: {
  api: ApiClient;
  objects: readonly ApiObject[];
  signal?: AbortSignal | undefined;
}): Promise<KubeResult<readonly unknown[]>> {
  const { api, objects, signal } = options;
  const answers = await Promise.all(
    objects.map((object) =>
      api.call({
        method: 'PATCH',
        path: `${pathOf(object)}?fieldManager=${fieldManager}&force=true`,
        body: { type: 'application/apply-patch+yaml', text: object.text },
        timeoutMs: 30_000,
        signal,
      }),
    ),
  );
  const values: unknown[] = [];
  for (const answer of answers) {
    if (!answer.ok) return answer;
    values.push(answer.value);
  }
  return { ok: true, value: values };
}

/** Where an object lies below the server's address. */
function pathOf({ apiVersion, kind, name, namespace }: Omit<ApiObject, 'text'>): string {
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${group}${within}/${pluralOf(kind)}/${encodeURIComponent(name)}`;
}

/** The plural of a kind as the API spells it; good for all kinds that are applied here. */
function pluralOf(kind: string): string {
  const lower = kind.toLowerCase();
  if (/(s|x|ch|sh)$/.test(lower)) return lower === 'logs' || lower === 'clusterlogs' ? lower : `${lower}es`;
  return /[^aeiou]y$/.test(lower) ? `${lower.slice(0, -1)}ies` : `${lower}s`;
}
