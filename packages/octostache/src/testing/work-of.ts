import { expect } from 'vitest';
import { beginEvaluation } from '../evaluation/begin-evaluation.ts';
import { EvaluationFault } from '../evaluation/limits.ts';
import { parseTemplate } from '../syntax/parse.ts';
import { prepareVariables } from '../variables/variable-set.ts';

/** How much work an evaluation counts; undefined when it was given up. */
export function workOf(template: string, variables: Readonly<Record<string, string>>): number | undefined {
  const clock = { now: () => 0 };
  const evaluation = beginEvaluation({ variables: prepareVariables(variables), parse: parseTemplate, clock });
  try {
    evaluation.evaluateValue(template, { variable: undefined, scope: undefined });
    return evaluation.limits.work;
  } catch (error) {
    if (!(error instanceof EvaluationFault)) throw error;
    return undefined;
  }
}

/** Doubling a text may double the work, and not more than a little besides. */
export function expectLinear(work: (times: number) => number | undefined, times = 300): void {
  const [once, twice] = [work(times), work(2 * times)];
  if (once !== undefined && twice !== undefined) expect(twice).toBeLessThan(2.2 * once + 10_000);
}
