import type { Sum, SymbolPath } from '../syntax/tree.ts';

/** The result of a sum, or undefined when an operand has no value or is no number. */
export function calculate(sum: Sum, lookup: (symbol: SymbolPath) => string | undefined): number | undefined {
  if (sum.kind === 'number') return sum.value;
  if (sum.kind === 'symbol') return numberIn(lookup(sum.symbol));
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

function numberIn(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isNaN(value) ? undefined : value;
}
