import type { ActionDocument, StepDocument } from '../processes/state.ts';
import { propertyText } from './properties.ts';

/** Texts that count as false in a run condition, trimmed and in any case; empty is false too. [docs] */
const FALSY = new Set(['', '0', 'no', 'false']);

/** What a step's run condition is judged by. */
export interface ConditionQuestion {
  readonly step: Pick<StepDocument, 'Condition' | 'Properties'>;
  readonly action: Pick<ActionDocument, 'Condition' | 'Properties'>;
  /** An earlier step failed. */
  readonly failed: boolean;
  /** Evaluates a template; undefined when a part of it cannot be resolved. */
  evaluate(template: string): string | undefined;
}

/** Why a step does not run now, or null when it does. [docs] */
export function conditionRefusal(question: ConditionQuestion): string | null {
  const { step, action, failed } = question;
  switch (step.Condition) {
    case 'Failure':
      return failed ? null : 'it runs only after a failure';
    case 'Always':
      break;
    case 'Variable': {
      const expression =
        propertyText(step.Properties['Octopus.Step.ConditionVariableExpression']) ??
        propertyText(step.Properties['Octopus.Action.ConditionVariableExpression']);
      if (!isTruthy(expression, question)) return 'its run condition is false';
      break;
    }
    default:
      if (failed) return 'an earlier step failed';
  }
  if (action.Condition !== 'Variable') return null;
  const expression = propertyText(action.Properties['Octopus.Action.ConditionVariableExpression']);
  return isTruthy(expression, question) ? null : 'its run condition is false';
}

/** An expression that is empty or cannot be resolved is false. [docs] */
function isTruthy(expression: string | undefined, question: ConditionQuestion): boolean {
  if (expression === undefined || expression.trim() === '') return false;
  const value = question.evaluate(expression);
  return value !== undefined && !FALSY.has(value.trim().toLowerCase());
}
