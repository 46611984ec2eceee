import { isMap, type Json, type JsonContainer, jsonAt, jsonText } from '../json/json.ts';
import type { PlainStep, Step, SymbolName, SymbolPath } from '../syntax/tree.ts';
import { keyOf, printPath, type VariableSet } from '../variables/variable-set.ts';
import type { Limits } from './limits.ts';
import { type Binding, type Collection, factOfRound, factsOfRounds, type PathBinding, type Scope } from './scope.ts';

/** What finding a value needs of the evaluation around it. */
export interface Resolver {
  variables: VariableSet;
  limits: Limits;
  /** The text of a variable's value, which is a template itself; null when it says that there is none. */
  evaluateValue(value: string, place: { variable: string | undefined; scope: Scope | undefined }): string | null;
  /** A text as JSON, if it is. */
  json(text: string): JsonContainer | undefined;
}

type Path = readonly PlainStep[];

/**
 * The value of a symbol: names of loops first, the innermost loop before the outer ones, then the variables; below a
 * variable that has no such part, its value as JSON.
 */
export function resolveSymbol(resolver: Resolver, symbol: SymbolPath, scope: Scope | undefined): string | undefined {
  const name = readName(resolver, symbol, scope);
  if (!name) return undefined;
  const { key, first } = name;
  resolver.limits.spend(key.length);
  for (let round = scope; round; round = round.outer) {
    const fact = name.isFact ? factOfRound(key, round) : undefined;
    if (fact !== undefined) return fact;
    if (first !== round.name) continue;
    const { binding } = round;
    const plain = binding.kind === 'path' ? plainPart(resolver, binding, name.rest) : undefined;
    if (plain !== undefined) return plain;
    const found = resolveBinding(resolver, { binding, rest: name.path.slice(1), scope });
    if (found !== undefined) return found;
  }
  return plainValue(resolver, key) ?? resolveVariable(resolver, name.path, scope);
}

function isFixed(step: Step): boolean {
  return step.kind === 'name' || (step.kind === 'index' && step.text !== '*');
}

/** Most values: given for the very name, and no template. */
function plainValue({ variables }: Resolver, key: string): string | undefined {
  const value = variables.given?.(key);
  return value?.includes('#{') ? undefined : value;
}

/** A plain value below the path of a round; found once, for names and rounds repeat. */
function plainPart(resolver: Resolver, binding: PathBinding, rest: string): string | undefined {
  const known = binding.found?.get(rest);
  if (known !== undefined) return known;
  const value = plainValue(resolver, binding.key + rest);
  if (value !== undefined) binding.found?.set(rest, value);
  return value;
}

function readName(resolver: Resolver, symbol: SymbolPath, scope: Scope | undefined): SymbolName | undefined {
  if (symbol.name) return symbol.name;
  const path = plainPath(resolver, symbol, scope);
  if (!path) return undefined;
  const key = keyOf(path);
  const first = path[0]?.text.toLowerCase() ?? '';
  const isFact = first === factsOfRounds;
  const name = { path, key, first, rest: key.slice(first.length), isFact };
  if (symbol.steps.every(isFixed)) symbol.name = name;
  return name;
}

/** What an `each` goes through: indexed names, else the value as JSON, else the value at its commas. */
export function resolveCollection(resolver: Resolver, symbol: SymbolPath, scope: Scope | undefined): Collection {
  const path = readName(resolver, symbol, scope)?.path;
  if (!path) return nothing;
  for (const candidate of [...pathsOfLoops(path, scope), path]) {
    const indexes = resolver.variables.indexesOf(candidate);
    if (indexes.length > 0) return collection(bindingsOf(candidate, indexes), (binding) => binding);
  }
  const text = resolveSymbol(resolver, symbol, scope);
  if (text === undefined || text === '') return nothing;
  const json = resolver.json(text);
  if (!json) {
    resolver.limits.spend(text.length);
    return collection(text.split(','), (part) => ({ kind: 'text', text: part }));
  }
  if (!isMap(json)) return collection(json, (value) => ({ kind: 'json', key: undefined, value }));
  resolver.limits.spend(json.size);
  return collection([...json], ([key, value]) => ({ kind: 'json', key, value }));
}

/** What rounds over a path were bound to last, with the indexes that these were made of. */
const bound = new WeakMap<Path, { indexes: readonly string[]; bindings: readonly PathBinding[] }>();

