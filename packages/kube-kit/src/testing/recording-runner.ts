import type { ProgramCall, ProgramEnd, RunProgram } from '../process/run-program.ts';

type Exit = Omit<Extract<ProgramEnd, { kind: 'exited' }>, 'kind'>;

/** A runner that starts nothing: it writes each call down, and answers as it is told; well and silent by default. */
export function recordingRunner(answer: Partial<Exit> | ProgramEnd = {}): { run: RunProgram; calls: ProgramCall[] } {
  const calls: ProgramCall[] = [];
  const end: ProgramEnd = 'kind' in answer ? answer : { kind: 'exited', code: 0, stdout: '', stderr: '', ...answer };
  return {
    calls,
    async run(call) {
      calls.push(call);
      if (end.kind !== 'missing') {
        for (const stream of ['stdout', 'stderr'] as const) {
          for (const line of end[stream].split('\n').slice(0, -1)) call.hear?.(line, stream);
        }
      }
      return end;
    },
  };
}
