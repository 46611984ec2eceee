import { holds } from './conditions.ts';
import type { Asking } from './effects.ts';
import { type CommandResult, kubectl, request } from './kubectl.ts';
import { octopusFunction } from './octopus-functions.ts';
import { parseScript } from './parse.ts';
import type { AndOr, Pipeline, Statement, Word } from './syntax.ts';

/** How a script ended. */
export interface ScriptOutcome {
  readonly exitCode: number;
  /** Lines that were not run because nothing models them. */
  readonly skipped: number;
}

interface Shell {
  readonly variables: Map<string, string>;
  readonly namespace: string;
  status: number;
  exit: number | undefined;
  stopOnError: boolean;
  skipped: number;
}

const MAX_STATEMENTS = 10_000;

/**
 * Runs the few commands that smoke tests and runbooks are made of, for real: variables, substitutions, `if`, `echo`,
 * `exit`, `sleep`, and kubectl's rollouts, reads and requests, asked of the simulated cluster as effects. Every other
 * command is named in the log as simulated and counts as done.
 */
export function* runScript(script: string, options: { namespace: string }): Asking<ScriptOutcome> {
  const shell: Shell = {
    variables: new Map(),
    namespace: options.namespace,
    status: 0,
    exit: undefined,
    stopOnError: false,
    skipped: 0,
  };
  yield* runStatements(parseScript(script).slice(0, MAX_STATEMENTS), shell);
  return { exitCode: shell.exit ?? shell.status, skipped: shell.skipped };
}

function* runStatements(statements: readonly Statement[], shell: Shell): Asking<void> {
  for (const statement of statements) {
    if (shell.exit !== undefined) return;
    if (statement.kind === 'unmodelled') yield* skip(statement.source, shell);
    else if (statement.kind === 'run') yield* runList(statement.list, shell);
    else yield* runIf(statement, shell);
  }
}

function* runIf(statement: Extract<Statement, { kind: 'if' }>, shell: Shell): Asking<void> {
  const { stopOnError } = shell;
  for (const branch of statement.branches) {
    shell.stopOnError = false;
    yield* runStatements(branch.test, shell);
    shell.stopOnError = stopOnError;
    if (shell.exit !== undefined || shell.status === 0) return yield* runStatements(branch.body, shell);
  }
  shell.status = 0;
  yield* runStatements(statement.otherwise, shell);
}

function* runList(list: AndOr, shell: Shell): Asking<void> {
  yield* runPipeline(list.first, shell);
  let decides = list.rest.length === 0;
  for (const [index, { operator, pipeline }] of list.rest.entries()) {
    if (shell.exit !== undefined) return;
    if ((operator === '&&') !== (shell.status === 0)) continue;
    decides = index === list.rest.length - 1;
    yield* runPipeline(pipeline, shell);
  }
  if (shell.stopOnError && decides && shell.status !== 0 && !list.first.negated) shell.exit ??= shell.status;
}

function* runPipeline(pipeline: Pipeline, shell: Shell): Asking<void> {
  const { code, output } = yield* capture(pipeline, shell);
  if (output !== '') for (const line of output.split('\n')) yield { kind: 'log', level: 'Info', text: line };
  shell.status = pipeline.negated ? Number(code === 0) : code;
}

function* capture(pipeline: Pipeline, shell: Shell): Asking<CommandResult> {
  let result: CommandResult = { code: 0, output: '' };
  for (const [index, words] of pipeline.commands.entries()) {
    if (shell.exit !== undefined) break;
    const expanded: string[] = [];
    for (const word of words) expanded.push(...(yield* expandFields(word, shell)));
    const given = index === 0 ? yield* runCommand(expanded, shell) : filter(expanded, result);
    if (given === undefined) yield* skip(index === 0 ? pipeline.source : `| ${expanded.join(' ')}`, shell);
    result = given ?? (index === 0 ? { code: 0, output: '' } : result);
  }
  return result;
}

function* skip(source: string, shell: Shell): Asking<void> {
  shell.skipped += 1;
  shell.status = 0;
  yield { kind: 'log', level: 'Verbose', text: `simulated: not run: ${source.split('\n')[0] ?? ''}` };
}

