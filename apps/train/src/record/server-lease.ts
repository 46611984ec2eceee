import { ServerTrouble } from '../run/hands.ts';
import type { Identity } from '../run/identity.ts';
import { type Lease, LeaseLost, type LeaseWord } from '../run/lease.ts';
import { judgeKey, type KeyHolder, type KeyState, leaveKey, renewKey, type Taking, takeKey } from './key-state.ts';
import type { KeyChange, KeyStore } from './key-store.ts';
import { haltedWords, takenWords } from './key-words.ts';

/** How often a holder says that it is alive: a third of the time after which it would be taken for gone. */
export const renewEveryMs = 5 * 60_000;

/** What a lease is asked for. */
export interface LeaseRequest {
  readonly keys: KeyStore;
  readonly key: string;
  readonly run: string;
  /** Hashes of the lines of the journal at hand; null without one. */
  readonly heads: readonly string[] | null;
  /** The key's number when that journal last began to look for what others had sent. */
  readonly lookedAt: number | null;
  readonly begins: boolean;
  readonly takeOver: boolean;
  readonly replaces: string | null;
  /** Look now, and take it only when there is something to write. */
  readonly lazy: boolean;
  /** What the process does, for those who are refused. */
  readonly what: string;
  readonly me: Identity;
  readonly isGone: (holder: KeyHolder) => Promise<boolean>;
  /** Epoch ms, counted on steadily: how often the holder says that it is alive goes by it. */
  readonly now: () => number;
  readonly newId: () => string;
}

export type Leasing =
  | {
      readonly ok: true;
      readonly lease: Lease;
      readonly blind: boolean;
      /** The key's number before this lease. */
      readonly fence: number;
    }
  | { readonly ok: false; readonly refusal: Exclude<Taking, { is: 'taken' }> };

/** Takes the lease of a key, or finds that it could be taken when it is needed. Throws a `ServerTrouble`. */
export async function openLease(request: LeaseRequest): Promise<Leasing> {
  const { keys, key, now, lazy } = request;
  const id = request.newId();
  const { state: seen, at: seenAt } = await keys.read(key);
  const gone = seen?.holder && (await request.isGone(seen.holder)) ? seen.holder.id : null;
  // Found to be there already, after an answer got lost, it is no longer told apart; so the first word counts.
  let blind = false;
  function look(state: KeyState | null, at: number): KeyChange<Taking> {
    const taking = takeKey(state, { ...request, gone, holder: holderOf(request, id, at) });
    if (taking.is === 'taken') blind ||= taking.blind;
    return { write: taking.is === 'taken' && taking.state !== state ? taking.state : null, answer: taking };
  }
  const taking = lazy ? look(seen, seenAt).answer : await keys.change(key, look);
  if (taking.is !== 'taken') return { ok: false, refusal: taking };
  let taken = !lazy;
  let renewedAt = now();

  /** What was seen at first must still hold: what others have sent since is not in the journal that goes with it. */
  async function takeNow(): Promise<LeaseWord> {
    const answer = await keys.change<Taking | null>(key, (state, at) => {
      const isNew = state?.holder?.id !== id && state?.fence !== seen?.fence;
      return isNew ? { write: null, answer: null } : look(state, at);
    });
    if (answer?.is === 'taken') {
      taken = true;
      renewedAt = now();
      return { is: 'mine' };
    }
    if (answer?.is === 'halted') return { is: 'halted', message: haltedWords(key, answer.halted) };
    return { is: 'taken', message: takenWords(key, answer?.is === 'held' ? answer.holder : null) };
  }

  const lease: Lease = {
    async stillMine() {
      if (!taken) return takeNow();
      const { state } = await keys.read(key);
      const is = judgeKey(state, id);
      if (is === 'mine') return { is };
      return is === 'halted' && state?.halted
        ? { is, message: haltedWords(key, state.halted) }
        : { is: 'taken', message: takenWords(key, state?.holder ?? null) };
    },
    async keep() {
      if (!taken || now() - renewedAt < renewEveryMs) return;
      const kept = await keys.change<KeyState | null>(key, (state, at) => {
        const write = renewKey(state, { id, at: isoOf(at) });
        return { write, answer: write ?? state };
      });
      if (kept?.holder?.id !== id) throw new LeaseLost({ is: 'taken', message: takenWords(key, kept?.holder ?? null) });
      renewedAt = now();
    },
    async release({ outcome, head }) {
      const { machine, host } = request.me;
      const left = { run: request.run, machine, host, head, outcome };
      try {
        // That the run has come to its end is told also by whoever had nothing to write.
        if (!taken && (outcome === null || (await takeNow()).is !== 'mine')) return;
        await keys.change(key, (state, at) => ({
          write: leaveKey(state, { id, left: { ...left, at: isoOf(at) } }),
          answer: null,
        }));
        taken = false;
      } catch (error) {
        // The next process of this machine knows that this one is gone; others find out when it is not heard of any more.
        if (!(error instanceof ServerTrouble)) throw error;
      }
    },
  };
  return { ok: true, lease, blind, fence: seen?.fence ?? 0 };
}

function holderOf({ me, what }: LeaseRequest, id: string, at: number): KeyHolder {
  const { machine, host, pid, started, place } = me;
  return { id, machine, host, pid, started, place, what, since: isoOf(at), renewed: isoOf(at) };
}

function isoOf(at: number): string {
  return new Date(at).toISOString();
}
