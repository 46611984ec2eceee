import { endOf, indentOf, linesOf, type Mapping, startOf } from './block-map.ts';
import { blockEntry, flowEntry, type Style } from './entry-text.ts';
import { lineBreakOf, lineStart, type TextChange } from './text-change.ts';

interface NewEntry {
  readonly text: string;
  readonly name: string;
  readonly value: object;
  readonly style: Style;
}

/** Puts an entry behind the last one of a mapping; undefined where a mapping is written so that nothing can be put in. */
export function insertEntry(map: Mapping, entry: NewEntry): TextChange | undefined {
  return map.flow === true ? intoFlow(map, entry) : intoBlock(map, entry);
}

function intoBlock(map: Mapping, { text, name, value, style }: NewEntry): TextChange | undefined {
  const last = map.items.at(-1);
  const indents = map.items.map((one) => indentOf(text, one));
  const indent = indents[0];
  if (last === undefined || indent === undefined || indents.some((one) => one !== indent)) return undefined;
  return insertLines({ text, map, lines: blockEntry(name, value, { style, indent }) });
}

/** Puts lines behind the last entry of a block; a text whose last line has no line break keeps to that. */
export function insertLines(options: { text: string; map: Mapping; lines: readonly string[] }): TextChange | undefined {
  const { text, map, lines } = options;
  const last = map.items.at(-1);
  if (last === undefined) return undefined;
  const { to: at } = linesOf(text, last);
  const lineBreak = lineBreakOf(text);
  const isOpen = text[at - 1] !== '\n';
  const joined = lines.join(lineBreak);
  return { from: at, to: at, text: isOpen ? lineBreak + joined : joined + lineBreak };
}

function intoFlow(map: Mapping, { text, name, value, style }: NewEntry): TextChange {
  const written = flowEntry(name, value, style);
  const last = map.items.at(-1);
  if (last === undefined) {
    const open = (map.range?.[0] ?? 0) + 1;
    const inside = text.slice(open, (map.range?.[1] ?? 0) - 1);
    const blanks = /^[^\S\r\n]*$/.test(inside) ? inside : '';
    return { from: open, to: open, text: blanks + written };
  }
  const before = text.slice(lineStart(text, startOf(last)), startOf(last));
  const hasOwnLine = /^\s*$/.test(before) && startOf(last) > (map.range?.[0] ?? 0) + 1;
  const between = hasOwnLine ? lineBreakOf(text) + before : ' ';
  return { from: endOf(last), to: endOf(last), text: `,${between}${written}` };
}
