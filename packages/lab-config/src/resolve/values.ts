import { isReferenceEntry } from '../file/forms.ts';
import type { SecretEntry, ValueEntry } from '../file/values.ts';
import type { SecretReference, Value } from '../model/values.ts';

export function resolveReference(entry: SecretEntry): SecretReference {
  return { ...entry, optional: entry.optional ?? false };
}

/** Text for the server, or the reference as it is. */
export function resolveValue(entry: ValueEntry): Value {
  return isReferenceEntry(entry) ? resolveReference(entry) : String(entry);
}
