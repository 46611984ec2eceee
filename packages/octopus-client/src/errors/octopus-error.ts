import { didYouMean } from './did-you-mean.ts';

/** What an {@link OctopusError} is about. These words are stable. */
export type OctopusErrorCode =
  | 'auth'
  | 'permission'
  | 'not-found'
  | 'conflict'
  | 'validation'
  | 'rate-limited'
  | 'server-error'
  | 'unreachable'
  | 'bad-answer'
  | 'unknown-name'
  | 'invalid-request'
  | 'lost-answer'
  | 'answered-by-another';

/**
 * What became of the request: `not-sent` never reached the server, `refused` was looked at and turned down, `unknown`
 * may have been processed: look before sending a write again.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown';

/** What an {@link OctopusError} is made of. All texts are already free of secrets. */
export interface OctopusErrorDetails {
  readonly message: string;
  readonly operation: string;
  readonly outcome: Outcome;
  readonly status?: number | undefined;
  readonly errorMessage?: string | undefined;
  readonly errors?: readonly string[] | undefined;
  readonly hint?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: Error | undefined;
}

/** Anything that kept an operation from its answer. Never contains a key, a token or a sensitive value. */
export abstract class OctopusError extends Error {
  abstract readonly code: OctopusErrorCode;
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined;
  /** The server's own sentence. */
  readonly errorMessage: string | undefined;
  /** The server's list of broken rules. */
  readonly errors: readonly string[];
  /** Method and path template, e.g. `GET /api/{spaceId}/projects`. */
  readonly operation: string;
  /** What to do about it. */
  readonly hint: string | undefined;
  readonly outcome: Outcome;
  /** How long the server asked to wait. */
  readonly retryAfterMs: number | undefined;
  /** What the header `X-Correlation-ID` said in every attempt of the request; nothing when no request was made. */
  readonly correlationId: string | undefined = undefined;
  /** How often the request was sent, and may have been received. */
  readonly attempts: number = 0;

  constructor(details: OctopusErrorDetails) {
    super(details.message, details.cause ? { cause: details.cause } : undefined);
    this.name = new.target.name;
    this.status = details.status;
    this.errorMessage = details.errorMessage;
    this.errors = details.errors ?? [];
    this.operation = details.operation;
    this.hint = details.hint;
    this.outcome = details.outcome;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The key or token is missing, wrong or expired (401), or there was none to be had: then nothing was sent. */
export class OctopusAuthError extends OctopusError {
  readonly code = 'auth';
}

/** The key's owner may not do this (403). */
export class OctopusPermissionError extends OctopusError {
  readonly code = 'permission';
}

/** There is no such document, or the caller may not see it (404). */
export class OctopusNotFoundError extends OctopusError {
  readonly code = 'not-found';
}

/** Somebody else changed it in between, or it exists already (409). */
export class OctopusConflictError extends OctopusError {
  readonly code = 'conflict';
}

/** The request breaks a rule of the server (400 and the rest of 4xx). */
export class OctopusValidationError extends OctopusError {
  readonly code = 'validation';
}

/** Too many requests, also after waiting (429). */
export class OctopusRateLimitError extends OctopusError {
  readonly code = 'rate-limited';
}

/** The server failed (5xx, 408), also when asked again. */
export class OctopusServerError extends OctopusError {
  readonly code = 'server-error';
}

/** No answer came: refused, reset, an attempt or the whole request took too long. */
export class OctopusUnreachableError extends OctopusError {
  readonly code = 'unreachable';
}

/** Something answered, but not as an Octopus server does. */
export class OctopusBadAnswerError extends OctopusError {
  readonly code = 'bad-answer';
}

/** Nothing has this name, slug or id. */
export class OctopusUnknownNameError extends OctopusError {
  readonly code = 'unknown-name';
  /** What was looked for, e.g. `project`. */
  readonly kind: string;
  readonly asked: string;
  /** The names that come closest, best first. */
  readonly suggestions: readonly string[];

  constructor(details: {
    kind: string;
    asked: string;
    within: string;
    suggestions: readonly string[];
    operation: string;
  }) {
    const { kind, asked, within, suggestions, operation } = details;
    const hint = didYouMean(suggestions);
    super({ message: `no ${kind} "${asked}" in ${within}`, operation, outcome: 'refused', hint });
    this.kind = kind;
    this.asked = asked;
    this.suggestions = suggestions;
  }
}
