import type { Position } from '@octotrain/checked-yaml';
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';

/** A value of a lab file: where it is, and what it says. */
export interface Place extends Position {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  /** The same text for the same value, however it is spelt and whatever the order of its keys. */
  readonly identity: string;
  /** How many single values are in it. */
  readonly leaves: number;
  readonly inside: readonly Place[];
}

/** The values of a YAML text, from the whole down to single ones; undefined when it has none. */
export function placesOf({ text, file }: { text: string; file: string }): Place | undefined {
  const lines = new LineCounter();
  const { contents } = parseDocument(text, { lineCounter: lines, merge: true });

  function placeOf(node: Node, path: Place['path']): Place {
    const { line, col } = lines.linePos(node.range?.[0] ?? 0);
    const inside: Place[] = [];
    if (isMap<Node, Node | null>(node)) {
      for (const { key, value } of node.items) {
        if (value && isScalar(key)) inside.push(placeOf(value, [...path, String(key.value)]));
      }
    } else if (isSeq<Node>(node)) {
      node.items.forEach((item, index) => {
        inside.push(placeOf(item, [...path, index]));
      });
    }
    const value = isScalar(node) ? node.value : undefined;
    const identity = isMap(node)
      ? `{${inside
          .map((one) => `${String(one.path.at(-1))}=${one.identity}`)
          .toSorted()
          .join()}}`
      : isSeq(node)
        ? `[${inside.map((one) => one.identity).join()}]`
        : JSON.stringify(value ?? null);
    const leaves = inside.length === 0 ? 1 : inside.reduce((sum, one) => sum + one.leaves, 0);
    return { file, line, column: col, path, value, identity, leaves, inside };
  }

  return contents ? placeOf(contents, []) : undefined;
}

/** A place and all that are in it. */
export function allIn(place: Place): readonly Place[] {
  return [place, ...place.inside.flatMap(allIn)];
}

/** Places by a key, in their order. */
export function grouped(places: readonly Place[], keyOf: (place: Place) => string): readonly (readonly Place[])[] {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const group = groups.get(keyOf(place));
    if (group) group.push(place);
    else groups.set(keyOf(place), [place]);
  }
  return [...groups.values()];
}
