import { type OctopusError, OctopusUnreachableError, type Outcome } from './octopus-error.ts';
import { type Redact, redactCause } from './redact.ts';

/** Faults that happen before the first byte of a request is sent. */
const beforeSending = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The error that a failed connection stands for; anything not known to precede sending may have been processed. */
export function errorFromFault(fault: {
  operation: string;
  url: string;
  cause: unknown;
  redact: Redact;
}): OctopusUnreachableError {
  const { operation, cause, redact } = fault;
  const code = faultCode(cause);
  const outcome: Outcome = code !== undefined && beforeSending.has(code) ? 'not-sent' : 'unknown';
  const origin = new URL(fault.url).origin;
  return new OctopusUnreachableError({
    message: redact(`${operation}: no answer from ${origin} (${code ?? textOf(cause)})`),
    operation,
    outcome,
    hint: 'Check the address and that the server is running.',
    cause: redactCause(cause, redact),
  });
}

/** The error of an attempt that took too long. */
export function errorFromTimeout(fault: { operation: string; timeoutMs: number }): OctopusUnreachableError {
  return new OctopusUnreachableError({
    message: `${fault.operation}: no answer within ${fault.timeoutMs} ms`,
    operation: fault.operation,
    outcome: 'unknown',
    hint: 'Check the load of the server, or allow more time.',
  });
}

/** The error of a request whose time was over, whatever it was doing then. */
export function errorFromDeadline(fault: {
  operation: string;
  deadlineMs: number;
  attempts: number;
  outcome: Outcome;
  last: OctopusError | undefined;
}): OctopusUnreachableError {
  const { operation, deadlineMs, attempts, outcome, last } = fault;
  const sent = attempts === 0 ? 'it was not sent' : `sent ${attempts === 1 ? 'once' : `${attempts} times`}`;
  return new OctopusUnreachableError({
    message: `${operation}: no answer within ${deadlineMs} ms in all (${sent})`,
    operation,
    outcome,
    hint: 'Look at the load of the server and at how fast it is asked, or allow more time.',
    cause: last,
  });
}

/** What `fetch` says is only that it failed; why stands in its cause. */
function textOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? textOf(cause.cause) : cause.message;
}

/** The system's code of a fault, found along the chain of causes, also among several tried addresses. */
function faultCode(cause: unknown): string | undefined {
  if (typeof cause !== 'object' || cause === null) return undefined;
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  if (cause instanceof AggregateError) {
    const codes = cause.errors.map(faultCode);
    return codes.find((code) => code === undefined || !beforeSending.has(code)) ?? codes[0];
  }
  return 'cause' in cause ? faultCode(cause.cause) : undefined;
}
