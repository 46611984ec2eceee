import {
  OctopusAuthError,
  OctopusBadAnswerError,
  OctopusConflictError,
  type OctopusError,
  type OctopusErrorDetails,
  OctopusNotFoundError,
  OctopusPermissionError,
  OctopusRateLimitError,
  OctopusServerError,
  OctopusValidationError,
  type Outcome,
} from './octopus-error.ts';
import type { Redact } from './redact.ts';

interface RefusedAnswer {
  readonly operation: string;
  readonly status: number;
  readonly text: string;
  readonly location?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly redact: Redact;
}

const hints: Readonly<Record<number, string>> = {
  401: 'Check the API key: it is missing, mistyped, expired or revoked.',
  403: "Ask for a role with the missing permission for the key's owner.",
  404: 'Check the id and the space; a document that the key may not see is also answered so.',
  409: 'Read the document again and repeat the change on what is there now.',
  429: 'Lower the requests per minute or try again later.',
  501: 'Use a server that offers this operation.',
};

/** The error that a status outside 2xx stands for. */
export function errorFromResponse(answer: RefusedAnswer): OctopusError {
  const { operation, status, redact } = answer;
  const { errorMessage, errors } = readProblem(answer.text, redact);
  const said = [errorMessage, ...errors.filter((error) => error !== errorMessage)].filter((text) => text).join(' ');
  const details: OctopusErrorDetails = {
    message: `${operation} was answered with ${status}${said ? `: ${said}` : ''}`,
    operation,
    outcome: outcomeOf(status),
    status,
    errorMessage,
    errors,
    hint: hints[status] ?? (status >= 500 ? 'Look at the server: it failed.' : undefined),
    retryAfterMs: answer.retryAfterMs,
  };
  if (status >= 300 && status < 400) {
    const hint = `Use the address that the server names: ${redact(answer.location ?? 'none given')}.`;
    return new OctopusBadAnswerError({ ...details, hint });
  }
  return new (classOf(status))(details);
}

function classOf(status: number): new (details: OctopusErrorDetails) => OctopusError {
  if (status === 401) return OctopusAuthError;
  if (status === 403) return OctopusPermissionError;
  if (status === 404) return OctopusNotFoundError;
  if (status === 409) return OctopusConflictError;
  if (status === 429) return OctopusRateLimitError;
  if (status >= 500 || status === 408) return OctopusServerError;
  return OctopusValidationError;
}

/** 501 says that nothing was done; another 5xx, and 408, may come from a proxy in front of a server that went on. */
function outcomeOf(status: number): Outcome {
  return (status >= 500 && status !== 501) || status === 408 ? 'unknown' : 'refused';
}

function readProblem(text: string, redact: Redact): { errorMessage: string | undefined; errors: string[] } {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return { errorMessage: undefined, errors: [] };
    const errorMessage =
      'ErrorMessage' in body && typeof body.ErrorMessage === 'string' ? body.ErrorMessage : undefined;
    const errors = 'Errors' in body && Array.isArray(body.Errors) ? body.Errors : [];
    // The token endpoint speaks as OAuth does. [docs]
    if ('error_description' in body && typeof body.error_description === 'string') errors.push(body.error_description);
    return {
      errorMessage: errorMessage === undefined ? undefined : redact(errorMessage),
      errors: errors.filter((error) => typeof error === 'string').map(redact),
    };
  } catch {
    // A proxy's page instead of the server's own body: the status says enough.
    return { errorMessage: undefined, errors: [] };
  }
}
