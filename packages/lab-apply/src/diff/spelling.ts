import type { Item } from '../kinds/item.ts';
import type { KnownId } from '../read/observed.ts';

/**
 * The ids of a server under the names that the file calls them by: both are the same whatever the case of their letters,
 * and a thing that is spelt otherwise on the server is one difference, not one in everything that refers to it.
 */
export function spelledAsInFile(ids: readonly KnownId[], desired: readonly Item[]): readonly KnownId[] {
  const spelling = new Map(
    desired.flatMap(({ address, names = [] }) =>
      [address, ...names.map((one) => ({ ...one, space: address.space }))].map((one) => [keyOf(one), one.name]),
    ),
  );
  return ids.map((known) => ({ ...known, name: spelling.get(keyOf(known)) ?? known.name }));
}

function keyOf(named: { kind: string; space?: string | undefined; within?: string | undefined; name: string }): string {
  return [named.kind, named.space ?? '', named.within ?? '', named.name].join('\u0000').toLowerCase();
}
