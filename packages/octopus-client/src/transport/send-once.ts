import type { Clock } from '../clock.ts';
import { systemClock } from '../clock.ts';
import { errorFromFault, errorFromTimeout } from '../errors/from-fault.ts';
import { errorFromResponse } from '../errors/from-response.ts';
import { OctopusBadAnswerError, OctopusError } from '../errors/octopus-error.ts';
import type { Redact } from '../errors/redact.ts';
import { readRetryAfter } from './retry-after.ts';

/** One attempt, and what it needs. */
export interface Attempt {
  readonly url: string;
  readonly init: {
    readonly method: string;
    readonly headers: Headers;
    readonly body: string | null;
    readonly redirect: 'manual';
  };
  readonly operation: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly redact: Redact;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Sends a request once and reads the whole answer within the time limit. Returns only a success with a body of the
 * accepted kind; anything else is thrown as an OctopusError, and the caller's own abort as its reason.
 */
export async function sendOnce(attempt: Attempt): Promise<Response> {
  const { url, init, operation, redact, timeoutMs, signal, clock } = attempt;
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
    const { response, text } = await unlessAborted(stopping.signal, async () => {
      const response = await attempt.fetch(new Request(url, { ...init, signal: stopping.signal }));
      return { response, text: await response.text() };
    });
    if (!response.ok) {
      throw errorFromResponse({
        operation,
        status: response.status,
        text,
        location: response.headers.get('location') ?? undefined,
        retryAfterMs: readRetryAfter(response.headers.get('retry-after'), clock.now()),
        redact,
      });
    }
    const isJson = init.headers.get('accept') === 'application/json';
    if (isJson && text !== '') requireJson(attempt, text);
    // An empty answer where a document may be missing, as with whoever is responsible for an interruption, is null.
    return rebuild(response, text === '' && isJson && init.method !== 'DELETE' ? 'null' : text);
  } catch (error) {
    if (error instanceof OctopusError) throw error;
    if (signal.aborted) throw signal.reason;
    if (isTooLate) throw errorFromTimeout({ operation, timeoutMs });
    throw errorFromFault({ operation, url, cause: error, redact });
  } finally {
    stopTimer?.();
    signal.removeEventListener('abort', stop);
  }
}

/** Also ends the wait for a fetch that pays no attention to its signal. */
function unlessAborted<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** A body that begins as JSON was cut short on its way: what it answered happened. Anything else is not Octopus. */
function requireJson({ operation }: Attempt, text: string): void {
  try {
    JSON.parse(text);
  } catch {
    const isCut = /^\s*[[{]/.test(text);
    throw new OctopusBadAnswerError({
      message: `${operation} was answered with ${isCut ? 'a body that ends too early' : 'something that is not JSON'}`,
      operation,
      outcome: 'unknown',
      // A cut body is worth another try, so it has no status; a page of something else is not.
      status: isCut ? undefined : 200,
      hint: isCut
        ? 'Check the network between here and the server.'
        : 'Check that the address is that of an Octopus server.',
    });
  }
}

function rebuild(response: Response, text: string): Response {
  const { status, statusText, headers } = response;
  const copy = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) copy.delete(name);
  // openapi-fetch reads a length of 0 as "no body".
  if (text === '') copy.set('content-length', '0');
  return new Response(text, { status: status === 204 || status === 205 ? 200 : status, statusText, headers: copy });
}
