import type { SnapshotVariables } from '../snapshots/take.ts';
import { isAsked, type VariableContext } from '../variables/evaluate.ts';

/** A variable that a person is asked for when a deployment or run is made. */
export type PromptedVariable = SnapshotVariables[number] & {
  readonly Prompt: NonNullable<SnapshotVariables[number]['Prompt']>;
};

/** The prompts of a deployment or run there, sorted by label, else by name; of one name the first stands. [docs] */
export function promptsFor(variables: SnapshotVariables, context: VariableContext): PromptedVariable[] {
  const seen = new Set<string>();
  const asked: PromptedVariable[] = [];
  for (const variable of variables) {
    const { Prompt } = variable;
    if (Prompt === null || !isAsked(variable.Scope, context) || seen.has(variable.Name.toLowerCase())) continue;
    seen.add(variable.Name.toLowerCase());
    asked.push({ ...variable, Prompt });
  }
  return asked.sort((a, b) => (labelOf(a) < labelOf(b) ? -1 : Number(labelOf(a) > labelOf(b))));
}

/** What a prompt is called. */
export function labelOf(variable: PromptedVariable): string {
  return variable.Prompt.Label || variable.Name;
}

/** Values for prompts by variable name, and what is wrong with them. */
export interface PromptAnswers {
  /** What was given, without the answers that are secret: only that may be shown. */
  readonly shown: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/**
 * Fits given values (by the variable's id or name, names without case) to prompts. The stored value is the default; a
 * required prompt must not be blank in the end. [docs]
 */
export function answerPrompts(
  prompts: readonly PromptedVariable[],
  given: Readonly<Record<string, string>>,
): PromptAnswers {
  const byKey = new Map(Object.entries(given).map(([key, value]) => [key.toLowerCase(), value]));
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const variable of prompts) {
    const value = byKey.get(variable.Id.toLowerCase()) ?? byKey.get(variable.Name.toLowerCase());
    const label = variable.Prompt.Label;
    const labelled = label === null ? undefined : byKey.get(label.toLowerCase());
    const answer = value ?? labelled;
    if (answer !== undefined) values[variable.Name] = answer;
    if (variable.Prompt.Required && (answer ?? variable.Value ?? '').trim() === '') {
      problems.push(`A value is required for the prompted variable '${labelOf(variable)}' (${variable.Name}).`);
    }
  }
  const secret = new Set(
    prompts
      .filter(({ IsSensitive }) => IsSensitive)
      .flatMap(({ Id, Name, Prompt }) => [Id, Name, Prompt.Label ?? Name])
      .map((key) => key.toLowerCase()),
  );
  const shown = Object.fromEntries(Object.entries(given).filter(([key]) => !secret.has(key.toLowerCase())));
  return { values, shown, problems };
}
