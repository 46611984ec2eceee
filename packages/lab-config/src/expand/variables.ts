import type { Path } from '../check/names.ts';
import { formOf } from '../file/forms.ts';
import type { ValueEntry } from '../file/values.ts';
import type { LongFormEntry, VariableEntry } from '../file/variables.ts';
import { fillWords, wordsOf } from '../resolve/fill-pattern.ts';
import type { Expansion } from './expansion.ts';

interface VariableExpansion {
  readonly expansion: Expansion;
  readonly path: Path;
  readonly environments: readonly { readonly name: string; readonly short?: string | undefined }[];
  readonly words: Readonly<Record<string, string>>;
}

/** Variables with a value per environment where a pattern makes one or a key names several environments. */
export function expandVariables(
  options: VariableExpansion & { entries: Record<string, VariableEntry> },
): Record<string, VariableEntry> {
  const { path, entries } = options;
  return Object.fromEntries(
    Object.entries(entries).map(([name, entry]) => {
      const at = [...path, name];
      const shape = formOf(entry);
      if (shape.form === 'table') return [name, splitKeys({ ...options, path: at }, shape.table)];
      if (shape.form === 'long') return [name, expandLong({ ...options, path: at }, shape.entry)];
      if (shape.form !== 'list') return [name, entry];
      return [name, shape.entries.map((one, index) => expandLong({ ...options, path: [...at, index] }, one))];
    }),
  );
}

function expandLong(options: VariableExpansion, entry: LongFormEntry): LongFormEntry {
  const { expansion, path, environments, words } = options;
  const { pattern, values, ...rest } = entry;
  const table = values ? { values: splitKeys({ ...options, path: [...path, 'values'] }, values) } : {};
  if (pattern === undefined) return { ...rest, ...table };
  if (values || entry.value !== undefined) {
    const message = '`pattern` makes the values already';
    expansion.report([...path, 'pattern'], { code: 'pattern-and-value', message, hint: 'remove one of the two' });
    return { ...rest, ...table };
  }
  const made = environments.map(
    ({ name, short }) => [name, fillWords(pattern, { ...words, ...wordsOf('environment', { name, short }) })] as const,
  );
  return { ...rest, values: Object.fromEntries(made) };
}

/** `Development, Staging: x` is a row for each of them. */
function splitKeys(
  { expansion, path }: VariableExpansion,
  table: Readonly<Record<string, ValueEntry>>,
): Record<string, ValueEntry> {
  const rows: Record<string, ValueEntry> = {};
  for (const [key, value] of Object.entries(table)) {
    for (const environment of key.split(/,\s*/)) {
      if (environment !== key) expansion.origins.add([...path, environment], [...path, key]);
      if (environment in rows) {
        const message = `\`${environment}\` has a value in this table already`;
        expansion.report([...path, key], { code: 'environment-twice', message, hint: 'name it in one key' });
      }
      rows[environment] = value;
    }
  }
  return rows;
}
