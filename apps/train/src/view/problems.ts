import { formatProblems, type Position, type Problem } from '@octotrain/checked-yaml';
import type { Fault } from '@octotrain/train-engine';
import { type Look, toned } from './look.ts';
import { count } from './names.ts';

/**
 * Everything that keeps a train from leaving, by the lines of its file: problems of the file itself, or faults that the server's answers showed
 * (see {@link faultProblems}). Ends with what to do next.
 */
export function problemsText(options: { file: string; problems: readonly Problem[]; look: Look }): string {
  const { file, problems, look } = options;
  const heading = `${file}: ${toned(look, 'bad', count(problems.length, 'problem'))}, nothing was sent`;
  const next = `next   pnpm train plan ${/^[\w./-]+$/.test(file) ? file : `"${file}"`}`;
  return [heading, '', formatProblems(problems), '', next].join('\n');
}

/** Faults as problems at their places in the file. */
export function faultProblems(
  faults: readonly Fault[],
  at: (path: readonly PropertyKey[]) => Position,
): readonly Problem[] {
  return faults.map(({ path, ...fault }) => ({ ...at(path), ...fault }));
}
