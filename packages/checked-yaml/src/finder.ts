import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { isMergeKey } from './anchors.ts';

/** Where a path ends in a document. */
interface Found {
  key: Node | undefined;
  node: Node | undefined;
  /** Whether the whole path was there; else key and node are those of the nearest parent. */
  whole: boolean;
}

type OwnPair = Pair<Node, Node | null>;
type OwnMap = YAMLMap<Node, Node | null>;

/**
 * Finds the nodes of paths below a root, through aliases and merge keys. Maps are indexed once each, so that many
 * positions in a large file cost little.
 *
 * @param target what an alias stands for
 */
export function createFinder(root: Node | null, target: (node: Node) => Node): (path: readonly PropertyKey[]) => Found {
  const indexed = new Map<OwnMap, ReadonlyMap<string, OwnPair>>();

  function ownPairs(map: OwnMap): ReadonlyMap<string, OwnPair> {
    const known = indexed.get(map);
    if (known) return known;
    const pairs = new Map<string, OwnPair>();
    for (const pair of map.items) {
      const name = isScalar(pair.key) ? String(pair.key.value) : undefined;
      if (name !== undefined && !pairs.has(name)) pairs.set(name, pair);
    }
    indexed.set(map, pairs);
    return pairs;
  }

  /** The pair of a key: the map's own, or one that a merge key brings in. */
  function pairOf(map: OwnMap, name: string): OwnPair | undefined {
    const own = ownPairs(map).get(name);
    if (own) return own;
    for (const { key, value } of map.items) {
      if (!isMergeKey(key) || !value) continue;
      const merged = target(value);
      for (const source of isSeq<Node>(merged) ? merged.items.map(target) : [merged]) {
        const pair = isMap<Node, Node | null>(source) ? pairOf(source, name) : undefined;
        if (pair) return pair;
      }
    }
    return undefined;
  }

  return (path) => {
    let found: Found = { key: undefined, node: root ?? undefined, whole: true };
    for (const step of path) {
      const inside = found.node && target(found.node);
      const pair = isMap<Node, Node | null>(inside) ? pairOf(inside, String(step)) : undefined;
      const item = isSeq<Node>(inside) ? inside.items[Number(step)] : undefined;
      if (pair) found = { key: pair.key, node: pair.value ?? undefined, whole: true };
      else if (item) found = { key: undefined, node: item, whole: true };
      else return { ...found, whole: false };
    }
    return found;
  };
}
