/** unwritable: the disk is full, or the folder may not be written · moved-on: somebody else has written since this process read it. */
export type JournalTroubleCode = 'unwritable' | 'moved-on';

/** The journal could not be written, so nothing may be sent that is not in it. The run stays open. */
export class JournalTrouble extends Error {
  readonly code: JournalTroubleCode;

  constructor(options: { code: JournalTroubleCode; message: string; cause?: unknown }) {
    super(options.message, { cause: options.cause });
    this.name = 'JournalTrouble';
    this.code = options.code;
  }
}

const words: Readonly<Record<string, string>> = {
  ENOSPC: 'there is no space left on its disk',
  EDQUOT: 'your quota of its disk is used up',
  EFBIG: 'it may grow no larger',
  EROFS: 'it is on a read-only file system',
  EACCES: 'it may not be written by this account',
  EPERM: 'it may not be written by this account',
  EIO: 'its disk does not work',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a part of its path is a file, not a folder',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'it cannot be made there',
};

/** What the file system said about a path, as trouble of the journal; an error that it did not make stays what it is. */
export function troubleWith(path: string, error: unknown): unknown {
  if (error instanceof JournalTrouble || !(error instanceof Error) || !('code' in error)) return error;
  const why = words[String(error.code)];
  if (why === undefined) return error;
  return new JournalTrouble({ code: 'unwritable', message: `${path} cannot be written: ${why}`, cause: error });
}
