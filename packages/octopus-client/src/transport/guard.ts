import type { ObservedRequest } from '../observing/observer.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One attempt that is about to be made. The address has no secrets. */
export interface RequestInfo extends Pick<ObservedRequest, 'method' | 'route' | 'correlationId'> {
  /** Method and path template, e.g. `GET /api/{spaceId}/projects`. */
  readonly operation: string;
  readonly url: string;
  /** Counted from 1. */
  readonly attempt: number;
}

/** Carries what `onRequest` threw past the rules for errors of the server, which it may look like. */
export class Prevented extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('onRequest threw');
    this.reason = reason;
  }
}

/** Asks `onRequest`, and waits for it where it takes its time. */
export function guardWith(
  onRequest: ((info: RequestInfo) => unknown) | undefined,
): (info: RequestInfo, signal: AbortSignal) => Promise<unknown> | undefined {
  if (!onRequest) return () => undefined;
  return async (info, signal) => {
    try {
      return await unlessAborted(signal, async () => onRequest(info));
    } catch (reason) {
      throw signal.aborted ? reason : new Prevented(reason);
    }
  };
}
