import type { VariableSet } from '@octotrain/lab-config';
import type { VariableSet as VariableSetDocument } from '@octotrain/octopus-client';
import { sameName } from '../fields/canonical.ts';
import type { Item, Stored } from '../kinds/item.ts';
import { librarySetItem, variablesItem } from '../kinds/variables.ts';

/** The library variable set of a space that keeps the fingerprints of its secrets. No project includes it. */
export const fingerprintSetName = 'Lab Fingerprints';

const variableName = 'Lab.Fingerprints';

const set: VariableSet = {
  name: fingerprintSetName,
  description:
    'Keyed fingerprints that tell whether secrets of the lab file changed. Written by bootstrap; no secret is in it.',
  variables: [],
  templates: [],
};

/** Fingerprints by what they are of. */
export type Fingerprints = Readonly<Record<string, string>>;

/** Whether this is such a set: it is neither part of a lab nor a stranger. */
export function isFingerprintSet({ kind, name }: { readonly kind: string; readonly name: string }): boolean {
  return kind === 'library variable set' && sameName(name, fingerprintSetName);
}

/** The set of a space. */
export function fingerprintSetItem(space: string): Item {
  return librarySetItem(space, set);
}

/** What the set of a space is to hold: one variable with all of it. */
export function fingerprintsItem(space: string, fingerprints: Fingerprints): Item {
  return variablesItem({
    address: { kind: 'library variables', space, name: fingerprintSetName },
    body: () => [{ Name: variableName, Value: textOf(fingerprints), Type: 'String', IsSensitive: false, Scope: {} }],
    idOf: ({ id }) => id('library variables', fingerprintSetName),
  });
}

function textOf(fingerprints: Fingerprints): string {
  const entries = Object.entries(fingerprints).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return JSON.stringify(Object.fromEntries(entries), null, 2);
}

/** What a set holds. What somebody made unreadable is nothing: then secrets are written again. */
export function fingerprintsIn(document: Stored | undefined): Fingerprints {
  // Only variables are stored under the set's address.
  const { Variables = [] } = (document ?? {}) as Partial<VariableSetDocument>;
  const value = Variables.find(({ Name }) => Name === variableName)?.Value;
  try {
    const read: unknown = JSON.parse(value ?? '{}');
    if (typeof read !== 'object' || read === null || Array.isArray(read)) return {};
    return Object.fromEntries(
      Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}
