import type { Evaluated } from './evaluate.ts';

/**
 * What went wrong in an evaluation as one text: each error with its place, then the tokens without a value in the
 * server's words [octostache]. Undefined when all went well. Never throws.
 */
export function errorText({ errors, unresolved }: Pick<Evaluated, 'errors' | 'unresolved'>): string | undefined {
  const lines = errors.map(({ message, line, column, variable }) => {
    return `${variable === undefined ? '' : `#{${variable}}:`}${line}:${column}: ${message}`;
  });
  if (unresolved.length > 0) {
    const tokens = unresolved.map((token) => `'${token}'`).join(', ');
    lines.push(`The following tokens were unable to be evaluated: ${tokens}`);
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}
