import type { Position } from '@octotrain/checked-yaml';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** Kinds of things that a space holds and a file writes down by name. */
type WrittenKind = keyof typeof kindsByTable;

/** A place of a file where something of a lab is written down. */
export interface WrittenThing extends Position {
  readonly kind: WrittenKind | 'agent';
  /** Of agents, which a file does not name: the name of their space. */
  readonly name: string;
}

/** A single value of a file: the keys that lead to it, and its text. */
export interface WrittenText extends Position {
  readonly path: readonly string[];
  readonly text: string;
}

/** What a lab file writes down, and where. */
export interface Written {
  readonly things: readonly WrittenThing[];
  readonly texts: readonly WrittenText[];
}

/** The table of a file that each kind is written in, under `shared` or under a space. */
const kindsByTable = {
  environment: 'environments',
  lifecycle: 'lifecycles',
  'git credential': 'gitCredentials',
  feed: 'feeds',
  'tag set': 'tagSets',
  'library variable set': 'variableSets',
} as const;

const tables = new Map<string, WrittenKind>(
  // The keys of the table above are the kinds.
  (Object.entries(kindsByTable) as [WrittenKind, string][]).map(([kind, table]) => [table, kind]),
);

/**
 * Finds where a lab file writes things and values down. The text is one that `loadLab` has accepted. What an alias
 * stands for is found once, where it is written.
 */
export function findWritten({ text, file }: { text: string; file: string }): Written {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines });
  const things: WrittenThing[] = [];
  const texts: WrittenText[] = [];

  function placeOf(node: Node): Position {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    return { file, line, column: col };
  }

  function walk(node: unknown, path: readonly string[]): void {
    if (isMap<Node, Node | null>(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        const here = [...path, name];
        const kind = kindAt(path) ?? (isAgents(here) ? 'agent' : undefined);
        if (kind !== undefined) things.push({ kind, name: kind === 'agent' ? (path[1] ?? '') : name, ...placeOf(key) });
        walk(value, here);
      }
    } else if (isSeq<Node>(node)) {
      for (const [at, item] of node.items.entries()) {
        const kind = kindAt(path);
        const name: unknown = isMap(item) ? item.get('name') : undefined;
        if (kind !== undefined && name !== undefined) things.push({ kind, name: String(name), ...placeOf(item) });
        walk(item, [...path, String(at)]);
      }
    } else if (isScalar(node) && node.value !== null) {
      texts.push({ path, text: String(node.value), ...placeOf(node) });
    }
  }

  walk(contents, []);
  return { things, texts };
}

/** What the entries of the table at a path are, when it is one under `shared` or under a space. */
function kindAt(path: readonly string[]): WrittenKind | undefined {
  const [top] = path;
  const depth = top === 'shared' ? 2 : top === 'spaces' ? 3 : undefined;
  return path.length === depth ? tables.get(path.at(-1) ?? '') : undefined;
}

function isAgents(path: readonly string[]): boolean {
  return path.length === 3 && path[0] === 'spaces' && path[2] === 'agents';
}
