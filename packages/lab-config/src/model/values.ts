/** A secret that is not in the file: where to find it when it is needed. */
export type SecretReference =
  | { readonly env: string; readonly optional: boolean }
  | { readonly file: string; readonly optional: boolean };

/** Text as it goes to the server, or a reference to a secret. */
export type Value = string | SecretReference;

/** Tells a reference from plain text. */
export function isSecretReference(value: Value): value is SecretReference {
  return typeof value !== 'string';
}
