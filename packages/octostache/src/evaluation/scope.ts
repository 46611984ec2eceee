import type { Json } from '../json/json.ts';
import type { PlainStep } from '../variables/variable-set.ts';

/** What the name of an `each` stands for in one round. */
export type Binding =
  | { kind: 'path'; path: readonly PlainStep[] }
  | { kind: 'json'; key: string | undefined; value: Json }
  | { kind: 'text'; text: string };

/** The names of the loops around a place, innermost first. */
export interface Scope {
  name: string;
  binding: Binding;
  /** `Octopus.Template.Each.…`, by lower-case name. */
  facts: ReadonlyMap<string, string>;
  outer: Scope | undefined;
}

/** The scope of one round of a loop. */
export function roundOf(options: {
  name: string;
  binding: Binding;
  index: number;
  count: number;
  outer: Scope | undefined;
}): Scope {
  const { name, binding, index, count, outer } = options;
  const facts = new Map([
    ['octopus.template.each.index', String(index)],
    ['octopus.template.each.first', index === 0 ? 'True' : 'False'],
    ['octopus.template.each.last', index === count - 1 ? 'True' : 'False'],
  ]);
  return { name: name.toLowerCase(), binding, facts, outer };
}
