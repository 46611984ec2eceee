import { parsed } from '../json.ts';
import type { KubeProblem, KubeResult } from '../result.ts';
import { complaintIn } from './complaint.ts';
import { type ProgramVersion, versionIn } from './program-version.ts';
import type { ProgramEnd } from './run-program.ts';

/** The standard output of a program that ended well, or why there is none. `what` says what it was to do. */
export function outputOf(end: ProgramEnd, what: string): KubeResult<string> {
  const problem = problemOf(end, what);
  if (problem) return { ok: false, problem };
  return { ok: true, value: end.kind === 'missing' ? '' : end.stdout };
}

/** The same, read as JSON. */
export function jsonOf(end: ProgramEnd, what: string): KubeResult<unknown> {
  const output = outputOf(end, what);
  if (!output.ok) return output;
  const value = parsed(output.value);
  if (value !== undefined) return { ok: true, value };
  return { ok: false, problem: { code: 'unexpected-answer', message: `${what}: what it printed is no JSON` } };
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
    case 'exited': {
      if (end.code !== 0) {
        const complaint = complaintIn(end.stderr) ?? {
          code: 'program-failed',
          message: `ended with code ${end.code}`,
        };
        return { ...complaint, message: `${what}: ${complaint.message}` };
      }
      if (end.cut) return { code: 'unexpected-answer', message: `${what}: it printed more than is kept` };
      return undefined;
    }
  }
}

function missingProgram(end: { program: string; why?: string }, what: string): KubeProblem {
  const { program, why } = end;
  if (why !== undefined) {
    return { code: 'program-missing', message: `${what}: ${program} cannot be started: ${why}` };
  }
  const isPath = /[/\\]/.test(program);
  return {
    code: 'program-missing',
    message: `${what}: there is no program ${program}${isPath ? '' : ' on the path'}`,
    hint: `install ${program}, or see what is missing with: bootstrap doctor`,
  };
}

/** Whether a program ended well, where its output says nothing more. */
export function doneOf(end: ProgramEnd, what: string): KubeResult<void> {
  const output = outputOf(end, what);
  return output.ok ? { ok: true, value: undefined } : output;
}

/** The version that a program prints. */
export function versionOf(end: ProgramEnd, what: string): KubeResult<ProgramVersion> {
  const output = outputOf(end, what);
  if (!output.ok) return output;
  const value = versionIn(output.value);
  if (value) return { ok: true, value };
  return { ok: false, problem: { code: 'unexpected-answer', message: `${what}: it prints no version` } };
}
