import pRetry from 'p-retry';
import type { Credentials } from '../auth/credentials.ts';
import type { HeaderField } from '../auth/header.ts';
import type { Clock } from '../clock.ts';
import { errorFromCredential } from '../errors/from-credential.ts';
import { OctopusAuthError, OctopusError } from '../errors/octopus-error.ts';
import type { SecretKeeper } from '../errors/secret-keeper.ts';
import type { ClientObserver } from '../observing/observer.ts';
import { failureWord, watchRequest } from '../observing/watch.ts';
import { bodyOf } from './body.ts';
import { correlationHeader } from './correlation.ts';
import { startDeadline } from './deadline.ts';
import { createEnding } from './ending.ts';
import { guardWith, type RequestInfo } from './guard.ts';
import type { RequestBudget } from './request-budget.ts';
import { concernsEverybody, mayRetry, retryDelayMs } from './retry-rules.ts';
import { sendOnce } from './send-once.ts';

/** What every request of a client has in common. */
export interface Transport {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly budget: RequestBudget;
  readonly credentials: Credentials;
  readonly secrets: SecretKeeper;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly retries: number;
  readonly onRequest: ((info: RequestInfo) => unknown) | undefined;
  readonly observer: ClientObserver | undefined;
  readonly newCorrelationId: () => string;
}

/** One request, and how much time it has when that is not as usual. */
export interface Call {
  /** Its headers are added to. */
  readonly request: Request;
  readonly route: string;
  readonly timeoutMs?: number | undefined;
  readonly deadlineMs?: number | undefined;
}

/**
 * Sends a request until it is answered, as far as repeating it is safe and the time allows. Throws an OctopusError, the abort's reason, or what
 * `onRequest` threw before an attempt: that attempt was not sent.
 */
export async function send(transport: Transport, call: Call): Promise<Response> {
  const { clock, random, budget, credentials, secrets, retries, fetch } = transport;
  const { request, route, timeoutMs = transport.timeoutMs, deadlineMs = transport.deadlineMs } = call;
  const { method, url, headers } = request;
  const operation = `${method} ${route}`;
  const correlationId = headers.get(correlationHeader) ?? transport.newCorrelationId();
  headers.set(correlationHeader, correlationId);
  const body = await bodyOf(request);
  const about = { method, route, correlationId: secrets.redact(correlationId) };
  const watch = watchRequest({ observer: transport.observer, clock, url, request: about });
  const guard = guardWith(transport.onRequest);
  const deadline = startDeadline({ clock, deadlineMs, signal: request.signal });
  const ending = createEnding({ operation, ...about, deadlineMs, deadline, signal: request.signal });
  const { signal } = deadline;
  let delayMs = 0;
  let isRenewed = false;

  try {
    const response = await pRetry(attemptOnce, {
      retries,
      // p-retry would wait on the machine's own timers: it counts and decides, the clock port waits.
      minTimeout: 0,
      factor: 1,
      signal,
      onFailedAttempt({ error, attemptNumber }) {
        if (!mayRetry(method, error)) return;
        ending.failed(error);
        delayMs = retryDelayMs(error, attemptNumber, random);
        if (concernsEverybody(error)) budget.hold(delayMs);
      },
      shouldRetry({ error }) {
        if (!mayRetry(method, error) || !deadline.allows(delayMs)) return false;
        watch?.retrying({ attempt: ending.attempts(), delayMs, error: error.code });
        return true;
      },
    });
    watch?.ended({ attempts: ending.attempts() });
    return response;
  } catch (caught) {
    const error = ending.tell(caught);
    const outcome = error instanceof OctopusError ? { outcome: error.outcome } : {};
    watch?.ended({ attempts: ending.attempts(), error: failureWord(caught, signal.aborted), ...outcome });
    throw error;
  } finally {
    deadline.stop();
  }

  async function attemptOnce(attempt: number): Promise<Response> {
    if (attempt > 1) await clock.sleep(delayMs, signal);
    const credential = await obtain(() => credentials.current(signal));
    try {
      return await sendWith(credential);
    } catch (error) {
      // What is refused so was not processed: with another key, once, even a POST may go again.
      if (isRenewed || !(error instanceof OctopusAuthError)) throw error;
      isRenewed = true;
      const renewed = await obtain(() => credentials.renew(credential, signal));
      if (renewed === undefined) throw error;
      return sendWith(renewed);
    }
  }

  async function obtain<T>(get: () => T | Promise<T>): Promise<T> {
    try {
      return await get();
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      throw errorFromCredential({ operation, cause, redact: secrets.redact });
    }
  }

  async function sendWith({ name, value }: HeaderField): Promise<Response> {
    const turn = budget.take(signal);
    if (turn) await turn;
    const shownUrl = transport.onRequest || watch ? secrets.redact(url) : '';
    const attempt = ending.attempts() + 1;
    const asked = guard({ operation, ...about, url: shownUrl, attempt }, signal);
    if (asked) await asked;
    headers.set(name, value);
    const told = watch?.attempt({ attempt, url: shownUrl, body });
    const init = { method, headers: told?.withOwn(headers) ?? headers, body, redirect: 'manual' } as const;
    ending.sent();
    try {
      const answer = await sendOnce({
        url,
        init,
        operation,
        fetch,
        clock,
        secrets,
        timeoutMs,
        signal,
        watch: told,
      });
      told?.ended();
      return answer;
    } catch (error) {
      told?.ended(failureWord(error, signal.aborted));
      throw error;
    }
  }
}
