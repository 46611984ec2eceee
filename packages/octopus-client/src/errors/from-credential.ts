import {
  OctopusAuthError,
  OctopusError,
  type OctopusErrorDetails,
  OctopusRateLimitError,
  OctopusServerError,
  OctopusUnreachableError,
} from './octopus-error.ts';
import { type Redact, redactCause } from './redact.ts';

/** Why there is no key or token, and what to do about it; thrown by sources of credentials. Neither text may hold a secret. */
export class CredentialError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'CredentialError';
    this.hint = options.hint;
  }
}

/**
 * The error of an operation that was not sent, because there was no credential to send it with. What a second try may better keeps its class, so that
 * there is a second try.
 */
export function errorFromCredential(fault: { operation: string; cause: unknown; redact: Redact }): OctopusError {
  const { operation, redact } = fault;
  const error = fault.cause;
  const why = error instanceof Error ? error.message : String(error);
  const hint = error instanceof CredentialError || error instanceof OctopusError ? error.hint : undefined;
  const details: OctopusErrorDetails = {
    message: redact(`${operation} was not sent, there is no credential: ${why}`),
    operation,
    outcome: 'not-sent',
    hint: hint === undefined ? 'Look at where the key or token comes from.' : redact(hint),
    retryAfterMs: error instanceof OctopusError ? error.retryAfterMs : undefined,
    cause: redactCause(error, redact),
  };
  if (error instanceof OctopusRateLimitError) return new OctopusRateLimitError(details);
  if (error instanceof OctopusServerError) return new OctopusServerError(details);
  if (error instanceof OctopusUnreachableError) return new OctopusUnreachableError(details);
  return new OctopusAuthError(details);
}
