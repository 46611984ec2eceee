import type { ApiObject } from '../connect/apply-objects.ts';

/**
 * The objects of a manifest, by its documents. Reads no more of the YAML than kind and name, which stand in the manifests
 * of kwok as kustomize writes them: the keys of the first level at the margin, those of the second two columns on.
 */
export function documentsOf(manifest: string): readonly ApiObject[] {
  return manifest
    .split(/^---[ \t]*$/m)
    .filter((text) => text.trim() !== '')
    .map((text) => {
      const apiVersion = text.match(/^apiVersion: (\S+)/m)?.[1];
      const kind = text.match(/^kind: (\S+)/m)?.[1];
      const name = text.match(/^metadata:\n(?: +.*\n)*? {2}name: (\S+)/m)?.[1];
      if (apiVersion === undefined || kind === undefined || name === undefined)
        throw new RangeError('a document of the manifest has no kind or name');
      return { apiVersion, kind, name, text };
    });
}
