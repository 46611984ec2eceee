import type { Json } from '../json/json.ts';
import type { PlainStep } from '../syntax/tree.ts';

/** What the name of an `each` stands for in one round. */
export type Binding =
  | PathBinding
  | { kind: 'json'; key: string | undefined; value: Json }
  | { kind: 'text'; text: string };

export interface PathBinding {
  kind: 'path';
  path: readonly PlainStep[];
  /** What the variables know the path by. */
  key: string;
  /** Plain values that were found below it, by what follows the path in their keys; from the second time on that it is gone through. */
  found: Map<string, string> | undefined;
}

/** The names of the loops around a place, innermost first. */
export interface Scope {
  /** In lower case. */
  name: string;
  binding: Binding;
  index: number;
  count: number;
  outer: Scope | undefined;
}

/** What an `each` goes through; what its name stands for is made when a round needs it. */
export interface Collection {
  count: number;
  at(index: number): Binding;
}

/** The first step of the names that {@link factOfRound} knows. */
export const factsOfRounds = 'octopus';

/** `Octopus.Template.Each.…` in one round of a loop, by lower-case name. */
export function factOfRound(name: string, { index, count }: Scope): string | undefined {
  switch (name) {
    case 'octopus.template.each.index':
      return String(index);
    case 'octopus.template.each.first':
      return index === 0 ? 'True' : 'False';
    case 'octopus.template.each.last':
      return index === count - 1 ? 'True' : 'False';
    default:
      return undefined;
  }
}
