import { createInterface } from 'node:readline/promises';
import { exitCodes } from '@octotrain/command-line';
import type { Desk } from './desk.ts';
import type { Or } from './prepare.ts';

/** Asks the person at a terminal; without one it goes on. Anything but `yes`, Ctrl-C and Ctrl-D end it with nothing changed. */
export async function agree(at: Desk, question: string): Promise<Or<null>> {
  if (!at.context.stdout.isTTY || !process.stdin.isTTY) return { ok: true, value: null };
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} Only \`yes\` goes on: `, { signal: at.context.signal });
    if (answer.trim().toLowerCase() === 'yes') return { ok: true, value: null };
    at.say('not run: nothing was changed');
    return { ok: false, exit: exitCodes.failed };
  } catch (error) {
    // Ctrl-C and Ctrl-D at the question end it here; elsewhere the signal does.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    at.say('\nnot run: nothing was changed');
    return { ok: false, exit: exitCodes.interrupted };
  } finally {
    lines.close();
  }
}