/** A command that feeds on the output of the one before it. */
function filter(words: readonly string[], before: CommandResult): CommandResult | undefined {
  const lines = before.output === '' ? [] : before.output.split('\n');
  const count = Number(/\d+/.exec(words.slice(1).join(' '))?.[0] ?? 10);
  if (words[0] === 'wc' && words[1] === '-l') return { code: 0, output: String(lines.length) };
  if (words[0] === 'cat' && words.length === 1) return { code: 0, output: before.output };
  if (words[0] === 'head') return { code: 0, output: lines.slice(0, count).join('\n') };
  return words[0] === 'tail' ? { code: 0, output: lines.slice(-count).join('\n') } : undefined;
}

function* runCommand(words: readonly string[], shell: Shell): Asking<CommandResult | undefined> {
  const assignment = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(words[0] === 'export' ? (words[1] ?? '') : (words[0] ?? ''));
  if (assignment !== null) {
    shell.variables.set(assignment[1] ?? '', assignment[2] ?? '');
    return { code: shell.status, output: '' };
  }
  const [program, ...rest] = words;
  switch (program) {
    case undefined:
    case 'true':
    case ':':
      return { code: 0, output: '' };
    case 'false':
      return { code: 1, output: '' };
    case 'echo':
      return { code: 0, output: rest.filter((word, index) => index > 0 || !/^-[ne]+$/.test(word)).join(' ') || ' ' };
    case 'exit':
      shell.exit = Number(rest[0] ?? shell.status) || 0;
      return { code: shell.exit, output: '' };
    case 'set':
      if (rest.some((word) => /^-[a-z]*e/.test(word))) shell.stopOnError = true;
      return { code: 0, output: '' };
    case 'sleep':
      yield { kind: 'sleep', ms: Number(rest[0]?.replace(/s$/, '') ?? 0) * 1_000 || 0 };
      return { code: 0, output: '' };
    case 'date':
      return { code: 0, output: (yield { kind: 'now' }).lines.join('') };
    case '[':
    case '[[':
    case 'test':
      return test(program === 'test' ? rest : rest.slice(0, -1));
    case 'fail_step':
      yield { kind: 'log', level: 'Error', text: rest.join(' ') };
      shell.exit = 1;
      return { code: 1, output: '' };
    case 'kubectl':
      return yield* kubectl(rest, shell.namespace);
    default:
      return (yield* octopusFunction(words)) ?? (yield* request(words));
  }
}

function test(words: readonly string[]): CommandResult | undefined {
  const answer = holds(words);
  return answer === undefined ? undefined : { code: answer ? 0 : 1, output: '' };
}

/** A word as it is passed on: nothing at all when it was only empty variables without quotes. */
function* expandFields(word: Word, shell: Shell): Asking<string[]> {
  const text = yield* expand(word, shell);
  const bare = word.every((part) => part.kind !== 'text');
  return text === '' && bare ? [] : [text];
}

function* expand(word: Word, shell: Shell): Asking<string> {
  let text = '';
  for (const part of word) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'variable') text += yield* variable(part, shell);
    else text += yield* substitute(part.script, shell);
  }
  return text;
}

function* variable(part: Extract<Word[number], { kind: 'variable' }>, shell: Shell): Asking<string> {
  if (part.name === '?') return String(shell.status);
  const value = shell.variables.get(part.name) ?? '';
  return value === '' && part.fallback !== undefined ? yield* expand(part.fallback, shell) : value;
}

/** `$(…)`: the output of its last pipeline; assignments inside do not reach the outside. */
function* substitute(script: string, shell: Shell): Asking<string> {
  const inner: Shell = { ...shell, variables: new Map(shell.variables), exit: undefined };
  const output: string[] = [];
  for (const statement of parseScript(script)) {
    if (statement.kind !== 'run') {
      yield* skip('$(…)', inner);
      continue;
    }
    const result = yield* capture(statement.list.first, inner);
    let { code } = result;
    if (result.output !== '') output.push(result.output);
    for (const { operator, pipeline } of statement.list.rest) {
      if ((operator === '&&') !== (code === 0)) continue;
      const next = yield* capture(pipeline, inner);
      code = next.code;
      if (next.output !== '') output.push(next.output);
    }
    inner.status = code;
  }
  shell.status = inner.status;
  shell.skipped = inner.skipped;
  return output.join('\n').trim();
}
