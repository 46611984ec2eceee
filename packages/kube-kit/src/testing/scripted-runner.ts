import type { ProgramCall, ProgramEnd, RunProgram } from '../process/run-program.ts';

/** A runner that starts nothing: a function plays the program, and every call is written down as its arguments. */
export function scriptedRunner(play: (call: ProgramCall) => Promise<Partial<Exit>> | Partial<Exit>): {
  run: RunProgram;
  calls: string[];
} {
  const calls: string[] = [];
  return {
    calls,
    async run(call) {
      calls.push(call.args.join(' '));
      const played = await play(call);
      if (call.signal?.aborted) return { kind: 'stopped', stdout: '', stderr: '' };
      return { kind: 'exited', code: 0, stdout: '', stderr: '', ...played };
    },
  };
}

type Exit = Omit<Extract<ProgramEnd, { kind: 'exited' }>, 'kind'>;
