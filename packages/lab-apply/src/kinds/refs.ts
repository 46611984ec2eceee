import type { ItemKind } from './waves.ts';

/** What bodies refer to by id. */
export type RefKind = ItemKind | 'template' | 'common template' | 'action';

/** Gives the name of what an id stands for; an id that nobody knows stays as it is. */
export type Names = (id: string) => string;

const mark = '\u0000';

/** Stands for an id in bodies that are built for comparing only. */
export function symbolicId(kind: RefKind, name: string, within = ''): string {
  return [mark, kind, within, name].join(mark);
}

/** Names of symbolic ids. */
export const symbolicNames: Names = (id) => (id.startsWith(mark) ? (id.split(mark).at(-1) ?? id) : id);
