/** Who drives the trains of a key. */
export interface KeyHolder {
  /** Of this taking alone. */
  readonly id: string;
  readonly machine: string;
  readonly host: string;
  readonly pid: number;
  /** When the process started, as its system counts. */
  readonly started: string | null;
  /** Where the process' number means something. */
  readonly place: string;
  readonly what: string;
  /** ISO 8601 and by the server's clock, as all times here. */
  readonly since: string;
  /** When it last said that it is alive. */
  readonly renewed: string;
}

/** How the last holder left. */
export interface KeyLeft {
  readonly run: string;
  readonly machine: string;
  readonly host: string;
  /** Hash of the journal's last line: whoever has that line knows all that was sent. */
  readonly head: string;
  readonly at: string;
  /** Null: the run is open. */
  readonly outcome: 'done' | 'failed' | null;
}

/** What the server keeps of one key: the value of a variable. */
export interface KeyState {
  readonly schema: 1;
  /** Grows with each taking. */
  readonly fence: number;
  /** The open run; null when there is none. */
  readonly run: string | null;
  readonly holder: KeyHolder | null;
  readonly left: KeyLeft | null;
  readonly halted: { readonly by: string; readonly at: string; readonly why: string } | null;
}

export const freeKey: KeyState = { schema: 1, fence: 0, run: null, holder: null, left: null, halted: null };

/** A holder that has not said that it is alive for so long is taken for gone, wherever it was. */
export const expiresAfterMs = 15 * 60_000;

/** What a process wants to take a key for. */
export interface KeyWish {
  readonly run: string;
  /** `renewed` is the time of asking. */
  readonly holder: KeyHolder;
  /** The hashes of the journal's lines that this process has; null when it knows only what the server keeps. */
  readonly heads: readonly string[] | null;
  /** The key's number when this process' journal last said that it looks for what others have sent; null when it never did. */
  readonly lookedAt: number | null;
  /** Holders that are known to be gone: no living process has this id. */
  readonly gone: string | null;
  /** A person says that whoever holds it is gone. */
  readonly takeOver: boolean;
  /** An open run that never began, and may be dropped. */
  readonly replaces: string | null;
  /** The run begins just now: there is nothing of it anywhere. */
  readonly begins: boolean;
}

export type Taking =
  /** `blind`: another machine may have sent things that this process knows nothing of. */
  | { readonly is: 'taken'; readonly state: KeyState; readonly blind: boolean }
  | { readonly is: 'held'; readonly holder: KeyHolder }
  | { readonly is: 'halted'; readonly halted: NonNullable<KeyState['halted']> }
  /** Another run of the key is open; `holder` is null where nobody who may live drives it. */
  | { readonly is: 'other-run'; readonly run: string; readonly holder: KeyHolder | null }
  /** The run came to its end elsewhere. */
  | { readonly is: 'ended'; readonly left: KeyLeft };

/** Takes a key for a run, or says why not. Asked again by who has it already, nothing changes. */
export function takeKey(known: KeyState | null, wish: KeyWish): Taking {
  const state = known ?? freeKey;
  const { run, holder, takeOver } = wish;
  if (state.holder?.id === holder.id) return { is: 'taken', state, blind: false };
  if (state.left?.run === run && state.left.outcome !== null) return { is: 'ended', left: state.left };
  const isOther = state.run !== null && state.run !== run && state.run !== wish.replaces;
  const before = state.holder && !takeOver && !isGone(state.holder, wish) ? state.holder : null;
  if (isOther) return { is: 'other-run', run: state.run, holder: before };
  if (state.halted) return { is: 'halted', halted: state.halted };
  if (before) return { is: 'held', holder: before };
  const next = { ...state, fence: state.fence + 1, run, holder };
  return { is: 'taken', state: next, blind: isBlind(state, wish) };
}

function isGone(before: KeyHolder, { holder, gone }: KeyWish): boolean {
  return before.id === gone || Date.parse(holder.renewed) - Date.parse(before.renewed) > expiresAfterMs;
}

/**
 * Whether something may have been sent that is not in this process' journal. Things are sent by holders only, so a journal that has the line at which the
 * last holder left knows them all; a holder that was cut off wrote down what it sent in the journal of its own machine.
 */
function isBlind(state: KeyState, { run, holder, heads, lookedAt, begins }: KeyWish): boolean {
  if (begins) return false;
  if (heads === null) return true;
  // Nobody has had the key since this journal began to look for what had been sent.
  if (state.run !== run || state.fence === lookedAt) return false;
  const last = state.holder;
  if (last) return last.machine !== holder.machine || last.host !== holder.host;
  return state.left?.run === run && !heads.includes(state.left.head);
}

/** Whether a write of the taking with this id may be sent. */
export function judgeKey(state: KeyState | null, id: string): 'mine' | 'taken' | 'halted' {
  if (state?.holder?.id !== id) return 'taken';
  return state.halted ? 'halted' : 'mine';
}

/** Says that the holder is alive; null when the key is no longer its. */
export function renewKey(state: KeyState | null, options: { id: string; at: string }): KeyState | null {
  if (state?.holder?.id !== options.id) return null;
  return { ...state, holder: { ...state.holder, renewed: options.at } };
}

/** Lets go of a key; null when it is no longer the leaver's. */
export function leaveKey(state: KeyState | null, options: { id: string; left: KeyLeft }): KeyState | null {
  if (state?.holder?.id !== options.id) return null;
  const { left } = options;
  return { ...state, holder: null, left, run: left.outcome === null ? left.run : null };
}

/** Keeps every train of a key from its next write. */
export function haltKey(state: KeyState | null, halted: NonNullable<KeyState['halted']>): KeyState {
  return { ...(state ?? freeKey), halted };
}

export function unhaltKey(state: KeyState): KeyState {
  return { ...state, halted: null };
}
