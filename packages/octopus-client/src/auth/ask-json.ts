import { CredentialError } from '../errors/from-credential.ts';
import { OctopusError } from '../errors/octopus-error.ts';
import { createSecretKeeper } from '../errors/secret-keeper.ts';
import { sendOnce } from '../transport/send-once.ts';
import type { CredentialContext } from './credential.ts';

/** A question on the way to a credential. */
interface Question {
  readonly operation: string;
  readonly url: string;
  readonly bearer?: string;
  /** Makes it a POST. */
  readonly body?: unknown;
  /** What to do when it is refused. */
  readonly hint: string;
}

/**
 * Asks once and reads the answer's fields. A refusal is thrown as a CredentialError with what was said; what may pass (unreachable, 429, 5xx) as it
 * is, so that the request that waits for the credential is tried again as a whole.
 */
export async function askJson(
  context: CredentialContext,
  { operation, url, bearer, body, hint }: Question,
): Promise<Readonly<Record<string, unknown>>> {
  const { fetch, clock, timeoutMs, signal, userAgent } = context;
  const headers = new Headers({ accept: 'application/json', 'user-agent': userAgent });
  if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const secrets = createSecretKeeper();
  if (bearer !== undefined) secrets.hide(bearer);
  const init = {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    redirect: 'manual',
  } as const;
  try {
    const response = await sendOnce({ url, init, operation, fetch, clock, secrets, timeoutMs, signal });
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  } catch (error) {
    const mayPass = ['unreachable', 'server-error', 'rate-limited'];
    if (!(error instanceof OctopusError) || mayPass.includes(error.code)) throw error;
    throw new CredentialError(error.message, { hint, cause: error });
  }
}
