import type { EditProblem } from '@octotrain/lab-config';

/** Problems of an edit, each with what to do about it. */
export function problemLines(problems: readonly EditProblem[]): string {
  return problems
    .map(({ file, line, column, message, hint }) => {
      const place = line === undefined ? '' : `${file ?? ''}:${line}:${column ?? 1}: `;
      return [`  ${place}${message}`, ...(hint === undefined ? [] : [`    ${hint}`])].join('\n');
    })
    .join('\n');
}
