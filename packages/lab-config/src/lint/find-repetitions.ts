import type { Problem } from '@octotrain/checked-yaml';
import type { LabText } from '../load/whole-file.ts';
import { type Budget, overBudget } from './budget.ts';
import { allIn, type Place, placesOf } from './places.ts';
import { repeatedDefaults } from './repeated-defaults.ts';
import { repeatedLines, type Script } from './repeated-lines.ts';
import { repeatedValues } from './repeated-values.ts';
import { similarSteps } from './similar-steps.ts';

const usual: Budget = { lines: 300, columns: 120 };

/**
 * What a lab file says more than once, each with all its places and what to do: equal mappings, lists and longer texts,
 * steps that are nearly alike, fields that defaults could say, lines that scripts share, also those in files beside it.
 * And what is over its budget of lines and columns (300 and 120). None of it keeps a lab from being applied.
 *
 * The text is one that `loadLab` has accepted.
 */
export function findRepetitions(lab: LabText, budget: Budget = usual): readonly Problem[] {
  const root = placesOf(lab);
  if (!root) return [];
  const found = [
    ...repeatedValues(root),
    ...similarSteps(root),
    ...repeatedDefaults(root),
    ...repeatedLines(scriptsOf(root, lab), lab.file),
    ...overBudget(lab, budget),
  ];
  return found.toSorted((one, other) => one.line - other.line || one.column - other.column);
}

/** Scripts of the file and of files that it names, each once. */
function scriptsOf(root: Place, { read }: LabText): readonly Script[] {
  const written = allIn(root).filter(({ path }) => path.at(-1) === 'script');
  const inFile = written.flatMap(({ value, file, line, column }) =>
    typeof value === 'string' && value.includes('\n') ? [{ text: value, file, line: line + 1, column }] : [],
  );
  const named = new Set(
    written.flatMap(({ inside }) => inside.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))),
  );
  const beside = [...named].flatMap((path) => {
    const text = read?.(path);
    return text === undefined ? [] : [{ text, file: path, line: 1, column: 1 }];
  });
  return [...inFile, ...beside];
}
