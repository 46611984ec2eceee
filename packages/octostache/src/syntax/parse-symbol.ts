import { isWhiteSpace, trimWhiteSpace } from '../white-space.ts';
import { type Cursor, isNameLetter, SyntaxFault } from './cursor.ts';
import type { Step, SymbolPath } from './tree.ts';

/** What ends a name besides a letter that cannot be in one. */
interface NameRules {
  /** A closing parenthesis that has no opening one in the name, and a blank before an operator. */
  inCalculation?: boolean;
}

/** Longer symbols are refused: whoever looks one up tries every part of it. */
const mostSteps = 100;

/** `A.B[c].D`; names may have blanks inside. Refuses an empty name. */
export function parseSymbol(cursor: Cursor, rules: NameRules = {}): SymbolPath {
  cursor.skipBlanks();
  const steps: Step[] = [{ kind: 'name', text: parseName(cursor, rules) }];
  while (true) {
    if (steps.length > mostSteps) throw cursor.fault('a name has too many parts');
    if (cursor.take('.')) steps.push({ kind: 'name', text: parseName(cursor, rules) });
    else if (cursor.take('[')) steps.push(parseIndexer(cursor));
    else return { steps, name: undefined };
  }
}

function parseName(cursor: Cursor, { inCalculation = false }: NameRules): string {
  const { text } = cursor;
  const start = cursor.position;
  let open = 0;
  while (!cursor.atEnd) {
    const character = text[cursor.position];
    if (isWhiteSpace(character)) {
      const next = cursor.blanksEndAt(cursor.position);
      if (endsName(text, next, inCalculation)) break;
      cursor.position = next;
      continue;
    }
    if (!isNameLetter(character)) break;
    if (character === '(') open += 1;
    if (character === ')' && inCalculation && open === 0) break;
    if (character === ')') open -= 1;
    cursor.position += 1;
  }
  const name = trimWhiteSpace(text.slice(start, cursor.position));
  if (name === '') throw cursor.fault('a name is missing');
  return name;
}

/** Whether blanks that end at `next` end the name before them too. */
function endsName(text: string, next: number, inCalculation: boolean): boolean {
  const character = text[next];
  if (!isNameLetter(character)) return true;
  if (inCalculation && /[-+*/]/.test(character ?? '')) return true;
  return text.slice(next, next + 2).toLowerCase() === 'in' && isWhiteSpace(text[next + 2]);
}

/** After the `[`: `#{symbol}`, or any text whose own brackets are balanced. */
function parseIndexer(cursor: Cursor): Step {
  const start = cursor.position;
  const end = cursor.closingBracket(start - 1);
  if (cursor.startsWith('#{')) {
    const symbol = parseIndexSymbol(cursor, end);
    if (symbol) return { kind: 'index-of', symbol };
  }
  if (end < 0) throw cursor.fault('`]` is missing');
  cursor.jumpTo(end + 1);
  return { kind: 'index', text: trimWhiteSpace(cursor.text.slice(start, end)) };
}

/** `#{symbol}` up to the end of the indexer; undefined, and no step taken, when there is more or something else. */
function parseIndexSymbol(cursor: Cursor, end: number): SymbolPath | undefined {
  const mark = cursor.mark();
  try {
    return cursor.once('index', () => {
      cursor.expect('#{');
      const symbol = cursor.nested(() => parseSymbol(cursor));
      cursor.skipBlanks();
      cursor.expect('}');
      cursor.expect(']');
      return symbol;
    });
  } catch (error) {
    if (!(error instanceof SyntaxFault) || end < 0) throw error;
    cursor.goBack(mark);
    return undefined;
  }
}
