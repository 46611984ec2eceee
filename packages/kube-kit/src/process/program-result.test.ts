import { expect, it } from 'vitest';
import { outputOf } from './program-result.ts';
import type { ProgramEnd } from './run-program.ts';

const said = { stdout: 'half', stderr: 'warn: x\nError: it broke\n' };

it.each<[string, ProgramEnd, object]>([
  [
    'there is no such program',
    { kind: 'missing', program: 'kind' },
    { code: 'program-missing', message: 'helm list: there is no program kind on the path' },
  ],
  [
    'a path leads to none',
    { kind: 'missing', program: '/opt/kind' },
    { code: 'program-missing', message: 'helm list: there is no program /opt/kind' },
  ],
  [
    'it cannot be started',
    { kind: 'missing', program: '/opt/kind', why: 'it may not be run' },
    { code: 'program-missing', message: 'helm list: /opt/kind cannot be started: it may not be run' },
  ],
  ['it says no', { kind: 'exited', code: 1, ...said }, { code: 'program-failed', message: 'helm list: it broke' }],
  [
    'it says nothing',
    { kind: 'exited', code: 4, stdout: '', stderr: '' },
    { code: 'program-failed', message: 'helm list: ended with code 4' },
  ],
  [
    'it is killed',
    { kind: 'killed', signal: 'SIGKILL', ...said },
    { code: 'program-failed', message: 'helm list: ended by SIGKILL' },
  ],
  [
    'it takes too long',
    { kind: 'timed out', ...said },
    { code: 'timeout', message: 'helm list: took too long and was ended' },
  ],
  ['it is stopped', { kind: 'stopped', ...said }, { code: 'aborted', message: 'helm list: was stopped' }],
])('a program is a problem when %s', (_name, end, problem) => {
  expect(outputOf(end, 'helm list')).toEqual({ ok: false, problem: expect.objectContaining(problem) });
});

it('a program that ends well is what it said', () => {
  expect(outputOf({ kind: 'exited', code: 0, ...said }, 'helm list')).toEqual({ ok: true, value: 'half' });
});

it('output that was cut is no output', () => {
  expect(outputOf({ kind: 'exited', code: 0, cut: true, ...said }, 'helm list')).toMatchObject({
    problem: { code: 'unexpected-answer' },
  });
});
