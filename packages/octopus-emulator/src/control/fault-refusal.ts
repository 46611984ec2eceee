import type { Problem } from '@octotrain/checked-yaml';
import type { Reply } from '../http/api.ts';

/** 400 with every problem of the text and its place. */
export function faultRefusal(problems: readonly Problem[]): Reply {
  const sorted = problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
  const count = sorted.length === 1 ? '1 problem' : `${sorted.length} problems`;
  return {
    status: 400,
    body: {
      ErrorMessage: `${count} in the faults; none was added.`,
      Errors: sorted.map(({ line, column, message, hint }) =>
        [`${line}:${column} ${message}`, ...(hint === undefined ? [] : [hint])].join('; '),
      ),
      Problems: sorted.map(({ line, column, code, message, hint }) => ({
        Line: line,
        Column: column,
        Code: code,
        Message: message,
        Hint: hint ?? null,
      })),
    },
  };
}
