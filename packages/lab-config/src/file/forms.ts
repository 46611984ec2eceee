import type { SecretEntry, ValueEntry } from './values.ts';
import { type LongFormEntry, longFormFields, type TenantValueEntry, type VariableEntry } from './variables.ts';

/** Values by environment. */
export type EnvironmentTable = Record<string, ValueEntry>;

/** A variable entry, told apart by its form. */
export type VariableForm =
  | { readonly form: 'value'; readonly value: ValueEntry }
  | { readonly form: 'table'; readonly table: EnvironmentTable }
  | { readonly form: 'long'; readonly entry: LongFormEntry }
  | { readonly form: 'list'; readonly entries: readonly LongFormEntry[] };

/** A reference to a secret, and not a table of environments: no environment is called `env` or `file`. */
export function isReferenceEntry(value: unknown): value is SecretEntry {
  return typeof value === 'object' && value !== null && ('env' in value || 'file' in value);
}

/** Which of the forms an entry has; an object with a field of the long form is the long form. */
export function formOf(entry: VariableEntry): VariableForm {
  if (typeof entry !== 'object') return { form: 'value', value: entry };
  if (Array.isArray(entry)) return { form: 'list', entries: entry };
  if (isReferenceEntry(entry)) return { form: 'value', value: entry };
  const fields: readonly string[] = longFormFields;
  const keys = Object.keys(entry);
  return keys.some((key) => fields.includes(key))
    ? { form: 'long', entry: entry as LongFormEntry } // the schema admits no other object with such a key but a misspelt one
    : { form: 'table', table: entry as EnvironmentTable };
}

/** A tenant's entry as values by environment; `undefined` as key stands for all of them. */
export function tenantForm(
  entry: TenantValueEntry,
):
  | { readonly form: 'value'; readonly value: ValueEntry }
  | { readonly form: 'table'; readonly table: EnvironmentTable } {
  if (typeof entry !== 'object' || isReferenceEntry(entry)) return { form: 'value', value: entry };
  return { form: 'table', table: entry };
}
