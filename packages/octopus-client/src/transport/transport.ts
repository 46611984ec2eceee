import pRetry from 'p-retry';
import type { Clock } from '../clock.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import type { Redact } from '../errors/redact.ts';
import type { RequestBudget } from './request-budget.ts';
import { mayRetry, retryDelayMs } from './retry-rules.ts';
import { sendOnce } from './send-once.ts';

/** One attempt that is about to be made. The address has no secrets. */
export interface RequestInfo {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  /** Counted from 1. */
  readonly attempt: number;
}

/** What every request of a client has in common. */
export interface Transport {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: RequestBudget | undefined;
  readonly redact: Redact;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly onRequest: ((info: RequestInfo) => unknown) | undefined;
}

/**
 * Sends a request until it is answered, as far as repeating it is safe. Throws an OctopusError, the abort's reason, or what `onRequest` threw
 * before an attempt: that attempt was not sent.
 */
export async function send(transport: Transport, request: Request, operation: string): Promise<Response> {
  const { clock, random, budget, redact, retries, onRequest } = transport;
  const { method, url, signal } = request;
  const body = request.body === null ? null : await request.text();
  const init = { method, headers: request.headers, body, redirect: 'manual' } as const;
  let delayMs = 0;
  let isUncertain = false;

  try {
    return await pRetry(attemptOnce, {
      retries,
      // p-retry would wait on the machine's own timers: it counts and decides, the clock port waits.
      minTimeout: 0,
      factor: 1,
      signal,
      shouldRetry: ({ error }) => mayRetry(method, error),
      onFailedAttempt: ({ error, attemptNumber }) => {
        if (!mayRetry(method, error)) return;
        isUncertain ||= error.outcome === 'unknown';
        delayMs = retryDelayMs(error, attemptNumber, random);
        if (error.retryAfterMs !== undefined) budget?.hold(error.retryAfterMs);
      },
    });
  } catch (error) {
    // A refusal after an attempt that got lost may be the echo of that attempt's success.
    if (error instanceof OctopusError && isUncertain && method !== 'GET') Object.assign(error, { outcome: 'unknown' });
    throw error;
  }

  async function attemptOnce(attempt: number): Promise<Response> {
    if (attempt > 1) await clock.sleep(delayMs, signal);
    await budget?.take(signal);
    await onRequest?.({ operation, method, url: redact(url), attempt });
    return sendOnce({ ...transport, url, init, operation, signal });
  }
}
