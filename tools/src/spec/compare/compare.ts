import { type ApiDocument, operationsOf, scopedKey } from './operations.ts';
import { type Schema, type Shape, shapeOf } from './schema.ts';

/** What kind of difference: something that one side lacks, or says otherwise. */
export type DifferenceKind = 'only-ours' | 'only-theirs' | 'different';

export interface Difference {
  readonly kind: DifferenceKind;
  /** An operation (`GET /api/…`) or a property, by the name of our schema: `Project.Slug`, `Page.Items[]`. */
  readonly at: string;
  /** In words, for the one who has to decide about it. */
  readonly detail: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly operations: { readonly both: number; readonly onlyOurs: number; readonly onlyTheirs: number };
  /** Properties that both sides have. */
  readonly properties: number;
  /** Bodies of shared operations of which the other side says nothing. */
  readonly unsaid: number;
}

/**
 * Compares our document with a server's. Of an operation that both have, bodies are compared property by property: names, types
 * and enums. What is required and what may be null is not compared: servers' documents of the time do not say it.
 */
export function compareDocuments(ours: ApiDocument, theirs: ApiDocument): Comparison {
  const known = operationsOf(ours);
  const other = operationsOf(theirs);
  const walk = new Walk(ours, theirs);
  let both = 0;
  let unsaid = 0;
  for (const [key, operation] of known) {
    const match = other.get(key);
    if (match === undefined) {
      walk.note('only-ours', operation.title, 'no such operation');
      continue;
    }
    both++;
    for (const side of ['request', 'response'] as const) {
      const [mine, their] = [operation[side], match[side]];
      if (mine && their) walk.compare(mine, their, `${operation.title} ${side}`);
      else if (their) walk.note('only-theirs', `${operation.title} ${side}`, 'a body');
      else if (mine) unsaid++;
    }
  }
  // A route without a space is the default space's twin of one with it.
  const beyond = [...other.keys()].filter((key) => !known.has(key) && !other.has(scopedKey(key)));
  return {
    differences: walk.differences(),
    operations: { both, onlyOurs: known.size - both, onlyTheirs: beyond.length },
    properties: walk.properties(),
    unsaid,
  };
}

class Walk {
  readonly #ours: ApiDocument;
  readonly #theirs: ApiDocument;
  readonly #found = new Map<string, Difference>();
  readonly #shared = new Set<string>();
  readonly #seen = new Map<object, Set<object>>();

  constructor(ours: ApiDocument, theirs: ApiDocument) {
    this.#ours = ours;
    this.#theirs = theirs;
  }

  differences(): Difference[] {
    return [...this.#found.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  }

  properties(): number {
    return this.#shared.size;
  }

  note(kind: DifferenceKind, at: string, detail: string): void {
    if (!this.#found.has(`${kind} ${at}`)) this.#found.set(`${kind} ${at}`, { kind, at, detail });
  }

  compare(mine: Schema, their: Schema, at: string): void {
    const seen = this.#seen.get(mine) ?? new Set();
    if (seen.has(their)) return;
    this.#seen.set(mine, seen.add(their));
    const left = shapeOf(this.#ours, mine);
    const right = shapeOf(this.#theirs, their);
    const place = left.name === undefined ? at : readName(left.name);
    if (right.type === 'any') return;
    if (left.type !== right.type) this.note('different', place, `${left.type}, theirs ${right.type}`);
    else this.#compareInside(left, right, place);
  }

  #compareInside(left: Shape, right: Shape, at: string): void {
    const enums = enumDifference(left.enum, right.enum);
    if (enums) this.note('different', at, enums);
    if (left.items && right.items) this.compare(left.items, right.items, `${at}[]`);
    if (left.values && right.values) this.compare(left.values, right.values, `${at}.*`);
    // A record on one side only takes any name that the other spells out.
    if (left.values || right.values) return;
    for (const [name, schema] of Object.entries(left.properties)) {
      const their = right.properties[name];
      const place = `${readName(left.owners?.[name] ?? at)}.${name}`;
      if (their === undefined) this.note('only-ours', place, 'no such property');
      else {
        this.#shared.add(place);
        this.compare(schema, their, place);
      }
    }
    // What a joined schema lacks is told of the schema that it extends.
    const base = readName(Object.values(left.owners ?? {})[0] ?? at);
    for (const [name, schema] of Object.entries(right.properties)) {
      if (left.properties[name] !== undefined) continue;
      this.note('only-theirs', `${base}.${name}`, describe(shapeOf(this.#theirs, schema)));
    }
  }
}

/** What is sent is told of as what is read: they are one document of the server. */
function readName(name: string): string {
  return name.replace(/Write$/, '');
}

function describe(shape: Shape): string {
  const type = shape.name ? `${shape.type} ${shape.name}` : shape.type;
  return shape.enum ? `${type}: ${shape.enum.join(', ')}` : type;
}

function enumDifference(left: readonly string[] | undefined, right: readonly string[] | undefined): string | undefined {
  if (!left && !right) return undefined;
  if (!left) return `any string, theirs ${right?.join(', ')}`;
  if (!right) return `${left.join(', ')}, theirs any string`;
  const added = left.filter((value) => !right.includes(value));
  const lacking = right.filter((value) => !left.includes(value));
  const parts = [
    ...(added.length > 0 ? [`only ours: ${added.join(', ')}`] : []),
    ...(lacking.length > 0 ? [`only theirs: ${lacking.join(', ')}`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : undefined;
}
