import { beginEvaluation } from './evaluation/evaluate-template.ts';
import { EvaluationFault } from './evaluation/limits.ts';
import { parseTemplate } from './syntax/parse.ts';
import type { TemplateCache } from './template-cache.ts';
import { isTruthy } from './truthy.ts';
import { prepareVariables, type Variables } from './variables/variable-set.ts';

/** Something that is wrong with a template or a value in it; the offset counts in the text that has the fault. */
export interface TemplateError {
  code: 'syntax' | 'recursion' | 'too-large' | 'too-deep';
  message: string;
  offset: number;
}

/** What a template came to. */
export interface Evaluated {
  text: string;
  /** Set when the filter `null` says that there is no value; the text is empty then. */
  isNull: boolean;
  /** The tokens that had no value and stand in the text as they are. */
  unresolved: readonly string[];
  errors: readonly TemplateError[];
}

interface EvaluateOptions {
  template: string;
  /** Plain names and values, a lookup function, or a set from {@link prepareVariables} for many evaluations. */
  variables: Variables;
  cache?: TemplateCache;
}

/**
 * Evaluates a template. Never throws: a template that cannot be parsed or evaluated comes back as it is, with the
 * error; the values of variables are templates themselves [octostache]. Time and size are bounded, except what a
 * regular expression in `Match` or `Replace` costs.
 *
 * @example
 * evaluate({ template: '#{Name | ToLower | Replace " " "-"}', variables: { Name: 'Acme Corp' } }).text // acme-corp
 */
export function evaluate({ template, variables, cache }: EvaluateOptions): Evaluated {
  if (!template.includes('#{')) return { text: template, isNull: false, unresolved: [], errors: [] };
  const evaluation = beginEvaluation({ variables: prepareVariables(variables), parse: cache?.parse ?? parseTemplate });
  try {
    const text = evaluation.evaluateValue(template, undefined);
    const errors = evaluation.faults.map((fault): TemplateError => ({ code: 'syntax', ...fault }));
    return { text: text ?? '', isNull: text === null, unresolved: [...evaluation.unresolved], errors };
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    const fault: TemplateError = { code: error.code, message: error.message, offset: 0 };
    return { text: template, isNull: false, unresolved: [], errors: [fault] };
  }
}

/**
 * Whether a condition holds, as the run condition of a step: it must evaluate without any error or unresolved token,
 * and to a truthy text [octostache].
 */
export function evaluateCondition(options: EvaluateOptions): Evaluated & { holds: boolean } {
  const evaluated = evaluate(options);
  const clean = evaluated.errors.length === 0 && evaluated.unresolved.length === 0;
  return { ...evaluated, holds: clean && isTruthy(evaluated.text) };
}
