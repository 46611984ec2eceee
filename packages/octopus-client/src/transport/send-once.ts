import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { secretsOfBody } from '../errors/body-secrets.ts';
import { errorFromFault, errorFromTimeout } from '../errors/from-fault.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import type { SecretKeeper } from '../errors/secret-keeper.ts';
import type { AttemptWatch } from '../observing/watch.ts';
import { rebuildResponse, requireJson } from './answer.ts';
import { isBytes } from './body.ts';
import { readRetryAfter } from './retry-after.ts';
import { unlessAborted } from './unless-aborted.ts';

/** One attempt, and what it needs. */
export interface Attempt {
  readonly url: string;
  readonly init: {
    readonly method: string;
    readonly headers: Headers;
    readonly body: string | ArrayBuffer | null;
    readonly redirect: 'manual';
  };
  readonly operation: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly secrets: SecretKeeper;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly watch?: AttemptWatch | undefined;
}

/**
 * Sends a request once and reads the whole answer within the time limit. Returns only a success with a body of the
 * accepted kind; anything else is thrown as an OctopusError, and the caller's own abort as its reason.
 */
export async function sendOnce(attempt: Attempt): Promise<Response> {
  const { url, init, operation, secrets, timeoutMs, signal, clock, watch } = attempt;
  // One controller for both reasons to stop: an `AbortSignal.any` for each attempt costs noticeably more.
  const stopping = new AbortController();
  let isTooLate = false;
  const stopTimer = (clock.startTimer ?? systemClock.startTimer)?.(timeoutMs, () => {
    isTooLate = true;
    stopping.abort();
  });
  const stop = () => stopping.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const { response, text, bytes } = await unlessAborted(stopping.signal, async () => {
      const response = await attempt.fetch(new Request(url, { ...init, signal: stopping.signal }));
      watch?.answered(response.status);
      const areBytesWanted = response.ok && response.status !== 204 && isBytes(init.headers.get('accept'));
      if (areBytesWanted) return { response, text: '', bytes: await response.arrayBuffer() };
      return { response, text: await response.text(), bytes: undefined };
    });
    watch?.read(bytes ?? text);
    if (!response.ok) {
      throw errorFromResponse({
        operation,
        status: response.status,
        text,
        location: response.headers.get('location') ?? undefined,
        retryAfterMs: readRetryAfter(response.headers, clock.now()),
        redact: secrets.redactWith(secretsOfBody(typeof init.body === 'string' ? init.body : null)),
      });
    }
    if (bytes) return rebuildResponse(response, bytes);
    const isJson = init.headers.get('accept') === 'application/json';
    if (isJson && text !== '') requireJson(operation, text);
    // An empty answer where a document may be missing, as with whoever is responsible for an interruption, is null.
    return rebuildResponse(response, text === '' && isJson && init.method !== 'DELETE' ? 'null' : text);
  } catch (error) {
    if (error instanceof OctopusError) throw error;
    if (signal.aborted) throw signal.reason;
    if (isTooLate) throw errorFromTimeout({ operation, timeoutMs });
    throw errorFromFault({ operation, url, cause: error, redact: secrets.redact });
  } finally {
    stopTimer?.();
    signal.removeEventListener('abort', stop);
  }
}