function bindingsOf(owner: Path, indexes: readonly string[]): readonly PathBinding[] {
  const known = bound.get(owner);
  // The indexes of a prepared set are the same list each time, and its values never change.
  if (known?.indexes === indexes) {
    for (const binding of known.bindings) binding.found ??= new Map();
    return known.bindings;
  }
  const ownerKey = keyOf(owner);
  const bindings = indexes.map((text): PathBinding => {
    const path: Path = [...owner, { kind: 'index', text }];
    return { kind: 'path', path, key: `${ownerKey}[${text.toLowerCase()}]`, found: undefined };
  });
  bound.set(owner, { indexes, bindings });
  return bindings;
}

const nothing = collection<never>([], (item) => item);

function collection<T>(items: readonly T[], bindingOf: (item: T) => Binding): Collection {
  return {
    count: items.length,
    at(index) {
      const item = items[index];
      if (item === undefined) throw new RangeError(`there is no item ${index} of ${items.length}`);
      return bindingOf(item);
    },
  };
}

function pathsOfLoops(path: Path, scope: Scope | undefined): readonly Path[] {
  const paths: Path[] = [];
  for (let round = scope; round; round = round.outer) {
    if (round.binding.kind !== 'path' || path[0]?.text.toLowerCase() !== round.name) continue;
    paths.push([...round.binding.path, ...path.slice(1)]);
  }
  return paths;
}

/** The symbol with its inner symbols and `[*]` replaced; undefined when one of them has no value. */
function plainPath(resolver: Resolver, symbol: SymbolPath, scope: Scope | undefined): Path | undefined {
  const path: PlainStep[] = [];
  for (const step of symbol.steps) {
    if (step.kind === 'index-of') {
      const text = resolver.limits.nested(() => resolveSymbol(resolver, step.symbol, scope));
      if (text === undefined) return undefined;
      path.push({ kind: 'index', text });
    } else if (step.kind === 'index' && step.text === '*') {
      path.push({ kind: 'index', text: resolver.variables.indexesOf(path)[0] ?? '*' });
    } else {
      path.push(step);
    }
  }
  return path;
}

function resolveBinding(
  resolver: Resolver,
  { binding, rest, scope }: { binding: Binding; rest: Path; scope: Scope | undefined },
): string | undefined {
  if (binding.kind === 'path') return resolveVariable(resolver, [...binding.path, ...rest], scope);
  if (binding.kind === 'text') {
    if (rest.length === 0) return binding.text;
    const json = resolver.json(binding.text);
    return json && textInside(resolver, { json, path: rest, name: binding.text, scope });
  }
  const { key, value } = binding;
  const [first, ...further] = rest;
  if (key === undefined) return textInside(resolver, { json: value, path: rest, name: 'item', scope });
  if (!first || (first.text.toLowerCase() === 'key' && further.length === 0)) return key;
  const inside = first.text.toLowerCase() === 'value' ? further : rest;
  return textInside(resolver, { json: value, path: inside, name: key, scope });
}

function resolveVariable(resolver: Resolver, path: Path, scope: Scope | undefined): string | undefined {
  const { variables, limits } = resolver;
  const value = variables.get(path);
  if (value !== undefined) return evaluated(resolver, { value, name: printPath(path), scope });
  for (let length = path.length - 1; length > 0; length -= 1) {
    const owner = path.slice(0, length);
    const text = variables.get(owner);
    if (text === undefined) continue;
    const name = printPath(owner);
    // A value with templates inside may be JSON only once they are evaluated, unless that is what is going on.
    const mayEvaluate = text.includes('#{') && !limits.isOpen(name.toLowerCase());
    const json =
      resolver.json(text) ??
      (mayEvaluate ? resolver.json(evaluated(resolver, { value: text, name, scope }) ?? '') : undefined);
    return json && textInside(resolver, { json, path: path.slice(length), name: printPath(path), scope });
  }
  return undefined;
}

/** What is missing inside JSON is empty, not unresolved; a text inside is a template as any value. */
function textInside(
  resolver: Resolver,
  { json, path, name, scope }: { json: Json; path: Path; name: string; scope: Scope | undefined },
): string | undefined {
  const value = jsonAt(json, path);
  if (value === undefined) return '';
  if (typeof value === 'string') return evaluated(resolver, { value, name, scope });
  const text = jsonText(value);
  resolver.limits.spend(4 * text.length);
  return text;
}

function evaluated(
  resolver: Resolver,
  { value, name, scope }: { value: string; name: string; scope: Scope | undefined },
): string | undefined {
  if (!value.includes('#{')) return value;
  const work = () => resolver.evaluateValue(value, { variable: name, scope });
  return resolver.limits.resolving(name.toLowerCase(), work) ?? undefined;
}
