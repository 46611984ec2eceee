import { hostname } from 'node:os';
import { type ExitCode, exitCodes } from '@octotrain/command-line';
import type { Taking } from '../record/key-state.ts';
import { haltedWords, holderWords } from '../record/key-words.ts';
import { resumeCommand, takeOverCommand, unhaltCommand } from '../view/commands.ts';
import type { Desk } from './desk.ts';

/** Tells why a train may not be driven from here now, and what to do about it. Gives the exit code. */
export function tellRefusal(
  at: Desk,
  { train, run, refusal }: { train: string; run: string | null; refusal: Exclude<Taking, { is: 'taken' }> },
): ExitCode {
  const look = at.look();
  switch (refusal.is) {
    case 'held': {
      const { holder } = refusal;
      at.say(`train ${train} is held by ${holderWords(holder)}: one run at a time`);
      if (run !== null && holder.host !== hostname())
        at.say(`only if that process is surely gone:  ${takeOverCommand(look, run)}`);
      return exitCodes.heldByAnother;
    }
    case 'other-run':
      at.say(`train ${train} has an open run of another plan: ${refusal.run}`);
      if (refusal.holder) at.say(`it is held by ${holderWords(refusal.holder)}`);
      at.say(`resume     ${resumeCommand(look, refusal.run)}`);
      return exitCodes.heldByAnother;
    case 'halted':
      at.say(haltedWords(train, refusal.halted));
      at.say(`let it go again:  ${unhaltCommand(look, train)}`);
      return exitCodes.frozen;
    case 'ended': {
      const { left } = refusal;
      const failed = left.outcome === 'failed';
      at.say(
        `run ${left.run} came to its end on ${left.host} at ${left.at.slice(0, 16).replace('T', ' ')} UTC: ${failed ? 'it failed' : 'done'}`,
      );
      return failed ? exitCodes.failed : exitCodes.done;
    }
  }
}
