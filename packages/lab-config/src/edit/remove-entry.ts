import { type Entry, endOf, linesOf, type Mapping, startOf } from './block-map.ts';
import { lineEnd, lineStart, type TextChange } from './text-change.ts';

/**
 * Takes an entry out of a mapping: what `insertEntry` put in comes out to the byte. Comments on lines of their own stay,
 * unless they are set in below the entry.
 *
 * @param options.owner the entry whose value the mapping is. It goes too when a block would be left empty.
 */
export function removeEntry(options: { text: string; map: Mapping; entry: Entry; owner: OwnedBy }): TextChange {
  const { map } = options;
  return map.flow === true ? outOfFlow(options) : outOfBlock(options);
}

interface OwnedBy {
  readonly entry: Entry;
  readonly map: Mapping;
}

function outOfBlock(options: { text: string; map: Mapping; entry: Entry; owner: OwnedBy }): TextChange {
  const { text, map, entry, owner } = options;
  const { from, to } = linesOf(text, entry);
  if (map.items.length > 1) return lines(text, from, to);
  const key = lineStart(text, startOf(owner.entry));
  const restOfLine = text.slice(owner.entry.key.range?.[1] ?? 0, lineEnd(text, startOf(owner.entry)));
  const isAlone = owner.map.items.length === 1 || !/^:\s*$/.test(restOfLine) || owner.map.flow === true;
  if (isAlone || lineEnd(text, key) !== from) {
    // The key has to stay: it gets an empty value.
    const colon = (owner.entry.key.range?.[1] ?? 0) + 1;
    return { from: colon, to, text: ` {}${text.slice(colon, from)}` };
  }
  return lines(text, key, to);
}

/** Whole lines; the last one of a text without a line break at its end takes the one before it along. */
function lines(text: string, from: number, to: number): TextChange {
  const isLast = to === text.length && text[to - 1] !== '\n';
  if (!isLast || from === 0) return { from, to, text: '' };
  return { from: text[from - 2] === '\r' ? from - 2 : from - 1, to, text: '' };
}

function outOfFlow({ text, map, entry }: { text: string; map: Mapping; entry: Entry }): TextChange {
  const at = map.items.indexOf(entry);
  const before = map.items[at - 1];
  const after = map.items[at + 1];
  if (before !== undefined) return { from: endOf(before), to: endOf(entry), text: '' };
  if (after !== undefined) return { from: startOf(entry), to: startOf(after), text: '' };
  const open = (map.range?.[0] ?? 0) + 1;
  // A comma behind the only entry would be left alone.
  const comma = /^\s*,/.exec(text.slice(endOf(entry)))?.[0].length ?? 0;
  return { from: open, to: endOf(entry) + comma, text: '' };
}
