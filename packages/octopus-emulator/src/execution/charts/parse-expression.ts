import { type Expression, TemplateProblem } from './template-syntax.ts';

const TOKEN = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|\(|\)|\||-?\d+(?:\.\d+)?(?![\w.])|\$?[\w]*(?:\.[\w]+)*\.?|[^\s])/y;

/** Parses a pipeline: `.Values.a | default "b" | quote`. */
export function parseExpression(source: string): Expression {
  const reader = { tokens: tokensOf(source), at: 0 };
  const expression = readPipeline(reader);
  if (reader.at < reader.tokens.length) {
    throw new TemplateProblem(`'${reader.tokens[reader.at]}' was not expected in '${source.trim()}'`);
  }
  return expression;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function tokensOf(source: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.length) {
    const match = TOKEN.exec(source);
    if (match === null || match[0] === '') break;
    if (match[1] !== undefined && match[1] !== '') tokens.push(match[1]);
  }
  return tokens;
}

function readPipeline(reader: Reader): Expression {
  let expression = readCall(reader);
  while (reader.tokens[reader.at] === '|') {
    reader.at += 1;
    const next = readCall(reader);
    if (next.kind !== 'call') throw new TemplateProblem('only functions can follow a |');
    expression = { ...next, args: [...next.args, expression] };
  }
  return expression;
}

function readCall(reader: Reader): Expression {
  const first = readOperand(reader);
  if (first.kind !== 'call') return first;
  const args: Expression[] = [];
  for (let token = reader.tokens[reader.at]; token !== undefined && token !== '|' && token !== ')'; ) {
    args.push(readOperand(reader));
    token = reader.tokens[reader.at];
  }
  return first.args.length > 0 || first.name === '' ? first : { ...first, args };
}

function readOperand(reader: Reader): Expression {
  const token = reader.tokens[reader.at] ?? '';
  reader.at += 1;
  if (token === '(') {
    const inner = readPipeline(reader);
    if (reader.tokens[reader.at] !== ')') throw new TemplateProblem('a ) is missing');
    reader.at += 1;
    return inner.kind === 'call' ? { kind: 'call', name: '', args: [inner] } : inner;
  }
  if (token.startsWith('"')) return { kind: 'literal', value: unquote(token) };
  if (token.startsWith('`')) return { kind: 'literal', value: token.slice(1, -1) };
  if (/^-?\d/.test(token)) return { kind: 'literal', value: Number(token) };
  if (token === 'true' || token === 'false') return { kind: 'literal', value: token === 'true' };
  if (token === 'nil') return { kind: 'literal', value: null };
  if (token.startsWith('.') || token.startsWith('$')) {
    const [root = '', ...names] = token.split('.');
    return { kind: 'path', root, names: names.filter((name) => name !== '') };
  }
  if (/^[A-Za-z]\w*$/.test(token)) return { kind: 'call', name: token, args: [] };
  throw new TemplateProblem(`'${token}' is not understood`);
}

function unquote(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/g, (_, character: string) => ({ n: '\n', t: '\t' })[character] ?? character);
}
