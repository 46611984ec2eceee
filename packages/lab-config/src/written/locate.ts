import type { Position } from '@octotrain/checked-yaml';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** Finds where a way through a file leads; `least` is how many of its steps must be there. */
export type Locate = (way: readonly string[], least: number) => Position | undefined;

/**
 * Finds places of a lab file that `loadLab` has accepted. A way is made of keys; an entry of a list is found by its
 * `name` or `role`. It is followed as far as the file goes, and undefined when that is not far enough.
 */
export function locateIn({ text, file }: { text: string; file: string }): Locate {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const target = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);

  return (way, least) => {
    let at: unknown = document.contents;
    let found: Node | undefined;
    for (const [depth, step] of way.entries()) {
      const next = stepInto(target(at), step, target);
      if (next === undefined) {
        if (depth < least) return undefined;
        break;
      }
      [found, at] = [next.key, next.value];
    }
    if (found === undefined) return undefined;
    const { line, col } = lines.linePos(found.range?.[0] ?? 0);
    return { file, line, column: col };
  };
}

function stepInto(
  node: unknown,
  step: string,
  target: (node: unknown) => unknown,
): { readonly key: Node; readonly value: unknown } | undefined {
  if (isMap<Node>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && isSame(key.value, step));
    return pair && { key: pair.key, value: pair.value };
  }
  if (!isSeq<Node>(node)) return undefined;
  const item = node.items.find((one) => {
    const entry = target(one);
    return isMap(entry)
      ? isSame(entry.get('name') ?? entry.get('role'), step)
      : isScalar(entry) && isSame(entry.value, step);
  });
  return item && { key: item, value: item };
}

function isSame(value: unknown, step: string): boolean {
  return String(value).toLowerCase() === step.toLowerCase();
}
