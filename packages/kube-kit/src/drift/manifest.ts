import { parseAllDocuments } from 'yaml';
import { field, listField, textField } from '../json.ts';
import type { KubeResult } from '../result.ts';

/** An object that somebody wants in a cluster. */
export interface DesiredObject {
  readonly apiVersion: string;
  readonly kind: string;
  /** None: the namespace of whoever applies it, or a kind that has none. */
  readonly namespace: string | undefined;
  readonly name: string;
  readonly object: unknown;
}

/**
 * Reads the objects of a manifest, as Kubernetes' own tools read YAML: `0644` is octal, `yes` is true. Lists are taken
 * apart. Refuses texts that are no YAML and objects without apiVersion, kind or name.
 */
export function objectsOfManifest(manifest: string): KubeResult<readonly DesiredObject[]> {
  const documents = parseAllDocuments(manifest, {
    version: '1.1',
    // Kubernetes' parser keeps times as texts, and knows no numbers to the base of sixty.
    customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !isOfTime(tag)),
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const found: DesiredObject[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [fault] = document.errors;
    if (fault) return invalid(`the manifest is no YAML: ${fault.message.split('\n', 1)[0]}`);
    const value: unknown = document.toJS();
    if (value === null || value === undefined) continue;
    const items = textField(value, 'kind').endsWith('List') && Array.isArray(field(value, 'items'));
    for (const object of items ? listField(value, 'items') : [value]) {
      const apiVersion = textField(object, 'apiVersion');
      const kind = textField(object, 'kind');
      const name = textField(object, 'metadata', 'name');
      if (apiVersion === '' || kind === '' || name === '')
        return invalid(
          `an object of the manifest has no ${kind === '' ? 'kind' : name === '' ? `name (${kind})` : 'apiVersion'}`,
        );
      const namespace = textField(object, 'metadata', 'namespace') || undefined;
      found.push({ apiVersion, kind, namespace, name, object });
    }
  }
  return { ok: true, value: found };
}

function isOfTime(tag: { tag: string; format?: string | undefined }): boolean {
  return tag.format === 'TIME' || tag.tag === 'tag:yaml.org,2002:timestamp';
}

function invalid(message: string): { ok: false; problem: { code: 'invalid-request'; message: string } } {
  return { ok: false, problem: { code: 'invalid-request', message } };
}
