import { doubleIn } from '../numbers/number-in.ts';
import type { Sum, SymbolPath } from '../syntax/tree.ts';

/** The result of a sum, or undefined when an operand has no value or is no number. */
export function calculate(sum: Sum, lookup: (symbol: SymbolPath) => string | undefined): number | undefined {
  if (sum.kind === 'number') return sum.value;
  if (sum.kind === 'symbol') return doubleIn(lookup(sum.symbol) ?? '');
  const left = calculate(sum.left, lookup);
  const right = calculate(sum.right, lookup);
  if (left === undefined || right === undefined) return undefined;
  switch (sum.operator) {
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
