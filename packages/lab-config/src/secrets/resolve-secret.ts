import type { SecretReference } from '../model/values.ts';

/** Where secrets come from, in the hands of whoever applies a lab. */
export interface SecretSource {
  /** The value of an environment variable; undefined when it is not set. */
  env(name: string): string | undefined;
  /** The text of a file; undefined when there is none. */
  file(path: string): string | undefined;
}

/** A secret; `value` is undefined for an optional one that is not there: leave it unset on the server. */
export type ResolvedSecret =
  | { readonly ok: true; readonly value: string | undefined }
  | { readonly ok: false; readonly message: string; readonly hint: string };

/**
 * Looks a secret up. A blank one counts as absent, and the last line break of a file is dropped. An absent one is a
 * failure unless its reference says `optional: true`. No message ever holds a secret.
 */
export function resolveSecret(reference: SecretReference, source: SecretSource): ResolvedSecret {
  const found = 'env' in reference ? source.env(reference.env) : source.file(reference.file)?.replace(/\r?\n$/, '');
  if (found !== undefined && found.trim() !== '') return { ok: true, value: found };
  if (reference.optional) return { ok: true, value: undefined };
  return 'env' in reference
    ? {
        ok: false,
        message: `the environment variable ${reference.env} is not set`,
        hint: `set ${reference.env}, or write \`optional: true\` beside it in the lab file`,
      }
    : {
        ok: false,
        message: `the file ${reference.file} is absent or blank`,
        hint: `write the secret to ${reference.file}, or write \`optional: true\` beside it in the lab file`,
      };
}
