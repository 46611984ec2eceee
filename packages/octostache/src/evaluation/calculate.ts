import { doubleIn } from '../numbers/number-in.ts';
import type { Operator, Sum, SymbolPath } from '../syntax/tree.ts';
import type { Limits } from './limits.ts';

/** What a calculation needs of the evaluation around it. */
interface Operands {
  lookup(symbol: SymbolPath): string | undefined;
  limits: Limits;
}

/** The result of a sum, or undefined when an operand has no value or is no number. */
export function calculate(sum: Sum, operands: Operands): number | undefined {
  if (sum.kind === 'number') return sum.value;
  if (sum.kind === 'symbol') return numberOf(operands.lookup(sum.symbol), operands);
  return operands.limits.nested(() => {
    let result = calculate(sum.first, operands);
    for (const { operator, operand } of sum.rest) {
      const value = calculate(operand, operands);
      if (result === undefined || value === undefined) return undefined;
      result = operated(operator, result, value);
    }
    return result;
  });
}

function numberOf(text: string | undefined, { limits }: Operands): number | undefined {
  limits.spend(text?.length ?? 0);
  return text === undefined ? undefined : doubleIn(text);
}

function operated(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
  }
}
