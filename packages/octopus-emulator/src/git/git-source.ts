/** Reads one repository at fixed commits. Answers come at once or as a promise; both are awaited. */
export interface GitRepository {
  /** The commit a branch, tag or hash stands for, or `undefined` when there is none. */
  resolve(ref: string): string | undefined | Promise<string | undefined>;
  /** The text of a file at a commit, or `undefined` when it is not there. */
  read(commit: string, path: string): string | undefined | Promise<string | undefined>;
  /** Paths of all files below a folder at a commit. */
  list(commit: string, folder: string): readonly string[] | Promise<readonly string[]>;
  /** Writes all files of a commit into an empty folder, byte by byte; absent: they are read and written as texts. */
  checkOut?(commit: string, folder: string): Promise<void>;
}

/** The repositories that the emulator may read, by address. */
export interface GitSource {
  /** The repository at an address as steps and git dependencies write it, or `undefined` when it is not known. */
  repository(address: string): GitRepository | undefined;
}

/** Compares addresses as people write them: without case, a closing slash or `.git`. */
export function normalAddress(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
}
