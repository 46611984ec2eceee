import type { Problem } from './problem.ts';

/** A message wider than this does not push everyone's hints to the right: its hint goes below it. */
const widestMessage = 56;

/**
 * Rows of `line:column  message  hint`, aligned and sorted by position; a hint that does not fit beside its message
 * stands below it. The heading (which file, how many, what was not done) is the caller's.
 */
export function formatProblems(problems: readonly Problem[]): string {
  const sorted = problems.toSorted((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column);
  const rows = sorted.map((problem) => ({ place: `${problem.line}:${problem.column}`, problem }));
  const placeWidth = Math.max(0, ...rows.map((row) => row.place.length));
  const fitting = sorted.map((problem) => problem.message.length).filter((width) => width <= widestMessage);
  const messageWidth = Math.max(0, ...fitting);
  return rows
    .map(({ place, problem: { message, hint } }) => {
      const start = `  ${place.padEnd(placeWidth)}   `;
      if (hint === undefined) return `${start}${message}`;
      if (message.length <= messageWidth) return `${start}${message.padEnd(messageWidth)}   ${hint}`;
      return `${start}${message}\n${' '.repeat(start.length)}${hint}`;
    })
    .join('\n');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
