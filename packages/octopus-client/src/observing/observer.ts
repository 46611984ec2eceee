import type { OctopusErrorCode, Outcome } from '../errors/octopus-error.ts';

/** What went wrong, in few words that stay the same: an error's code, the caller's own abort, or an `onRequest` that threw. */
export type FailureWord = OctopusErrorCode | 'aborted' | 'prevented';

/** One call of an operation, with all its attempts. Nothing in it is secret, and no word but `correlationId` is one of many. */
export interface ObservedRequest {
  readonly method: string;
  /** The path as a template, e.g. `/api/{spaceId}/projects/{id}`. */
  readonly route: string;
  /** Host name of the server. */
  readonly serverAddress: string;
  readonly serverPort: number;
  /** The same in every attempt, and in the header `X-Correlation-ID`. */
  readonly correlationId: string;
}

/** One time that it is sent. */
export interface ObservedAttempt {
  /** Counted from 1. */
  readonly attempt: number;
  /** The whole address, without secrets. */
  readonly url: string;
  /** Size of the body in bytes; 0 without one. */
  readonly requestBytes: number;
}

/** How an attempt ended. */
export interface AttemptEnd {
  readonly durationMs: number;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** Size of the answer's body in bytes, after decompression, when all of it was read. */
  readonly responseBytes?: number;
  /** Nothing for a success. */
  readonly error?: FailureWord;
}

/** A wait before another attempt. */
export interface ObservedRetry {
  /** The attempt that failed. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly status?: number;
  readonly error: OctopusErrorCode;
}

/** How the request ended for the caller. */
export interface RequestEnd {
  /** All of it: credentials, budget, attempts and waits. */
  readonly durationMs: number;
  /** How often it was sent. */
  readonly attempts: number;
  readonly status?: number;
  /** Nothing for a success. */
  readonly error?: FailureWord;
  /** What became of it, when it failed and that is known. */
  readonly outcome?: Outcome;
}

/** Told of one attempt. */
export interface AttemptObserver {
  /** Sent with the attempt, such as `traceparent`; what the client sends itself cannot be replaced. */
  readonly headers?: Readonly<Record<string, string>>;
  ended?(end: AttemptEnd): void;
}

/** Told of one request. */
export interface RequestObserver {
  /** Right before an attempt is sent, after every wait. */
  attemptStarted?(attempt: ObservedAttempt): AttemptObserver | undefined;
  retrying?(retry: ObservedRetry): void;
  /** Called once, whatever happens. */
  ended?(end: RequestEnd): void;
}

/**
 * Told of everything that a client sends: the place for spans, metrics and logs. Each start gives what is told of the end, so nothing needs to be
 * matched or parsed. Called in passing: what it throws is dropped, for telemetry must not change what becomes of a write.
 */
export interface ClientObserver {
  requestStarted(request: ObservedRequest): RequestObserver | undefined;
}
