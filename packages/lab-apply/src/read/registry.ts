import type { RefKind } from '../kinds/refs.ts';
import type { KnownId } from './observed.ts';

/** Names and ids, in both directions. */
export interface Registry {
  learn(known: KnownId): void;
  /** An id in a space or, failing that, of the whole server. */
  find(request: {
    kind: RefKind;
    name: string;
    within?: string | undefined;
    space?: string | undefined;
  }): string | undefined;
  nameOf(id: string): string;
}

/** A registry that knows some ids already. */
export function createRegistry(known: readonly KnownId[] = []): Registry {
  const ids = new Map<string, string>();
  const names = new Map<string, string>();

  function learn({ kind, name, within = '', space = '', id }: KnownId): void {
    ids.set(key(kind, space, within, name), id);
    names.set(id, name);
  }

  for (const one of known) learn(one);
  return {
    learn,
    find: ({ kind, name, within = '', space = '' }) =>
      ids.get(key(kind, space, within, name)) ?? ids.get(key(kind, '', within, name)),
    nameOf: (id) => names.get(id) ?? id,
  };
}

function key(...parts: readonly string[]): string {
  return parts.join('\u0000').toLowerCase();
}
