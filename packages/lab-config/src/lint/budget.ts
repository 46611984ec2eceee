import type { Problem } from '@octotrain/checked-yaml';

/** How long and wide a lab file may be. */
export interface Budget {
  readonly lines: number;
  readonly columns: number;
}

/** Lines that are too wide, and the first one that is too many. */
export function overBudget({ text, file }: { text: string; file: string }, budget: Budget): readonly Problem[] {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const wide = lines.flatMap((line, index): Problem[] => {
    const width = [...line].length;
    if (width <= budget.columns) return [];
    const message = `the line has ${width} columns, and ${budget.columns} are enough`;
    const hint = 'break it: a mapping over several lines, a text with >-';
    return [{ file, line: index + 1, column: budget.columns + 1, code: 'too-wide', message, hint }];
  });
  if (lines.length <= budget.lines) return wide;
  const message = `the file has ${lines.length} lines, and ${budget.lines} are enough`;
  const hint = 'scripts go into files, steps into patterns, what is alike into defaults';
  return [...wide, { file, line: budget.lines + 1, column: 1, code: 'too-long', message, hint }];
}
