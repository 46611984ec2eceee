import type { Cursor } from './cursor.ts';
import { parseSymbol } from './parse-symbol.ts';
import type { Operator, Sum } from './tree.ts';

const number = /\d+(\.\d+)?/y;

/** A sum of terms; usual precedence, left to right. */
export function parseCalculation(cursor: Cursor): Sum {
  return parseChain(cursor, ['+', '-'], () => parseChain(cursor, ['*', '/'], () => parseFactor(cursor)));
}

function parseChain(cursor: Cursor, operators: readonly Operator[], part: () => Sum): Sum {
  const first = part();
  const rest: { operator: Operator; operand: Sum }[] = [];
  while (true) {
    cursor.skipBlanks();
    const operator = operators.find((one) => cursor.take(one));
    if (!operator) return rest.length === 0 ? first : { kind: 'chain', first, rest };
    rest.push({ operator, operand: part() });
  }
}

function parseFactor(cursor: Cursor): Sum {
  cursor.skipBlanks();
  number.lastIndex = cursor.position;
  const digits = number.exec(cursor.text)?.[0];
  if (digits !== undefined) {
    cursor.position += digits.length;
    return { kind: 'number', value: Number(digits) };
  }
  if (cursor.take('(')) {
    const inside = cursor.nested(() => parseCalculation(cursor));
    cursor.skipBlanks();
    cursor.expect(')');
    return inside;
  }
  if (cursor.take('{')) {
    const symbol = parseSymbol(cursor);
    cursor.skipBlanks();
    cursor.expect('}');
    return { kind: 'symbol', symbol };
  }
  return { kind: 'symbol', symbol: parseSymbol(cursor, { inCalculation: true }) };
}
