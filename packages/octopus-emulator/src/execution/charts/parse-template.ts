import { parseExpression } from './parse-expression.ts';
import { type Branch, type Node, TemplateProblem } from './template-syntax.ts';

type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'action'; readonly source: string };

/** Cuts a template into text and actions; `{{-` and `-}}` take the blanks beside them away. */
function piecesOf(template: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  let trimsNext = false;
  for (const match of template.matchAll(/\{\{(-?)([\s\S]*?)(-?)\}\}/g)) {
    let text = template.slice(at, match.index);
    if (trimsNext) text = text.trimStart();
    if (match[1] === '-') text = text.trimEnd();
    if (text !== '') pieces.push({ kind: 'text', text });
    const source = (match[2] ?? '').trim();
    if (!source.startsWith('/*')) pieces.push({ kind: 'action', source });
    trimsNext = match[3] === '-';
    at = match.index + match[0].length;
  }
  const rest = trimsNext ? template.slice(at).trimStart() : template.slice(at);
  if (rest !== '') pieces.push({ kind: 'text', text: rest });
  return pieces;
}

interface Reader {
  readonly pieces: readonly Piece[];
  at: number;
}

/** Parses the part of Go's template language that charts mostly use. Throws a `TemplateProblem` for the rest. */
export function parseTemplate(template: string): Node[] {
  const reader: Reader = { pieces: piecesOf(template), at: 0 };
  const { nodes, end } = readNodes(reader);
  if (end !== undefined) throw new TemplateProblem(`'${end}' closes nothing`);
  return nodes;
}

/** Reads up to an `else` or `end`, which it takes. */
function readNodes(reader: Reader): { nodes: Node[]; end: string | undefined } {
  const nodes: Node[] = [];
  for (let piece = reader.pieces[reader.at]; piece !== undefined; piece = reader.pieces[reader.at]) {
    reader.at += 1;
    if (piece.kind === 'text') nodes.push(piece);
    else if (/^(end|else)\b/.test(piece.source)) return { nodes, end: piece.source };
    else nodes.push(readAction(reader, piece.source));
  }
  return { nodes, end: undefined };
}

function readAction(reader: Reader, source: string): Node {
  const [, word = '', rest = ''] = /^(\w+)\b\s*([\s\S]*)$/.exec(source) ?? [];
  if (word === 'if' || word === 'with') return readBranches(reader, word, rest);
  if (word === 'range') return readRange(reader, rest);
  if (word === 'define') {
    const body = readNodes(reader);
    expectEnd(body.end, 'define');
    return { kind: 'define', name: rest.replaceAll('"', '').trim(), body: body.nodes };
  }
  const assignment = /^\$(\w+)\s*:?=\s*([\s\S]+)$/.exec(source);
  if (assignment !== null) {
    return { kind: 'assign', name: `$${assignment[1]}`, expression: parseExpression(assignment[2] ?? '') };
  }
  return { kind: 'output', expression: parseExpression(source) };
}

function readBranches(reader: Reader, kind: 'if' | 'with', test: string): Node {
  const branches: Branch[] = [];
  let source: string | undefined = test;
  let otherwise: readonly Node[] = [];
  while (source !== undefined) {
    const { nodes, end } = readNodes(reader);
    branches.push({ test: parseExpression(source), body: nodes });
    source = /^else\s+if\s+([\s\S]+)$/.exec(end ?? '')?.[1];
    if (source !== undefined) continue;
    if (end === 'else') {
      const last = readNodes(reader);
      expectEnd(last.end, kind);
      otherwise = last.nodes;
    } else expectEnd(end, kind);
  }
  return { kind, branches, otherwise };
}

function readRange(reader: Reader, source: string): Node {
  const [, key, item, of = source] = /^(?:(\$\w+)\s*,\s*)?(\$\w+)\s*:=\s*([\s\S]+)$/.exec(source) ?? [];
  const body = readNodes(reader);
  let otherwise: readonly Node[] = [];
  if (body.end === 'else') {
    const last = readNodes(reader);
    expectEnd(last.end, 'range');
    otherwise = last.nodes;
  } else expectEnd(body.end, 'range');
  return { kind: 'range', key, item, expression: parseExpression(of), body: body.nodes, otherwise };
}

function expectEnd(end: string | undefined, of: string): void {
  if (end !== 'end') throw new TemplateProblem(`the end of '${of}' is missing`);
}
