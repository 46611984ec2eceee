/** A place in a text of a template. */
export interface Place {
  /** UTF-16 units from the start of the text. */
  offset: number;
  /** Counted from 1. */
  line: number;
  /** UTF-16 units from the start of the line, counted from 1. */
  column: number;
  /** The variable whose value is the text; undefined when it is the template itself. */
  variable: string | undefined;
}

/** A text that is being evaluated, and how far the evaluation has come in it. */
export interface Reading {
  readonly text: string;
  readonly variable: string | undefined;
  offset: number;
}

/** Finds lines and columns; the lines of a text are looked for once. */
export function createPlaceFinder(): (reading: Reading) => Place {
  const known = new Map<string, readonly number[]>();
  return ({ text, variable, offset }) => {
    const starts = known.get(text) ?? lineStarts(text);
    known.set(text, starts);
    const line = lineAt(starts, offset);
    return { offset, line: line + 1, column: offset - (starts[line] ?? 0) + 1, variable };
  };
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length)];
}

/** The last line that starts at the offset or before it. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
