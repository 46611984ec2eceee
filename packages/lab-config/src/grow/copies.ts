/** A table with so many entries: what it has, then copies of that in its order. `copied` is told the number of the copy, from 2 on. */
export function growTable<Entry>(
  table: Readonly<Record<string, Entry>>,
  wanted: number,
  copied: (entry: Entry, copy: number) => Entry,
): Record<string, Entry> {
  const entries = Object.entries(table);
  const grown: Record<string, Entry> = { ...table };
  for (let at = entries.length; entries.length > 0 && at < wanted; at += 1) {
    const [name, entry] = entries[at % entries.length] ?? [];
    if (name === undefined || entry === undefined) break;
    const copy = Math.floor(at / entries.length) + 1;
    grown[nameOf(name, copy)] = copied(entry, copy);
  }
  return grown;
}

/** What a name of a table of these names, grown to so many, is there as: itself and its copies; itself alone when it is none of them. */
export function copiesOf(name: string, names: readonly string[], wanted: number): readonly string[] {
  const at = names.indexOf(name);
  if (at < 0) return [name];
  const copies = Math.max(1, Math.ceil((wanted - at) / names.length));
  return Array.from({ length: copies }, (_, index) => nameOf(name, index + 1));
}

function nameOf(name: string, copy: number): string {
  return copy === 1 ? name : `${name} ${copy}`;
}
