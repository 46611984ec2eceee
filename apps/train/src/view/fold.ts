import { textWidth } from '@octotrain/command-line';

/** The text with spaces after it, up to a width. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - textWidth(text)));
}

/**
 * Folds a text at spaces. `first` begins the first line, `rest` the others. A word wider than a line is not cut, for it may be something to
 * paste.
 */
export function fold(text: string, options: { columns: number; first?: string; rest?: string }): readonly string[] {
  const { columns, first = '', rest = first } = options;
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/[ \n]+/)) {
    if (!empty && textWidth(line) + 1 + textWidth(word) > columns) {
      lines.push(line.trimEnd());
      line = rest;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line.trimEnd()];
}

/** Folds one line at its last space before the width, keeping the spaces within lines, which make columns; what follows is set in. */
export function foldLine(line: string, { columns, rest }: { columns: number; rest: string }): readonly string[] {
  const lines: string[] = [];
  let last = '';
  let empty = true;
  for (const [, spaces = '', word = ''] of line.matchAll(/( *)([^ ]+)/g)) {
    const joined = last + (empty && lines.length > 0 ? '' : spaces) + word;
    if (empty || textWidth(joined) <= columns) last = joined;
    else {
      lines.push(last);
      last = rest + word;
    }
    empty = false;
  }
  return [...lines, last];
}

/** Joins parts by ` · `, folding between parts before inside them. `rest` begins the lines after the first, where they are not its equals. */
export function foldParts(
  parts: readonly string[],
  { columns, indent, rest = indent }: { columns: number; indent: string; rest?: string },
): readonly string[] {
  const rows: string[] = [];
  for (const part of parts) {
    const last = rows.at(-1);
    const joined = last === undefined ? undefined : `${last} · ${part}`;
    if (joined !== undefined && textWidth((rows.length > 1 ? rest : indent) + joined) <= columns)
      rows[rows.length - 1] = joined;
    else rows.push(part);
  }
  return rows.flatMap((row, at) => fold(row, { columns, first: at === 0 ? indent : rest, rest: `${rest}  ` }));
}

/** `label  text` with the text folded under itself; where the first word would not fit, it begins on the next line. */
export function labelled(label: string, text: string, columns: number, width: number): readonly string[] {
  const first = padTo(label, width);
  const longest = textWidth(text);
  if (width + longest <= columns || !text.startsWith('pnpm ')) {
    return fold(text, { columns, first, rest: ' '.repeat(width) });
  }
  // A command is kept in one piece, so that it can be pasted.
  return [label.trimEnd(), `  ${text}`];
}
