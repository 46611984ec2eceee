import type { State } from '@octotrain/octopus-emulator';

type Plain = Readonly<Record<string, unknown>>;

/** Who did what when, and keys, which are random: no two servers are alike in them. */
const ofEachServer: ReadonlySet<string> = new Set([
  'Events',
  'Installations',
  'ApiKeys',
  'MintedKeys',
  'ClusterAccess',
  'ServiceAccounts',
  'AuditSalts',
]);
const ofEachWriting: ReadonlySet<string> = new Set(['Id', 'Version', 'Created', 'Assembled', 'LastSnapshotId']);

/** Fields that say what a document without a name is of, and what a named one lies in. */
const owners = ['SpaceId', 'ProjectId', 'RunbookId', 'TeamId', 'UserRoleId', 'OwnerId', 'ScopeType'] as const;

/**
 * Everything a server holds, comparable with another one's: ids are replaced by what they stand for, documents are in the
 * order of that, and times, versions, keys and the audit log are left out.
 */
export function canonicalState({ documents }: State): Readonly<Record<string, readonly unknown[]>> {
  // Only ids that the emulator gave are looked at, and they are all of plain documents.
  const collections = Object.entries(documents)
    .filter(([name]) => !ofEachServer.has(name))
    .map(([name, held]) => [name, held as readonly Plain[]] as const);
  const labels = labelsOf(collections);
  const entries = collections.map(([name, held]) => {
    const plain = held.map((one) => [labels.get(String(one.Id)) ?? '', replaced(one, labels)] as const);
    return [name, plain.toSorted(([left], [right]) => (left < right ? -1 : 1))] as const;
  });
  return Object.fromEntries(entries.filter(([, held]) => held.length > 0));
}

function labelsOf(collections: readonly (readonly [string, readonly Plain[]])[]): ReadonlyMap<string, string> {
  const all = collections.flatMap(([name, held]) => held.map((one) => [String(one.Id), [name, one] as const] as const));
  // What has no name may have the id of what it is of.
  const byId = new Map(all.toSorted(([, left], [, right]) => Number('Name' in left[1]) - Number('Name' in right[1])));
  const labels = new Map<string, string>();

  function labelOf(id: string): string {
    const known = labels.get(id);
    if (known !== undefined) return known;
    const [collection, document] = byId.get(id) ?? [];
    if (document === undefined) return id;
    labels.set(id, `${collection} …`);
    const within = owners.flatMap((field) => {
      const owner = document[field];
      return typeof owner === 'string' ? [withoutIds(owner, labelOf)] : [];
    });
    const name = document.Name ?? document.Username ?? (within.length === 0 ? withoutIds(id, labelOf) : '');
    const label = `${collection} [${[...within, name].join(' > ')}]`;
    labels.set(id, label);
    return label;
  }

  for (const [, held] of collections) {
    for (const document of held) {
      const label = labelOf(String(document.Id));
      for (const [id, name] of partsOf(document)) labels.set(id, `${label} > ${name}`);
    }
  }
  return labels;
}

/** Named things inside a document that others may refer to. */
function partsOf(value: unknown): readonly (readonly [id: string, name: string])[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(partsOf);
  const { Id, Name, SpaceId } = value as Plain;
  return typeof Id === 'string' && typeof Name === 'string' && SpaceId === undefined ? [...inner, [Id, Name]] : inner;
}

function replaced(value: unknown, labels: ReadonlyMap<string, string>): unknown {
  const nameOf = (id: string) => labels.get(id) ?? id;
  // Servers make no difference between a blank text and none.
  if (value === null) return '';
  if (typeof value === 'string') return withoutIds(value, nameOf);
  if (Array.isArray(value)) return value.map((one) => replaced(one, labels));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([field]) => !ofEachWriting.has(field));
  return Object.fromEntries(entries.map(([key, one]) => [withoutIds(key, nameOf), replaced(one, labels)]));
}

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[A-Za-z]+-\d+/g;

function withoutIds(text: string, nameOf: (id: string) => string): string {
  // Ids of snapshots end in the version of what was frozen and some random letters.
  return text.replace(ids, nameOf).replace(/-s-\d+-\w+$/, '-frozen');
}
