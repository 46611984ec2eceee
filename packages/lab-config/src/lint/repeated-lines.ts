import type { Position, Problem } from '@octotrain/checked-yaml';
import { alsoAt } from './words.ts';

/** A script, and where its first line is. */
export interface Script extends Position {
  readonly text: string;
}

/** How many lines in a row two scripts may have alike. */
const few = 3;

/** Four or more lines in a row that two scripts have alike; blank lines, comments and single words do not count. */
export function repeatedLines(scripts: readonly Script[], file: string): readonly Problem[] {
  return scripts.flatMap((script, index) =>
    scripts.slice(index + 1).flatMap((other): Problem[] => {
      if (other.text === script.text) return [];
      const found = longestRun(linesOf(script), linesOf(other));
      if (found.length <= few) return [];
      const message = `${found.length} lines of this script are in another one too: ${alsoAt([found.other], file)}`;
      const hint = 'keep them in one file, and let both steps name it: script: { file: … }';
      return [{ ...found.place, code: 'repeated-lines', message, hint }];
    }),
  );
}

type Line = Position & { readonly text: string };

function linesOf({ text, file, line, column }: Script): readonly Line[] {
  return text
    .split('\n')
    .map((one, index) => ({ file, line: line + index, column, text: one.trim() }))
    .filter(({ text: one }) => /\S\s+\S/.test(one) && !one.startsWith('#'));
}

function longestRun(
  one: readonly Line[],
  other: readonly Line[],
): { length: number; place: Position; other: Position } {
  const nowhere = { file: '', line: 0, column: 0 };
  let best = { length: 0, place: nowhere, other: nowhere };
  one.forEach((start, at) => {
    other.forEach((partner, there) => {
      let length = 0;
      while (one[at + length] !== undefined && one[at + length]?.text === other[there + length]?.text) length += 1;
      if (length > best.length) best = { length, place: placeOf(start), other: placeOf(partner) };
    });
  });
  return best;
}

function placeOf({ file, line, column }: Position): Position {
  return { file, line, column };
}
