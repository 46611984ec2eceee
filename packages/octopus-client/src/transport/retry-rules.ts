import {
  OctopusBadAnswerError,
  OctopusError,
  OctopusRateLimitError,
  OctopusServerError,
  OctopusUnreachableError,
} from '../errors/octopus-error.ts';

/** The longest wait that a server may ask for before it counts as a refusal. */
const longestRetryAfterMs = 60_000;

const firstDelayMs = 500;
const longestDelayMs = 10_000;

/** Answers that a second try may better, the ones that official clients ask again after, too. `[client]` */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Whether the same request may be sent again. What only reads, replaces or deletes may, after anything that could
 * pass; a POST only where it is certain that nothing was processed.
 */
export function mayRetry(method: string, error: unknown): error is OctopusError {
  if (!(error instanceof OctopusError) || !couldPass(error)) return false;
  return method !== 'POST' || error.outcome === 'not-sent' || error instanceof OctopusRateLimitError;
}

function couldPass(error: OctopusError): boolean {
  if ((error.retryAfterMs ?? 0) > longestRetryAfterMs) return false;
  if (error instanceof OctopusUnreachableError || error instanceof OctopusRateLimitError) return true;
  if (error instanceof OctopusServerError) return error.status === undefined || passing.has(error.status);
  // A body that was cut on its way has no status; a whole page of something else has, and stays what it is.
  return error instanceof OctopusBadAnswerError && error.outcome === 'unknown' && error.status === undefined;
}

/** How long to wait before attempt `attempt + 1`: what the server asked for, or doubling with jitter. */
export function retryDelayMs(error: OctopusError, attempt: number, random: () => number): number {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs;
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + random() / 2));
}

/** Whether the error is about the server as a whole, so that everything else that asks it had better wait as well. */
export function concernsEverybody(error: OctopusError): boolean {
  return error instanceof OctopusRateLimitError || error.retryAfterMs !== undefined;
}
