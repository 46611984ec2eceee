import { isMap, isScalar, type Node, visit } from 'yaml';
import { indentOf, type Mapping, mappingOf, startOf } from './block-map.ts';
import type { Style } from './entry-text.ts';

/**
 * How the entries of a mapping are written, so that a new one looks like its neighbours. Where it has none, the text
 * around it says how braces and quotes look, and an entry gets one line.
 */
export function styleOf(options: { text: string; map: Mapping | undefined; around: Mapping; root: Node }): Style {
  const { text, map, around, root } = options;
  const last = map?.items.at(-1)?.value;
  const looks = map && (seen(text, map) ?? seen(text, around));
  return {
    oneLine: last === undefined || last === null || mappingOf(last)?.flow === true,
    ...(looks ?? seen(text, around) ?? seen(text, root) ?? { padded: true, singleQuotes: false }),
    step: stepOf(text, map) ?? stepOf(text, around) ?? 2,
  };
}

/** How braces and quotes look below a node; undefined where there are neither. */
function seen(text: string, node: Node): Pick<Style, 'padded' | 'singleQuotes'> | undefined {
  let [braces, padded, single, double] = [0, 0, 0, 0];
  visit(node, (_key, part) => {
    if (isScalar(part)) {
      single += part.type === 'QUOTE_SINGLE' ? 1 : 0;
      double += part.type === 'QUOTE_DOUBLE' ? 1 : 0;
    }
    if (isMap(part) && part.flow === true && part.items.length > 0) {
      braces += 1;
      padded += /\s/.test(text[(part.range?.[0] ?? 0) + 1] ?? '') ? 1 : 0;
    }
  });
  if (braces + single + double === 0) return undefined;
  return { padded: braces === 0 || padded * 2 >= braces, singleQuotes: single > double };
}

/** How much deeper the entries of a block's entries are set in. */
function stepOf(text: string, map: Mapping | undefined): number | undefined {
  for (const entry of map?.items ?? []) {
    const inner = mappingOf(entry.value)?.items[0];
    if (inner === undefined || mappingOf(entry.value)?.flow === true) continue;
    const [outside, inside] = [indentOf(text, entry), indentOf(text, inner)];
    if (outside !== undefined && inside !== undefined && startOf(inner) > startOf(entry)) return inside - outside;
  }
  return undefined;
}
