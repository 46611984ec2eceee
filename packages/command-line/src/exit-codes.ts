/** What a program's end says to the shell, by name. The numbers are a contract: they never change their meaning. */
export const exitCodes = Object.freeze({
  done: 0,
  failed: 1,
  changes: 2,
  waiting: 3,
  notPermitted: 4,
  frozen: 5,
  unknown: 6,
  usage: 64,
  unreachable: 69,
  unwritable: 74,
  heldByAnother: 75,
  interrupted: 130,
});

/** One of the numbers of {@link exitCodes}. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A sentence for each exit code, for help texts and reference pages. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = Object.freeze({
  0: 'Done, or there was nothing to do.',
  1: 'Failed, was rejected, or a fault was found by asking the server.',
  2: 'There are changes to make (only with `--detailed-exitcode`).',
  3: 'Waiting on a person or for a window to open; after one pass, also for work under way.',
  4: 'Not authorised, or not permitted.',
  5: 'Frozen: nothing may be deployed now.',
  6: 'Unknown or inconclusive: the outcome could not be told.',
  64: 'The file is invalid, or the command was used wrongly.',
  69: 'The server cannot be reached.',
  74: 'A folder or file cannot be written: the disk is full, or it is read-only.',
  75: 'Held by another run.',
  130: 'Interrupted.',
});
