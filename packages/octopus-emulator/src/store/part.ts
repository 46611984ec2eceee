import type { Rows } from './rows.ts';

/** A group of a part: what its documents have in common. */
export interface PartGroup<G> {
  readonly head: G;
  /** How many documents it has. */
  readonly count: number;
}

/** A part of a history: what changed lately, or a file of older documents. No id is in two parts. */
export interface Part<D, G> {
  readonly count: number;
  get(id: string): D | undefined;
  /** Lets go of a document, if it has it. */
  drop(id: string): boolean;
  groups(): readonly PartGroup<G>[];
  /** The documents of groups: of each by itself, or of all together when they are many. */
  rowsOf(groups: readonly PartGroup<G>[]): readonly Rows<D>[];
  /** The documents that an index has under a value, in ascending order. */
  where(index: string, value: string): readonly D[];
  /** The last of these. */
  lastWhere(index: string, value: string): D | undefined;
  all(): Rows<D>;
}
