import type { ActionDocument, StepDocument } from '../processes/state.ts';
import { propertyText } from './properties.ts';

/** What a step's run condition is judged by. */
export interface ConditionQuestion {
  readonly step: Pick<StepDocument, 'Condition' | 'Properties'>;
  /** An earlier step failed. */
  readonly failed: boolean;
  /** Whether an expression comes, without any error, to a true text. */
  holds(template: string): boolean;
}

/** Why a step does not run now, or null when it does. [docs] */
export function conditionRefusal(question: ConditionQuestion): string | null {
  const { step, failed } = question;
  switch (step.Condition) {
    case 'Failure':
      return failed ? null : 'it runs only after a failure';
    case 'Always':
      break;
    case 'Variable': {
      const expression =
        propertyText(step.Properties['Octopus.Step.ConditionVariableExpression']) ??
        propertyText(step.Properties['Octopus.Action.ConditionVariableExpression']);
      if (!isTrue(expression, question)) return 'its run condition is false';
      break;
    }
    default:
      if (failed) return 'an earlier step failed';
  }
  return null;
}

/** Whether an action of a step is done, once its step has begun. [docs] */
export function isConditionMet(
  action: Pick<ActionDocument, 'Condition' | 'Properties'>,
  holds: ConditionQuestion['holds'],
): boolean {
  if (action.Condition !== 'Variable') return true;
  return isTrue(propertyText(action.Properties['Octopus.Action.ConditionVariableExpression']), { holds });
}

/** An expression that is empty is false. [docs] */
function isTrue(expression: string | undefined, question: Pick<ConditionQuestion, 'holds'>): boolean {
  return expression !== undefined && expression.trim() !== '' && question.holds(expression);
}
