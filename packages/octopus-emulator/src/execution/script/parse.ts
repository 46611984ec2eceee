import { remember } from '../remember.ts';
import type { AndOr, Pipeline, Statement, Word } from './syntax.ts';
import { type Token, tokenize } from './tokens.ts';

/** Compounds that are not modelled, and the word that ends each. */
const COMPOUNDS: Readonly<Record<string, string>> = {
  for: 'done',
  while: 'done',
  until: 'done',
  case: 'esac',
  '{': '}',
};

interface Reader {
  readonly script: string;
  readonly tokens: readonly Token[];
  at: number;
}

const REMEMBERED = 500;

/** Parses the shell scripts of steps: commands, pipes, `&&`, `||`, `if`; anything else is kept as unmodelled text. */
export const parseScript = remember<readonly Statement[]>(REMEMBERED, parse);

function parse(script: string): Statement[] {
  const reader: Reader = { script, tokens: tokenize(script), at: 0 };
  const statements: Statement[] = [];
  while (reader.at < reader.tokens.length) {
    const before = reader.at;
    statements.push(...readStatements(reader, []));
    if (reader.at === before) reader.at += 1;
  }
  return statements;
}

function keyword(reader: Reader): string | undefined {
  const token = reader.tokens[reader.at];
  return token?.kind === 'word' ? token.source : undefined;
}

function operator(reader: Reader): string | undefined {
  const token = reader.tokens[reader.at];
  return token?.kind === 'operator' ? token.text : undefined;
}

function readStatements(reader: Reader, ends: readonly string[]): Statement[] {
  const statements: Statement[] = [];
  while (reader.at < reader.tokens.length) {
    const separator = operator(reader);
    if (separator === '\n' || separator === ';' || separator === '&') {
      reader.at += 1;
      continue;
    }
    const word = keyword(reader);
    if (word === undefined || ends.includes(word)) break;
    statements.push(readStatement(reader, word));
  }
  return statements;
}

function readStatement(reader: Reader, word: string): Statement {
  if (word === 'if') return readIf(reader);
  const end = COMPOUNDS[word];
  if (end !== undefined) return readCompound(reader, word, end);
  return { kind: 'run', list: readList(reader) };
}

function readIf(reader: Reader): Statement {
  const branches: { test: Statement[]; body: Statement[] }[] = [];
  let otherwise: Statement[] = [];
  while (keyword(reader) === 'if' || keyword(reader) === 'elif') {
    reader.at += 1;
    const test = readStatements(reader, ['then']);
    if (keyword(reader) === 'then') reader.at += 1;
    branches.push({ test, body: readStatements(reader, ['elif', 'else', 'fi']) });
  }
  if (keyword(reader) === 'else') {
    reader.at += 1;
    otherwise = readStatements(reader, ['fi']);
  }
  if (keyword(reader) === 'fi') reader.at += 1;
  return { kind: 'if', branches, otherwise };
}

function readCompound(reader: Reader, word: string, end: string): Statement {
  const from = reader.tokens[reader.at]?.at ?? 0;
  let depth = 0;
  let until = reader.script.length;
  for (; reader.at < reader.tokens.length; reader.at += 1) {
    const token = reader.tokens[reader.at];
    if (token?.kind !== 'word') continue;
    if (COMPOUNDS[token.source] === end && (token.source === word || end === 'done')) depth += 1;
    if (token.source !== end) continue;
    depth -= 1;
    if (depth > 0) continue;
    until = token.at + token.source.length;
    reader.at += 1;
    break;
  }
  return { kind: 'unmodelled', source: reader.script.slice(from, until) };
}

function readList(reader: Reader): AndOr {
  const first = readPipeline(reader);
  const rest: { operator: '&&' | '||'; pipeline: Pipeline }[] = [];
  for (let joint = operator(reader); joint === '&&' || joint === '||'; joint = operator(reader)) {
    reader.at += 1;
    while (operator(reader) === '\n') reader.at += 1;
    rest.push({ operator: joint, pipeline: readPipeline(reader) });
  }
  return { first, rest };
}

function readPipeline(reader: Reader): Pipeline {
  const from = reader.tokens[reader.at]?.at ?? reader.script.length;
  const negated = keyword(reader) === '!';
  if (negated) reader.at += 1;
  const commands: Word[][] = [[]];
  for (; reader.at < reader.tokens.length; reader.at += 1) {
    const token = reader.tokens[reader.at];
    if (token?.kind === 'word') commands.at(-1)?.push(token.word);
    else if (token?.text === '|') commands.push([]);
    else if (token?.text !== '(' && token?.text !== ')') break;
  }
  const until = reader.tokens[reader.at]?.at ?? reader.script.length;
  return {
    commands: commands.filter((words) => words.length > 0),
    negated,
    source: reader.script.slice(from, until).trim(),
  };
}
