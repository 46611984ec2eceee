import type { Cursor } from './cursor.ts';
import type { OpenBlock } from './open-block.ts';
import { parseCalculation } from './parse-calculation.ts';
import { type ParseToken, parseCondition, parseExpression } from './parse-expression.ts';
import { parseSymbol } from './parse-symbol.ts';
import type { Condition, Token } from './tree.ts';

/** A `#{…}` is a token by itself, or it opens a block. */
type Head = { token: Token } | { block: OpenBlock };

/** Reads the `#{…}` at the cursor; tokens among the options of filters are left to `parseToken`. */
export function parseHead(cursor: Cursor, parseToken: ParseToken): Head {
  const offset = cursor.position;
  cursor.expect('#{');
  cursor.skipBlanks();
  if (cursor.takeKeyword('if')) return openBranching(cursor, { kind: 'if', offset, parseToken });
  if (cursor.takeKeyword('unless')) return openBranching(cursor, { kind: 'unless', offset, parseToken });
  if (cursor.takeKeyword('each')) return openLoop(cursor, offset);
  if (cursor.takeKeyword('calc')) return calculation(cursor, offset);
  const expression = parseExpression(cursor, parseToken);
  endHead(cursor);
  return { token: { kind: 'substitution', expression, offset } };
}

/** The condition of an `elseif`, whose mark stands at the cursor. */
export function parseElseIf(cursor: Cursor, parseToken: ParseToken): Condition {
  cursor.position += '#{elseif'.length;
  return conditionOf(cursor, parseToken);
}

/** Whether `#{elseif …` stands at the cursor, in lower case as the language has it. */
export function atElseIf(cursor: Cursor): boolean {
  return cursor.startsWith('#{elseif') && cursor.blanksEndAt(cursor.position + 8) > cursor.position + 8;
}

function openBranching(
  cursor: Cursor,
  { kind, offset, parseToken }: { kind: 'if' | 'unless'; offset: number; parseToken: ParseToken },
): Head {
  const condition = conditionOf(cursor, parseToken);
  return { block: { kind, offset, parts: [{ source: cursor.since(offset), condition, tokens: [] }] } };
}

function openLoop(cursor: Cursor, offset: number): Head {
  const [name, ...more] = parseSymbol(cursor).steps;
  if (name?.kind !== 'name' || more.length > 0) throw cursor.fault('the name of an `each` is one word');
  cursor.skipBlanks();
  if (!cursor.takeKeyword('in')) throw cursor.fault('expected `in`');
  const loop = { name: name.text, collection: parseSymbol(cursor) };
  endHead(cursor);
  return { block: { kind: 'each', offset, loop, parts: [{ source: cursor.since(offset), tokens: [] }] } };
}

function calculation(cursor: Cursor, offset: number): Head {
  const start = cursor.position;
  const sum = parseCalculation(cursor);
  const source = `#{${cursor.since(start).trim()}}`;
  endHead(cursor);
  return { token: { kind: 'calc', sum, source, offset } };
}

function conditionOf(cursor: Cursor, parseToken: ParseToken): Condition {
  const condition = parseCondition(cursor, parseToken);
  endHead(cursor);
  return condition;
}

function endHead(cursor: Cursor): void {
  cursor.skipBlanks();
  cursor.expect('}');
}
