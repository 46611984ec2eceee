import type { z } from 'zod';
import type { Checked, Finding, Position, Problem } from './problem.ts';
import { withoutRefused } from './repair.ts';
import { type Refusal, schemaProblems } from './schema-problems.ts';
import { readSource, type Source } from './source.ts';

type Path = readonly PropertyKey[];

/**
 * Reads a YAML text against a schema and reports everything that is wrong with it at once: broken syntax, duplicate,
 * unknown and missing keys, wrong types and values, each with its position, and a suggestion where one is near.
 *
 * `check` holds the rules across fields (cycles, references); it runs also when the schema refused parts that can be
 * left out or renamed, and then sees the value without them. A custom issue of the schema may carry `code` and `hint`
 * in its `params`. Never throws for any text; the schema must be synchronous.
 *
 * @example
 * const train = checkYaml({ text, file: 'trains/friday.yaml', schema: trainSchema });
 * if (!train.ok) return refuse(formatProblems(train.problems));
 */
export function checkYaml<S extends z.ZodType>(options: {
  text: string;
  file: string;
  schema: S;
  check?: (value: z.output<S>, report: (path: Path, problem: Finding) => void) => void;
}): Checked<z.output<S>> {
  const { text, file, schema, check } = options;
  const source = readSource({ text, file });
  if (!source.value) return { ok: false, problems: sorted(source.problems) };

  const { plain } = source.value;
  const parsed = schema.safeParse(plain);
  const refusals = parsed.success ? [] : schemaProblems({ schema, value: plain, source }, parsed.error.issues);
  const problems = [...source.problems, ...refusals.map((refusal) => positioned(source, refusal))];

  const checkable = parsed.success ? parsed : schema.safeParse(withoutRefused(plain, refusals));
  if (checkable.success) {
    check?.(checkable.data, (path, finding) => problems.push(source.problem(source.at(path), finding)));
  }
  if (parsed.success && problems.length === 0) return { ok: true, value: parsed.data, at: source.at };
  return { ok: false, problems: sorted(problems) };
}

function positioned(source: Source, { path, spot, ...finding }: Refusal): Problem {
  const position: Position = spot === 'key' ? source.atKey(path) : source.at(path);
  return source.problem(position, finding);
}

/** By position, without the repetitions that aliases cause. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  const once = problems.filter(({ line, column, message }) => {
    const identity = `${line}:${column} ${message}`;
    return !seen.has(identity) && seen.add(identity);
  });
  return once.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
