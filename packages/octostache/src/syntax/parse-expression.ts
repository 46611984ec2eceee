import type { Cursor } from './cursor.ts';
import { parseSymbol } from './parse-symbol.ts';
import type { Condition, Expression, FilterCall, FilterOption, Operand, Token } from './tree.ts';

/** Reads a `#{…}` that stands at the cursor; the parser of templates gives its own. */
export type ParseToken = () => Token;

/** A symbol, or a chain of filters behind an optional symbol. */
export function parseExpression(cursor: Cursor, parseToken: ParseToken): Expression {
  cursor.skipBlanks();
  const symbol = cursor.startsWith('|') ? undefined : parseSymbol(cursor);
  const filters: FilterCall[] = [];
  cursor.skipBlanks();
  while (cursor.take('|')) {
    cursor.skipBlanks();
    const name = cursor.word();
    if (name === '') throw cursor.fault('the name of a filter is missing');
    filters.push({ name, options: parseOptions(cursor, parseToken) });
  }
  return { symbol, filters };
}

function parseOptions(cursor: Cursor, parseToken: ParseToken): readonly FilterOption[] {
  const options: FilterOption[] = [];
  while (true) {
    cursor.skipBlanks();
    const start = cursor.position;
    const value = parseOption(cursor, parseToken);
    if (value === undefined) return options;
    options.push({ value, source: cursor.text.slice(start, cursor.position) });
  }
}

function parseOption(cursor: Cursor, parseToken: ParseToken): string | Token | undefined {
  if (cursor.startsWith('#{')) return cursor.nested(parseToken);
  return parseQuoted(cursor) ?? (cursor.word() || undefined);
}

/** `"text"` without quotes and hashes inside, or `\"any text\"`. */
function parseQuoted(cursor: Cursor): string | undefined {
  if (cursor.take('\\"')) return cursor.upTo('\\"');
  if (!cursor.take('"')) return undefined;
  const text = cursor.upTo('"');
  if (text.includes('#')) throw cursor.fault('a quoted text cannot contain `#`; write \\"…\\"');
  return text;
}

/** An operand, or two with `==` or `!=` between them. */
export function parseCondition(cursor: Cursor, parseToken: ParseToken): Condition {
  const left = parseOperand(cursor, parseToken);
  cursor.skipBlanks();
  const operator = cursor.take('==') ? '==' : cursor.take('!=') ? '!=' : undefined;
  if (!operator) return { left };
  return { left, comparison: { operator, right: parseOperand(cursor, parseToken) } };
}

function parseOperand(cursor: Cursor, parseToken: ParseToken): Operand {
  cursor.skipBlanks();
  const text = parseQuoted(cursor);
  if (text !== undefined) return { kind: 'quoted', text };
  return { kind: 'expression', expression: parseExpression(cursor, parseToken) };
}
