import { unlessAborted } from '../transport/unless-aborted.ts';

/** Work that is done once for all who ask for it meanwhile. Ends early only when the last of them has gone. */
export interface SingleFlight<T> {
  join(signal: AbortSignal): Promise<T>;
}

export function createSingleFlight<T>(work: (signal: AbortSignal) => Promise<T>): SingleFlight<T> {
  let flight: { readonly result: Promise<T>; readonly stopping: AbortController; waiting: number } | undefined;

  return {
    async join(signal) {
      signal.throwIfAborted();
      if (flight === undefined) {
        const stopping = new AbortController();
        flight = { result: work(stopping.signal), stopping, waiting: 0 };
      }
      const joined = flight;
      joined.waiting += 1;
      try {
        return await unlessAborted(signal, () => joined.result);
      } finally {
        joined.waiting -= 1;
        if (joined.waiting === 0) {
          // It has come to its end, or nobody wants it any more: whoever asks now begins anew.
          if (flight === joined) flight = undefined;
          joined.stopping.abort();
        }
      }
    },
  };
}
