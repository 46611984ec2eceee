import type { Condition, Operand } from '../syntax/tree.ts';
import type { Evaluation } from './evaluation.ts';
import { expressionValue } from './expression.ts';
import type { Scope } from './scope.ts';
import { isTruthy } from './truthy.ts';

/**
 * Whether a condition is true; undefined when a filter in it fails, and it cannot be told. A symbol without value
 * counts as empty.
 */
export function truthOf(
  evaluation: Evaluation,
  { left, comparison }: Condition,
  scope: Scope | undefined,
): boolean | undefined {
  const value = operandText(evaluation, left, scope);
  if (value === undefined) return undefined;
  if (!comparison) return isTruthy(value);
  const other = operandText(evaluation, comparison.right, scope);
  if (other === undefined) return undefined;
  return (value === other) === (comparison.operator === '==');
}

function operandText(evaluation: Evaluation, operand: Operand, scope: Scope | undefined): string | undefined {
  if (operand.kind === 'quoted') return operand.text;
  const value = expressionValue(evaluation, operand.expression, scope);
  evaluation.limits.spend(1 + (value?.length ?? 0));
  if (value === null) return '';
  return value ?? (operand.expression.filters.length === 0 ? '' : undefined);
}
