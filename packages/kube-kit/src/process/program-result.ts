import type { KubeProblem, KubeResult } from '../result.ts';
import type { ProgramEnd } from './run-program.ts';

/** The standard output of a program that ended well, or why there is none. `what` says what it was to do. */
export function outputOf(end: ProgramEnd, what: string): KubeResult<string> {
  const problem = problemOf(end, what);
  if (problem) return { ok: false, problem };
  return { ok: true, value: end.kind === 'exited' ? end.stdout : '' };
}

function problemOf(end: ProgramEnd, what: string): KubeProblem | undefined {
  switch (end.kind) {
    case 'missing':
      return missingProgram(end, what);
    case 'timed out':
      return { code: 'timeout', message: `${what}: took too long and was ended` };
    case 'stopped':
      return { code: 'aborted', message: `${what}: was stopped` };
    case 'killed':
      return { code: 'program-failed', message: `${what}: ended by ${end.signal}` };
    case 'exited':
      if (end.code !== 0)
        return {
          code: 'program-failed',
          message: `${what}: ${lastWords(end.stderr) ?? `ended with code ${end.code}`}`,
        };
      if (end.cut) return { code: 'unexpected-answer', message: `${what}: it said more than is kept` };
      return undefined;
  }
}

function missingProgram(end: { program: string; why?: string }, what: string): KubeProblem {
  const { program, why } = end;
  const isPath = /[/\\]/.test(program);
  if (why !== undefined) {
    return { code: 'program-missing', message: `${what}: ${program} cannot be started: ${why}` };
  }
  return {
    code: 'program-missing',
    message: `${what}: there is no program ${program}${isPath ? '' : ' on the path'}`,
    hint: `install ${program}, or see what is missing with: bootstrap doctor`,
  };
}

/** Programs of Kubernetes say what was wrong in their last line, after warnings. */
function lastWords(stderr: string): string | undefined {
  return stderr
    .split('\n')
    .map((line) => line.trim())
    .findLast((line) => line !== '');
}
