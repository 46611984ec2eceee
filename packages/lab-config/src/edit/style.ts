import { isMap, isScalar, type Node, visit } from 'yaml';
import { type Entry, endOf, indentOf, type Mapping, mappingOf, startOf } from './block-map.ts';
import { type Style, widest } from './entry-text.ts';

/**
 * How the entries of a mapping are written, so that a new one looks like its neighbours. It gets one line where the
 * last one has, or where none that would fit on one line is written over several. Where there is none, the text around says how braces and
 * quotes look.
 */
export function styleOf(options: { text: string; map: Mapping | undefined; around: Mapping; root: Node }): Style {
  const { text, map, around, root } = options;
  const last = map?.items.at(-1);
  const looks = map && (seen(text, map) ?? seen(text, around));
  return {
    oneLine: mappingOf(last?.value)?.flow === true || !(map?.items ?? []).some((entry) => isSpread(text, entry)),
    ...(looks ?? seen(text, around) ?? seen(text, root) ?? { padded: true, singleQuotes: false }),
    step: stepOf(text, map) ?? stepOf(text, around) ?? 2,
  };
}

/** Whether an entry is written over several lines although it would fit on one. */
function isSpread(text: string, entry: Entry): boolean {
  const written = text.slice(startOf(entry), endOf(entry)).trimEnd();
  if (!written.includes('\n')) return false;
  const braces = 4;
  const joined = written.replaceAll(/\s*\n\s*/g, ', ');
  return (indentOf(text, entry) ?? 0) + joined.length + braces <= widest;
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
