import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { anchorsOf, isMergeKey } from './anchors.ts';
import type { Finding, Position, Problem } from './problem.ts';
import { syntaxFaults } from './syntax-faults.ts';

/** A parsed file: its plain value and the way back from a path to a place in the text. */
export interface Source {
  /** Undefined when the text is too broken to have a value. */
  value: { plain: unknown } | undefined;
  /** What the YAML itself gets wrong: syntax, duplicate keys, anchors. */
  problems: readonly Problem[];
  at(path: readonly PropertyKey[]): Position;
  /** The place of the key that ends the path; falls back as `at` does. */
  atKey(path: readonly PropertyKey[]): Position;
  /** The text of the scalar at the path, as it was written. */
  written(path: readonly PropertyKey[]): string | undefined;
  problem(position: Position, finding: Finding): Problem;
}

/** Reads YAML 1.2 with merge keys. Never throws for any text. */
export function readSource({ text, file }: { text: string; file: string }): Source {
  const lineCounter = new LineCounter();
  const lines = text.split(/\r\n|\n|\r/);
  const problem = (position: Position, finding: Finding): Problem => {
    const excerpt = lines[position.line - 1]?.trimEnd();
    return { ...position, ...finding, ...(excerpt ? { excerpt } : {}) };
  };
  const placeOf = (offset: number): Position => {
    const { line, col } = lineCounter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const broken = (finding: Finding): Source => {
    const start = { file, line: 1, column: 1 };
    const nowhere = () => start;
    const nothing = () => undefined;
    return {
      value: undefined,
      problems: [problem(start, finding)],
      at: nowhere,
      atKey: nowhere,
      written: nothing,
      problem,
    };
  };

  let document: ReturnType<typeof parseDocument>;
  try {
    document = parseDocument(text, { lineCounter, merge: true, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return broken({ code: 'too-deep', message: 'the file is nested too deeply', hint: 'flatten it' });
  }

  const anchors = anchorsOf(document);
  const faults = syntaxFaults(document, (offset) => placeOf(offset).line);
  const problems = [
    ...[...faults, ...anchors.faults].map(({ offset, ...finding }) => problem(placeOf(offset), finding)),
  ];
  const readable = anchors.faults.length === 0 && faults.every((fault) => fault.code === 'duplicate-key');

  const find = (path: readonly PropertyKey[]) => walk(document.contents, path, anchors.target);
  return {
    value: readable ? { plain: document.toJS({ maxAliasCount: -1 }) } : undefined,
    problems,
    at: (path) => {
      const { key, node } = find(path);
      const absent = isScalar(node) && node.value === null && (node.source ?? '') === '';
      return placeOf((absent || !node ? key : node)?.range?.[0] ?? node?.range?.[0] ?? 0);
    },
    atKey: (path) => {
      const { key, node, whole } = find(path);
      return placeOf((whole ? (key ?? node) : node)?.range?.[0] ?? 0);
    },
    written: (path) => {
      const { node, whole } = find(path);
      return whole && isScalar(node) ? node.source : undefined;
    },
    problem,
  };
}

interface Found {
  key: Node | undefined;
  node: Node | undefined;
  /** Whether the whole path was there. */
  whole: boolean;
}

function walk(root: Node | null, path: readonly PropertyKey[], target: (node: Node) => Node): Found {
  let found: Found = { key: undefined, node: root ?? undefined, whole: true };
  for (const step of path) {
    const inside = found.node && target(found.node);
    if (isMap<Node, Node | null>(inside)) {
      const pair = pairOf(inside, String(step), target);
      if (!pair) return { ...found, whole: false };
      found = { key: pair.key, node: pair.value ?? undefined, whole: true };
    } else if (isSeq<Node>(inside) && inside.items[Number(step)]) {
      found = { key: undefined, node: inside.items[Number(step)], whole: true };
    } else {
      return { ...found, whole: false };
    }
  }
  return found;
}

/** The pair of a key: the map's own, or one that a merge key brings in. */
function pairOf(
  map: YAMLMap<Node, Node | null>,
  name: string,
  target: (node: Node) => Node,
): Pair<Node, Node | null> | undefined {
  const own = map.items.find(({ key }) => isScalar(key) && String(key.value) === name);
  if (own) return own;
  for (const { key, value } of map.items) {
    if (!isMergeKey(key) || !value) continue;
    const merged = target(value);
    const sources = isSeq<Node>(merged) ? merged.items : [merged];
    for (const source of sources) {
      const inner = isAlias(source) ? target(source) : source;
      const pair = isMap<Node, Node | null>(inner) ? pairOf(inner, name, target) : undefined;
      if (pair) return pair;
    }
  }
  return undefined;
}
