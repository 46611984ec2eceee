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

/**
 * Whether the same request may be sent again. What only reads, replaces or deletes may, after anything that could
 * pass; a POST only where it is certain that nothing was processed.
 */
export function mayRetry(method: string, error: unknown): error is OctopusError {
  if (!(error instanceof OctopusError)) return false;
  if ((error.retryAfterMs ?? 0) > longestRetryAfterMs) return false;
  if (error instanceof OctopusRateLimitError) return true;
  if (error instanceof OctopusUnreachableError && error.outcome === 'not-sent') return true;
  if (method === 'POST') return false;
  if (error instanceof OctopusServerError) return error.status !== 501;
  if (error instanceof OctopusBadAnswerError) return error.outcome === 'unknown' && error.status === undefined;
  return error instanceof OctopusUnreachableError;
}

/** How long to wait before attempt `attempt + 1`: what the server asked for, or doubling with jitter. */
export function retryDelayMs(error: OctopusError, attempt: number, random: () => number): number {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs;
  const full = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + random() / 2));
}
