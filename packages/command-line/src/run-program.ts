import { type Application, FlagNotFoundError, run } from '@stricli/core';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { ProgramContext } from './program-context.ts';
import { redact, secretsIn } from './redact.ts';

/**
 * Runs an application on the arguments of its caller and gives its exit code, which the context has been told too.
 * Usage errors are 64. A throw that nobody expected is one sentence that calls itself a bug, with its stack only under
 * `OCTOTRAIN_DEBUG=1`, and 1; what the file system refused is told as that, and 74; an `AbortError` after an interruption is 130. No secret of the environment is printed.
 */
export async function runProgram<CONTEXT extends ProgramContext>(
  app: Application<CONTEXT>,
  context: CONTEXT,
  argv: readonly string[],
): Promise<number> {
  const unexpected: { code?: number } = {};
  const secrets = secretsIn(context.env);
  const clean = (text: string) => redact(text, secrets);
  const broken = (error: unknown): string => {
    unexpected.code = codeOf(error);
    return isAbort(error) ? 'interrupted' : clean(bugReport({ error, name: app.config.name, env: context.env }));
  };
  const text = {
    ...app.defaultText,
    exceptionWhileParsingArguments: (error: unknown) => clean(usageSentence(error)),
    formatException: (error: unknown) => clean(sentenceOf(error)),
    exceptionWhileRunningCommand: broken,
    exceptionWhileLoadingCommandFunction: broken,
    exceptionWhileLoadingCommandContext: (error: unknown) => `${broken(error)}\n`,
    commandErrorResult: (error: Error) => clean(error.message),
  };
  try {
    await run({ ...app, defaultText: text }, argv, context);
  } catch (error) {
    context.stderr.write(`${broken(error)}\n`);
  }
  const code = unexpected.code ?? ownCode(Number(context.process.exitCode ?? exitCodes.done));
  context.process.exitCode = code;
  return code;
}

function codeOf(error: unknown): ExitCode {
  if (isAbort(error)) return exitCodes.interrupted;
  return isOfTheFolder(error) ? exitCodes.unwritable : exitCodes.failed;
}

/** The framework's own codes are negative: -4 and -5 are the caller's mistakes, all others ours. */
function ownCode(code: number): number {
  if (code >= 0) return code;
  return code === -4 || code === -5 ? exitCodes.usage : exitCodes.failed;
}

/** What is wrong with the arguments; a flag is suggested as it is documented, not as the code calls it. */
function usageSentence(error: unknown): string {
  if (!(error instanceof FlagNotFoundError)) return sentenceOf(error);
  return error.corrections.reduce((text, flag) => text.replace(`--${flag}`, `--${kebab(flag)}`), error.message);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function bugReport(facts: { error: unknown; name: string; env: ProgramContext['env'] }): string {
  const { error, name, env } = facts;
  const sentence = `${name}: ${sentenceOf(error)}`;
  if (isOfTheFolder(error) && env.OCTOTRAIN_DEBUG !== '1')
    return `${sentence}\nsee that the path is a folder of yours, with room in it`;
  if (env.OCTOTRAIN_DEBUG !== '1') return `${sentence}\nthis is a bug; OCTOTRAIN_DEBUG=1 shows where it happened`;
  return `${sentence}\nthis is a bug\n${stackOf(error)}`;
}

/** What the file system refuses is seldom the program's fault. */
function isOfTheFolder(error: unknown): boolean {
  if (!(error instanceof Error) || !('path' in error) || !('code' in error)) return false;
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EEXIST', 'ENAMETOOLONG'].includes(
    `${error.code}`,
  );
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const cause = error.cause === undefined ? '' : `\ncaused by: ${stackOf(error.cause) || sentenceOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('\n', 1)[0] || 'an unknown error';
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
