import { type Document, isAlias, isCollection, isMap, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { Finding } from './problem.ts';

/** A file may be this many nodes after all aliases are expanded: far above any honest file, far below a bomb. */
const mostNodes = 200_000;
const deepest = 200;

interface Anchors {
  /** What an alias stands for; other nodes stand for themselves. */
  target(node: Node): Node;
  faults: readonly (Finding & { offset: number })[];
}

/**
 * Resolves every alias in one pass over the document, and refuses what would not end well: an alias without anchor,
 * one inside its own anchor, aliases that multiply into a huge value, and nesting beyond any use.
 */
export function anchorsOf(document: Document): Anchors {
  const named = new Map<string, Node>();
  const targets = new Map<Node, Node>();
  const open = new Set<Node>();
  const sizes = new Map<Node, number>();
  const faults: (Finding & { offset: number })[] = [];
  let tooLarge = false;

  function sizeOf(item: unknown, depth: number): number {
    if (isPair<Node, Node | null>(item)) {
      const size = sizeOf(item.key, depth) + sizeOf(item.value, depth);
      if (isCollection(targetOf(item.key))) {
        const hint = 'put the text in quotes if it is one';
        faults.push({
          offset: item.key.range?.[0] ?? 0,
          code: 'invalid-key',
          message: 'a mapping or list cannot be a key',
          hint,
        });
      }
      if (isMergeKey(item.key) && !isMergeable(item.value)) {
        const message = '`<<` can only bring in a mapping, or a list of mappings';
        faults.push({ offset: item.key.range?.[0] ?? 0, code: 'yaml-syntax', message });
      }
      return size;
    }
    if (isAlias(item)) {
      const offset = item.range?.[0] ?? 0;
      const anchor = named.get(item.source);
      if (!anchor) {
        faults.push({ offset, code: 'unknown-anchor', message: `no anchor \`&${item.source}\` above this alias` });
        return 1;
      }
      if (open.has(anchor)) {
        faults.push({ offset, code: 'alias-loop', message: `\`*${item.source}\` is used inside its own anchor` });
        return 1;
      }
      targets.set(item, anchor);
      return limited(sizes.get(anchor) ?? 1, offset);
    }
    if (!isCollection(item)) {
      remember(item, 1);
      return 1;
    }
    const offset = item.range?.[0] ?? 0;
    if (depth > deepest) {
      faults.push({ offset, code: 'too-deep', message: `nested more than ${deepest} levels deep`, hint: 'flatten it' });
      return 1;
    }
    open.add(item);
    if (item.anchor) named.set(item.anchor, item);
    let size = 1;
    for (const child of item.items) size += sizeOf(child, depth + 1);
    open.delete(item);
    sizes.set(item, size);
    return limited(size, offset);
  }

  function isMergeable(value: Node | null): boolean {
    const source = targetOf(value);
    return isMap(source) || (isSeq<Node>(source) && source.items.every((one) => isMap(targetOf(one))));
  }

  function targetOf(node: Node | null): Node | null {
    return (node && targets.get(node)) ?? node;
  }

  function remember(item: unknown, size: number): void {
    const node = item as (Node & { anchor?: string }) | null; // a scalar or an empty value: all that is left here
    if (!node?.anchor) return;
    named.set(node.anchor, node);
    sizes.set(node, size);
  }

  function limited(size: number, offset: number): number {
    if (size <= mostNodes) return size;
    if (!tooLarge) {
      tooLarge = true;
      const message = 'aliases expand to too many values here';
      faults.push({ offset, code: 'too-large', message, hint: 'write fewer aliases of aliases' });
    }
    return mostNodes;
  }

  sizeOf(document.contents, 0);
  return { target: (node) => targets.get(node) ?? node, faults };
}

/** Whether a key is a plain `<<`, which the parser keeps as a symbol, or as a text when it carries a tag of its own. */
export function isMergeKey(key: unknown): boolean {
  if (!isScalar(key) || (key.type !== undefined && key.type !== 'PLAIN')) return false;
  return key.value === '<<' || (typeof key.value === 'symbol' && key.value.description === '<<');
}
