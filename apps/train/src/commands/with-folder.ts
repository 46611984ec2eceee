import { type ExitCode, exitCodes } from '@octotrain/command-line';
import { fileShelf } from '../journal/file-shelf.ts';
import { JournalTrouble } from '../journal/journal-trouble.ts';
import type { Desk } from './desk.ts';

/** Works where runs can be kept: a folder that cannot be written, or has no room, is told before the server is asked anything. Gives the exit code. */
export async function withFolder(at: Desk, work: () => Promise<ExitCode>): Promise<ExitCode> {
  try {
    await fileShelf(at.folder).ready();
    return await work();
  } catch (error) {
    if (!(error instanceof JournalTrouble)) throw error;
    at.say(`${error.message}: a run that cannot be written down is not run`);
    at.say('give another folder with --state DIR, or make room');
    return error.code === 'moved-on' ? exitCodes.heldByAnother : exitCodes.unwritable;
  }
}
