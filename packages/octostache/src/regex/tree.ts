import type { CharSet } from './char-set.ts';

/** A regular expression after parsing. Characters are UTF-16 units, as .NET has them. */
export type Node =
  | { kind: 'unit'; unit: number }
  | { kind: 'set'; set: CharSet }
  | { kind: 'sequence'; items: readonly Node[] }
  | { kind: 'choice'; options: readonly Node[] }
  | { kind: 'repeat'; body: Node; min: number; max: number; lazy: boolean }
  | { kind: 'capture'; group: Group; body: Node }
  | { kind: 'reference'; group: Group; ignoreCase: boolean }
  | { kind: 'assertion'; at: Assertion }
  | { kind: 'look'; behind: boolean; negated: boolean; body: Node }
  | { kind: 'atomic'; body: Node }
  | { kind: 'condition'; test: Group | Node; yes: Node; no: Node };

/** A group by its number or its name. */
export type Group = number | string;

export type Assertion =
  | 'start'
  | 'end'
  | 'end-or-last-break'
  | 'line-start'
  | 'line-end'
  | 'word-edge'
  | 'no-word-edge'
  | 'search-start';

/** The tree of a pattern and the numbers of its groups. */
export interface ParsedRegex {
  root: Node;
  groups: GroupNumbers;
}

/**
 * The groups of a pattern, whole match included: their places in order of their numbers. Names are numbered behind the
 * nameless groups.
 */
export interface GroupNumbers {
  places: ReadonlyMap<number, number>;
  byName: ReadonlyMap<string, number>;
}
