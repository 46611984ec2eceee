/** Whether a write may be sent now. */
export type LeaseWord =
  | { readonly is: 'mine' }
  /** Somebody else drives the trains of this key now. */
  | { readonly is: 'taken'; readonly message: string }
  /** A person has stopped every train of this key. */
  | { readonly is: 'halted'; readonly message: string };

/** How a run is left by the process that held its lease. */
interface Left {
  /** Null: the run is open. */
  readonly outcome: 'done' | 'failed' | null;
  /** Hash of the journal's last line. */
  readonly head: string;
}

/**
 * The right to drive the trains of one key. At most one holder has it at a time, by the word of whoever keeps it; a process that was paused between
 * asking and sending cannot be kept from sending, which is why what it sent is found by its token and told.
 */
export interface Lease {
  /** Asked immediately before each write; takes it first where that was put off. */
  stillMine(): Promise<LeaseWord>;
  /** Says now and then that its holder is alive. Throws `LeaseLost` when it is no more the holder's. */
  keep(): Promise<void>;
  /** Lets go; the key is free at once. Lets go of nothing that was taken over. */
  release(left: Left): Promise<void>;
}

/** For a server that keeps no record of trains: the file lock is all there is. */
export const noLease: Lease = {
  stillMine: async () => ({ is: 'mine' }),
  keep: async () => {},
  release: async () => {},
};

/** The write at hand was not sent, and no other may be. The run stays open. */
export class LeaseLost extends Error {
  readonly word: Exclude<LeaseWord, { is: 'mine' }>;

  constructor(word: LeaseLost['word']) {
    super(word.message);
    this.name = 'LeaseLost';
    this.word = word;
  }
}

/** Throws `LeaseLost` where the lease does not allow a write. */
export async function requireLease(lease: Lease): Promise<void> {
  const word = await lease.stillMine();
  if (word.is !== 'mine') throw new LeaseLost(word);
}
