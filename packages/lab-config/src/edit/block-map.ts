import { isCollection, isMap, isPair, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import { lineEnd, lineStart } from './text-change.ts';

/** A pair of a mapping of a parsed text. */
export type Entry = Pair<Node, Node | null>;

/** A mapping of a parsed text. */
export type Mapping = YAMLMap<Node, Node | null>;

/** The mapping that a node is, if it is one that is written out at its own place. */
export function mappingOf(node: unknown): Mapping | undefined {
  // What a parser makes has nodes for keys, and nodes or nothing for values.
  return isMap(node) ? (node as Mapping) : undefined;
}

/** The entry of a mapping whose key is this text. */
export function entryNamed(map: Mapping, name: string): Entry | undefined {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
}

/** Where an entry begins. */
export function startOf(entry: Entry): number {
  return entry.key.range?.[0] ?? 0;
}

/** Where the last value of an entry ends, comments and blank lines left out. */
export function endOf(entry: Entry): number {
  const last = lastOf(entry);
  return last.range?.[1] ?? 0;
}

/** How far an entry of a block is set in; undefined where its key does not begin its line. */
export function indentOf(text: string, entry: Entry): number | undefined {
  const before = text.slice(lineStart(text, startOf(entry)), startOf(entry));
  return /^ *$/.test(before) ? before.length : undefined;
}

/**
 * The lines of an entry of a block: from its key to the line of its last value, with the comments below that are set in
 * deeper than the key.
 */
export function linesOf(text: string, entry: Entry): { readonly from: number; readonly to: number } {
  const indent = indentOf(text, entry) ?? 0;
  const end = endOf(entry);
  // The text of a block scalar ends after its line break already.
  let to = text[end - 1] === '\n' ? end : lineEnd(text, end);
  while (to < text.length) {
    const comment = /^( *)#/.exec(text.slice(to, lineEnd(text, to)));
    if (comment === null || (comment[1] ?? '').length <= indent) break;
    to = lineEnd(text, to);
  }
  return { from: lineStart(text, startOf(entry)), to };
}

function lastOf({ key, value }: Entry): Node {
  if (value === null) return key;
  if (!isCollection(value) || value.flow === true) return value;
  const last = value.items.at(-1);
  if (isPair<Node, Node | null>(last)) return lastOf(last);
  // A list's items are nodes; a block without any cannot be written.
  return last === undefined ? value : lastOf({ key, value: last as Node } as Entry);
}
