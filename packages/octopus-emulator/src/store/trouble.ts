/** Who hears of it when what was acknowledged stays in the journal, because it cannot be put into files of its own. */
export interface TroubleEars {
  /** Told once, until it has gone well again. */
  readonly onTrouble?: ((error: unknown) => void) | undefined;
  /** Told when it went well again. */
  readonly onOver?: (() => void) | undefined;
  /** Calls what it is given later; what it returns calls that off. */
  readonly later?: ((again: () => void) => () => void) | undefined;
}

/** Whether the last attempt failed. */
export interface Trouble {
  /** Notes a failure, tells of the first, and sees that it is tried again. */
  readonly happened: (error: unknown) => void;
  readonly over: () => void;
  stands(): boolean;
  /** No more attempts. */
  close(): void;
  /** Throws what went wrong last, if it never went well after that. */
  raise(): void;
}

export function createTrouble({ onTrouble, onOver, later }: TroubleEars = {}, again: () => void): Trouble {
  let failure: { readonly error: unknown } | undefined;
  let callOff: (() => void) | undefined;
  let isClosed = false;
  return {
    happened(error) {
      if (failure === undefined) onTrouble?.(error);
      failure = { error };
      if (!isClosed) callOff = later?.(again);
    },
    over() {
      if (failure !== undefined) onOver?.();
      failure = undefined;
    },
    stands: () => failure !== undefined,
    close() {
      isClosed = true;
      callOff?.();
    },
    raise() {
      if (failure !== undefined) throw failure.error;
    },
  };
}

const AGAIN_AFTER_MS = 60_000;

/** A minute later, by the wall clock: whatever time the server lives in. Holds no process open. */
export function aMinuteLater(again: () => void): () => void {
  const timer = setTimeout(again, AGAIN_AFTER_MS);
  timer.unref();
  return () => clearTimeout(timer);
}
