import { Cursor, SyntaxFault } from '../syntax/cursor.ts';
import { parseSymbol } from '../syntax/parse-symbol.ts';
import type { PlainStep } from '../syntax/tree.ts';

/**
 * Finds the value of a variable by its name, as a template writes it; undefined when there is none. What it throws, the
 * evaluation throws.
 */
export type Lookup = (name: string) => string | undefined;

/** Variables made ready for many evaluations; see {@link prepareVariables}. */
export interface VariableSet {
  /** The value of a name; the case of letters does not matter. */
  get(path: readonly PlainStep[]): string | undefined;
  /** The indexes that are used under a name, in the order of the variables. */
  indexesOf(path: readonly PlainStep[]): readonly string[];
  /** @internal The value that was given for a name, by {@link keyOf} of its steps. */
  given?(key: string): string | undefined;
}

/** What variables may be given as; null stands for an empty value. */
export type Variables =
  | Readonly<Record<string, string | null | undefined>>
  | ReadonlyMap<string, string>
  | Lookup
  | VariableSet;

/**
 * Indexes variables by name once, for many evaluations. Later changes of the given object are not seen. A lookup
 * function knows no indexes, so that `each` over indexed names finds nothing in it. Never throws: a name that is no
 * symbol can just not be referred to.
 */
export function prepareVariables(variables: Variables): VariableSet {
  if (typeof variables === 'function') {
    return { get: (path) => variables(printPath(path)), indexesOf: () => [] };
  }
  if (isVariableSet(variables)) return variables;
  const values = new Map<string, string>();
  const indexes = new Map<string, Indexes>();
  const entries = isMap(variables) ? variables.entries() : Object.entries(variables);
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    if (simpleName.test(name)) {
      const key = name.toLowerCase();
      values.set(key, value ?? '');
      addSimpleIndexes(indexes, name, key);
      continue;
    }
    const path = pathOf(name);
    values.set(keyOf(path), value ?? '');
    if (name.includes('[')) addIndexes(indexes, path);
  }
  return {
    given: (key) => values.get(key),
    get: (path) => values.get(keyOf(path)) ?? indexText(indexes, path),
    indexesOf: (path) => indexes.get(keyOf(path))?.texts ?? [],
  };
}

/** A name as people write it. */
export function printPath(path: readonly PlainStep[]): string {
  let name = '';
  for (let at = 0; at < path.length; at += 1) {
    const step = path[at];
    if (step) name += step.kind === 'index' ? `[${step.text}]` : at === 0 ? step.text : `.${step.text}`;
  }
  return name;
}

/** The indexes under one name: as they were first written, and found by their lower-case text. */
interface Indexes {
  texts: string[];
  byKey: Map<string, string>;
}

/** Under an indexed name that has no value of its own stands the text of its index. */
function indexText(indexes: ReadonlyMap<string, Indexes>, path: readonly PlainStep[]): string | undefined {
  const last = path.at(-1);
  if (last?.kind !== 'index') return undefined;
  return indexes.get(keyOf(path.slice(0, -1)))?.byKey.get(last.text.toLowerCase());
}

function addIndexes(indexes: Map<string, Indexes>, path: readonly PlainStep[]): void {
  for (const [at, { kind, text }] of path.entries()) {
    if (kind === 'index') addIndex(indexes, keyOf(path.slice(0, at)), text);
  }
}

/** What needs no parser: it is its own steps, as it is written. Most names are so. */
const simpleName = /^[a-z][\w-]{0,99}(?:\.[\w-]{1,99}|\[[\w-]{1,99}\]){0,9}$/i;

/** As {@link addIndexes}, for a simple name and its key. */
function addSimpleIndexes(indexes: Map<string, Indexes>, name: string, key: string): void {
  for (let open = name.indexOf('['); open >= 0; open = name.indexOf('[', open + 1)) {
    addIndex(indexes, key.slice(0, open), name.slice(open + 1, name.indexOf(']', open)));
  }
}

function addIndex(indexes: Map<string, Indexes>, parent: string, text: string): void {
  let known = indexes.get(parent);
  if (!known) {
    known = { texts: [], byKey: new Map() };
    indexes.set(parent, known);
  }
  const key = text.toLowerCase();
  if (known.byKey.has(key)) return;
  known.byKey.set(key, text);
  known.texts.push(text);
}

/** What steps are found by: the case of letters does not matter. */
export function keyOf(path: readonly PlainStep[]): string {
  return printPath(path).toLowerCase();
}

/** The steps of a variable's name; a name that is no symbol is one step. */
function pathOf(name: string): readonly PlainStep[] {
  if (!name.includes('[')) return [{ kind: 'name', text: name.trim() }];
  try {
    const cursor = new Cursor(name);
    const { steps } = parseSymbol(cursor);
    const plain = steps.flatMap((step) => (step.kind === 'index-of' ? [] : [step]));
    if (cursor.atEnd && plain.length === steps.length) return plain;
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
  }
  return [{ kind: 'name', text: name }];
}

function isMap(variables: object): variables is ReadonlyMap<string, string> {
  return variables instanceof Map;
}

function isVariableSet(variables: object): variables is VariableSet {
  return 'indexesOf' in variables && typeof variables.indexesOf === 'function';
}
