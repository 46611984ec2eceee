import type { Clock } from './clock.ts';
import { beginEvaluation } from './evaluation/begin-evaluation.ts';
import type { Evaluation } from './evaluation/evaluation.ts';
import { EvaluationFault } from './evaluation/limits.ts';
import { createPlaceFinder, type Place } from './evaluation/place.ts';
import { isTruthy } from './evaluation/truthy.ts';
import { parseTemplate } from './syntax/parse.ts';
import type { TemplateCache } from './template-cache.ts';
import { prepareVariables, type Variables } from './variables/variable-set.ts';

/** Something that is wrong with a template or a value in it, and where. */
export interface TemplateError extends Place {
  /**
   * `syntax`: the text is no template. `recursion`: a variable refers to itself. The others: the evaluation was given up,
   * because values nest too deeply, the text grows too large, or it takes too much work.
   */
  code: 'syntax' | 'recursion' | 'too-large' | 'too-deep' | 'too-much-work';
  message: string;
}

/** A token that had no value, and the first place where it stands. */
export interface UnresolvedToken extends Place {
  token: string;
}

/** What a template came to. */
export interface Evaluated {
  text: string;
  /** Set when the filter `null` says that there is no value; the text is empty then. */
  isNull: boolean;
  /** The tokens that had no value and stand in the text in their canonical form, each once. */
  unresolved: readonly string[];
  /** The same tokens with their places. */
  unresolvedAt: readonly UnresolvedToken[];
  errors: readonly TemplateError[];
}

/** What {@link evaluate} is asked. */
export interface EvaluateOptions {
  template: string;
  /** Plain names and values, a lookup function, or a set from {@link prepareVariables} for many evaluations. */
  variables: Variables;
  cache?: TemplateCache;
  /** For `NowDate`, `NowDateUtc` and local time; without it the first two stay unresolved, and local time is UTC. */
  clock?: Clock;
  /** Keep marks that cannot be parsed as text, report each, and go on, instead of giving the whole text back. */
  lenient?: boolean;
}

/**
 * Evaluates a template; the values of variables are templates themselves [octostache]. Never throws, unless a
 * lookup or a clock that was passed does: a template that cannot be parsed or evaluated comes back as it is, with the
 * error and its place. Time and size are bounded, whatever
 * the template, the values and the regular expressions in them.
 *
 * @example
 * evaluate({ template: '#{Name | ToLower | Replace " " "-"}', variables: { Name: 'Acme Corp' } }).text // acme-corp
 */
export function evaluate({ template, variables, cache, clock, lenient = false }: EvaluateOptions): Evaluated {
  if (!template.includes('#{')) return { text: template, isNull: false, unresolved: [], unresolvedAt: [], errors: [] };
  const parse = cache?.parse ?? parseTemplate;
  const evaluation = beginEvaluation({
    variables: prepareVariables(variables),
    parse: (text) => parse(text, { lenient }),
    clock,
  });
  try {
    const text = evaluation.evaluateValue(template, { variable: undefined, scope: undefined });
    return { text: text ?? '', isNull: text === null, ...found(evaluation) };
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    const fault = { code: error.code, message: error.message, ...createPlaceFinder()(evaluation.reading) };
    return { text: template, isNull: false, unresolved: [], unresolvedAt: [], errors: [fault] };
  }
}

/**
 * Whether a condition holds, as the run condition of a step: it must evaluate without any error or unresolved token,
 * and to a truthy text [octostache]. Never throws, as {@link evaluate}.
 */
export function evaluateCondition(options: EvaluateOptions): Evaluated & { holds: boolean } {
  const evaluated = evaluate(options);
  const clean = evaluated.errors.length === 0 && evaluated.unresolved.length === 0;
  return { ...evaluated, holds: clean && isTruthy(evaluated.text) };
}

function found({ unresolved, faults }: Evaluation): Pick<Evaluated, 'unresolved' | 'unresolvedAt' | 'errors'> {
  const placeOf = createPlaceFinder();
  return {
    unresolved: [...unresolved.keys()],
    unresolvedAt: Array.from(unresolved, ([token, reading]) => ({ token, ...placeOf(reading) })),
    errors: [...faults.values()]
      .flatMap((byVariable) => [...byVariable.values()].flat())
      .map(({ message, ...reading }) => ({ code: 'syntax', message, ...placeOf(reading) })),
  };
}
