import { Cursor, SyntaxFault } from './cursor.ts';
import { parseCalculation } from './parse-calculation.ts';
import { parseCondition, parseExpression } from './parse-expression.ts';
import { parseSymbol } from './parse-symbol.ts';
import type { Template, Token } from './tree.ts';

/** The tree of a template, or where and why it has none. Never throws; one pass, no backtracking. */
export function parseTemplate(
  text: string,
): { ok: true; template: Template } | { ok: false; fault: { message: string; offset: number } } {
  const cursor = new Cursor(text);
  try {
    const template = parseBody(cursor, () => false);
    if (!cursor.atEnd) throw cursor.fault('a block is closed that was not opened');
    return { ok: true, template };
  } catch (error) {
    if (error instanceof SyntaxFault) return { ok: false, fault: { message: error.message, offset: error.offset } };
    throw error;
  }
}

/** Tokens up to a closing mark (`#{/…`), the end, or where `stop` says so. */
function parseBody(cursor: Cursor, stop: () => boolean): Template {
  const tokens: Token[] = [];
  let literal = '';
  const flush = () => {
    if (literal !== '') tokens.push({ kind: 'text', text: literal });
    literal = '';
  };
  while (!cursor.atEnd) {
    const hash = cursor.text.indexOf('#', cursor.position);
    const end = hash < 0 ? cursor.text.length : hash;
    literal += cursor.text.slice(cursor.position, end);
    cursor.position = end;
    if (cursor.startsWith('#{')) {
      if (cursor.startsWith('#{/') || stop()) break;
      flush();
      tokens.push(cursor.nested(() => parseToken(cursor, parseBlock)));
    } else if (cursor.take('##{')) {
      literal += '#{';
    } else if (cursor.startsWith('###{')) {
      literal += '#';
      cursor.position += 2;
    } else if (cursor.take('#')) {
      literal += '#';
    }
  }
  flush();
  return tokens;
}

/** One `#{…}`, which stands at the cursor. */
function parseToken(cursor: Cursor, block: typeof parseBlock): Token {
  const offset = cursor.position;
  cursor.expect('#{');
  cursor.skipBlanks();
  const found = block(cursor, offset);
  if (found) return found;
  const expression = parseExpression(cursor, () => parseToken(cursor, block));
  cursor.skipBlanks();
  cursor.expect('}');
  return { kind: 'substitution', expression, offset };
}

function parseBlock(cursor: Cursor, offset: number): Token | undefined {
  if (cursor.atKeyword('if')) return parseIf(cursor, { offset, skip: 2 });
  if (cursor.atKeyword('unless')) return parseUnless(cursor, offset);
  if (cursor.atKeyword('each')) return parseEach(cursor, offset);
  if (cursor.atKeyword('calc')) {
    cursor.position += 4;
    const start = cursor.position;
    const sum = parseCalculation(cursor);
    const source = `#{${cursor.text.slice(start, cursor.position).trim()}}`;
    cursor.skipBlanks();
    cursor.expect('}');
    return { kind: 'calc', sum, source };
  }
  return undefined;
}

/** Reads the condition and branches of `if`; an `elseif` is an `if` in the else branch that shares the end mark. */
function parseIf(cursor: Cursor, { offset, skip }: { offset: number; skip: number }): Token {
  cursor.position += skip;
  const condition = conditionOf(cursor);
  // A chain of elseif is read in a loop: it may be long without being deep.
  const body = parseBody(cursor, () => cursor.startsWith('#{else}') || atElseIf(cursor));
  const branches = [{ condition, body }];
  while (atElseIf(cursor)) {
    cursor.position += '#{elseif'.length;
    const next = conditionOf(cursor);
    branches.push({ condition: next, body: parseBody(cursor, () => cursor.startsWith('#{else}') || atElseIf(cursor)) });
    if (branches.length > 1000) throw cursor.fault('too many branches');
  }
  const last = cursor.take('#{else}') ? parseBody(cursor, () => false) : [];
  cursor.expect('#{/if}');
  const source = cursor.text.slice(offset, cursor.position);
  const chained = branches.reduceRight<Template>(
    (otherwise, branch) => [{ kind: 'if', negated: false, ...branch, otherwise, source }],
    last,
  );
  const [first] = chained;
  if (!first) throw cursor.fault('a branch is missing');
  return first;
}

function parseUnless(cursor: Cursor, offset: number): Token {
  cursor.position += 'unless'.length;
  const condition = conditionOf(cursor);
  const body = parseBody(cursor, () => cursor.startsWith('#{else}'));
  const otherwise = cursor.take('#{else}') ? parseBody(cursor, () => false) : [];
  cursor.expect('#{/unless}');
  return { kind: 'if', negated: true, condition, body, otherwise, source: cursor.text.slice(offset, cursor.position) };
}

function parseEach(cursor: Cursor, offset: number): Token {
  cursor.position += 'each'.length;
  const [name, ...more] = parseSymbol(cursor);
  if (name?.kind !== 'name' || more.length > 0) throw cursor.fault('the name of an `each` is one word');
  cursor.skipBlanks();
  if (!cursor.atKeyword('in')) throw cursor.fault('expected `in`');
  cursor.position += 2;
  const collection = parseSymbol(cursor);
  cursor.skipBlanks();
  cursor.expect('}');
  const body = parseBody(cursor, () => false);
  cursor.expect('#{/each}');
  return { kind: 'each', name: name.text, collection, body, source: cursor.text.slice(offset, cursor.position) };
}

function conditionOf(cursor: Cursor) {
  const condition = parseCondition(cursor, () => parseToken(cursor, parseBlock));
  cursor.skipBlanks();
  cursor.expect('}');
  return condition;
}

function atElseIf(cursor: Cursor): boolean {
  return cursor.startsWith('#{elseif') && cursor.blanksEndAt(cursor.position + 8) > cursor.position + 8;
}
