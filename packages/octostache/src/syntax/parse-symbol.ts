import { type Cursor, isBlank, isNameLetter } from './cursor.ts';
import type { Step, SymbolPath } from './tree.ts';

/** What ends a name besides a letter that cannot be in one. */
interface NameRules {
  /** A closing parenthesis that has no opening one in the name, and a blank before an operator. */
  inCalculation?: boolean;
}

/** `A.B[c].D`; names may have blanks inside. Refuses an empty name. */
export function parseSymbol(cursor: Cursor, rules: NameRules = {}): SymbolPath {
  cursor.skipBlanks();
  const steps: Step[] = [{ kind: 'name', text: parseName(cursor, rules) }];
  while (true) {
    if (cursor.take('.')) steps.push({ kind: 'name', text: parseName(cursor, rules) });
    else if (cursor.take('[')) steps.push(parseIndexer(cursor));
    else return steps;
  }
}

function parseName(cursor: Cursor, { inCalculation = false }: NameRules): string {
  const { text } = cursor;
  const start = cursor.position;
  let open = 0;
  while (!cursor.atEnd) {
    const character = text[cursor.position];
    if (isBlank(character)) {
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
  const name = text.slice(start, cursor.position).trim();
  if (name === '') throw cursor.fault('a name is missing');
  return name;
}

/** Whether blanks that end at `next` end the name before them too. */
function endsName(text: string, next: number, inCalculation: boolean): boolean {
  const character = text[next];
  if (!isNameLetter(character)) return true;
  if (inCalculation && /[-+*/]/.test(character ?? '')) return true;
  return text.slice(next, next + 2).toLowerCase() === 'in' && isBlank(text[next + 2]);
}

/** After the `[`: `#{symbol}`, or any text whose own brackets are balanced. */
function parseIndexer(cursor: Cursor): Step {
  const start = cursor.position;
  if (cursor.take('#{')) {
    const symbol = cursor.nested(() => parseSymbol(cursor));
    cursor.skipBlanks();
    cursor.expect('}');
    cursor.expect(']');
    return { kind: 'index-of', symbol };
  }
  let open = 1;
  for (; !cursor.atEnd; cursor.position += 1) {
    const character = cursor.text[cursor.position];
    if (character === '[') open += 1;
    if (character === ']') open -= 1;
    if (open === 0) {
      const text = cursor.text.slice(start, cursor.position).trim();
      cursor.position += 1;
      return { kind: 'index', text };
    }
  }
  throw cursor.fault('`]` is missing');
}
